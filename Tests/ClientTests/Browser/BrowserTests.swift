import Client
import Net
import Testing
import Tracing
import Wire

@Suite("Browser: a page and what it needs")
struct BrowserTests {
  static let page = """
    <!DOCTYPE html><link rel=stylesheet href=/a.css><script src=b.js></script><img src=/c.png><img src=/c.png>
    <img src="http://192.0.2.1/far.png"><img src="">
    """

  @Test("everything the page asks for comes, once, on as many connections as it may have", arguments: [1, 6])
  func resources(limit: Int) throws {
    let bench = try BrowserBench()
    bench.browser.configuration.connectionsPerHost = limit
    bench.server.script = {
      $0.hasPrefix("GET / ")
        ? .init("200 OK\r\nContent-Type: text/html", body: Array(Self.page.utf8))
        : .init("200 OK", body: Array($0.utf8))
    }
    #expect(try bench.visit("http://127.0.0.1/") == nil)
    #expect(bench.server.lines.sorted() == ["/ ", "/a.css ", "/b.js ", "/c.png "].map { "GET \($0)HTTP/1.1" })
    #expect(bench.server.mostAtOnce <= limit)
    #expect(limit > 1 || bench.server.connectionCount == 1)
    #expect(bench.contents["http://127.0.0.1/a.css"] == "GET /a.css HTTP/1.1")
    // Told once that all is over, though one part lay outside of this machine.
    #expect(bench.count { if case .rendering(.loaded) = $0 { true } else { false } } == 1)
    #expect(bench.count { if case .visit(.finished) = $0 { true } else { false } } == 1)
    #expect(bench.server.field("Referer", of: 1) == "http://127.0.0.1/")
  }

  @Test("connections are closed in full before the browser calls itself disconnected")
  func close() throws {
    let bench = try BrowserBench()
    bench.server.script = {
      $0.hasPrefix("GET / ") ? .init("200 OK") : .init("200 OK\r\nConnection: close", closes: true)
    }
    try bench.visit("http://127.0.0.1/")
    #expect(!bench.browser.isDisconnected)
    try bench.visit("http://127.0.0.1/last")
    bench.browser.close()
    #expect(try bench.loop.run(forAtMost: 5000) { bench.browser.isDisconnected })
    func count(_ of: (SocketEvent) -> Bool) -> Int {
      bench.count { if case .socket(let event) = $0 { of(event) } else { false } }
    }
    #expect(bench.server.connectionCount == 1)
    #expect(count { if case .closed = $0 { true } else { false } } == 1)
  }

  @Test("a connection that the server said it would close is not used again")
  func notReused() throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init("200 OK\r\nConnection: close", closes: true) }
    for _ in 0..<3 { #expect(try bench.visit("http://127.0.0.1/") == nil) }
    #expect(bench.server.connectionCount == 3)
  }

  @Test("content codings are undone; where they can't be, the page has not come")
  func codings() throws {
    let bench = try BrowserBench()
    let packed = Gzip.compress(Array("hello".utf8))
    func script(_ coding: String, _ body: [UInt8]) {
      bench.server.script = { _ in .init("200 OK\r\nContent-Encoding: \(coding)", body: body) }
    }
    script("gzip", packed)
    #expect(try bench.visit("http://127.0.0.1/a") == nil)
    #expect(bench.contents["http://127.0.0.1/a"] == "hello")
    script("gzip, gzip", Gzip.compress(packed))
    #expect(try bench.visit("http://127.0.0.1/b") == nil)
    #expect(bench.contents["http://127.0.0.1/b"] == "hello")
    script("gzip", Array(packed.dropLast(3)))
    #expect(try bench.visit("http://127.0.0.1/c")?.code == .truncated)
    script("gzip", Array("hello".utf8))
    #expect(try bench.visit("http://127.0.0.1/d")?.code == .malformed)
    script("br", packed)
    #expect(try bench.visit("http://127.0.0.1/e")?.code == .unsupported)
    #expect(bench.server.field("Accept-Encoding", of: 0) == "gzip")
  }

  @Test("cookies: kept, sent where they belong, taken away, and refused with the reason")
  func cookies() throws {
    let bench = try BrowserBench()
    bench.server.script = {
      switch $0.split(separator: " ")[1] {
      case "/set": .init("200 OK\r\nSet-Cookie: a=1; Path=/in\r\nSet-Cookie: b=2; Path=/\r\nSet-Cookie: c=3; Secure")
      case "/unset": .init("200 OK\r\nSet-Cookie: b=; Path=/; Max-Age=0")
      default: .init("200 OK")
      }
    }
    for path in ["set", "in/x", "out", "unset", "out"] { try bench.visit("http://127.0.0.1/\(path)") }
    #expect((0..<5).map { bench.server.field("Cookie", of: $0) } == [nil, "a=1; b=2", "b=2", "b=2", nil])
    #expect(bench.count { if case .cookie(.refused) = $0 { true } else { false } } == 1)
    #expect(bench.count { if case .cookie(.removed(let cookie)) = $0 { cookie.name == "b" } else { false } } == 1)
  }
}
