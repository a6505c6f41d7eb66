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

  @Test("a field that a visit has twice is sent twice, in order, and in place of the browser's own")
  func duplicates() throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init("200 OK") }
    let fields: HTTP.Fields = ["Accept": "text/plain", "X-Tag": "one", "accept": "image/png", "x-tag": "two"]
    #expect(try bench.visit(Browser.Visit(address: "http://127.0.0.1/", fields: fields)) == nil)
    let lines = bench.server.requests[0].split(separator: "\r\n").map(String.init)
    #expect(lines.filter { $0.lowercased().hasPrefix("accept:") } == ["Accept: text/plain", "accept: image/png"])
    #expect(lines.filter { $0.lowercased().hasPrefix("x-tag:") } == ["X-Tag: one", "x-tag: two"])
  }

  @Test("where the browser comes from: the address within an origin, the origin alone across origins")
  func referrer() throws {
    let bench = try BrowserBench()
    let page = #"<img src=/near.png><img src="http://localhost/far.png">"#
    bench.server.script = {
      $0.contains("/page") ? .init("200 OK\r\nContent-Type: text/html", body: Array(page.utf8)) : .init("200 OK")
    }
    try bench.visit("http://ann:secret@127.0.0.1/page?id=7#top")
    let far = try #require(bench.server.lines.firstIndex { $0.contains("far") })
    let near = try #require(bench.server.lines.firstIndex { $0.contains("near") })
    #expect(bench.server.field("Referer", of: near) == "http://127.0.0.1/page?id=7")
    #expect(bench.server.field("Referer", of: far) == "http://127.0.0.1/")
  }

  @Test("nothing of a page that came over TLS is told where there is none")
  func downgrade() throws {
    let bench = try BrowserBench(names: ["127.0.0.1"])
    let plain = try ScriptedServer(on: bench.loop)
    plain.script = { _ in .init("200 OK") }
    bench.browser.configuration.ports[80] = plain.port
    let page = #"<img src="http://127.0.0.1/a.png"><img src=/b.png>"#
    bench.server.script = {
      $0.hasPrefix("GET / ") ? .init("200 OK\r\nContent-Type: text/html", body: Array(page.utf8)) : .init("200 OK")
    }
    #expect(try bench.visit("https://127.0.0.1/") == nil)
    #expect(plain.requests.count == 1 && plain.field("Referer", of: 0) == nil)
    #expect(bench.server.field("Referer", of: 1) == "https://127.0.0.1/")
  }

  @Test("what another site's page asks for carries no cookie, and leaves none")
  func otherSite() throws {
    let bench = try BrowserBench()
    let page = #"<img src="http://localhost/pixel.png">"#
    bench.server.script = {
      switch $0.split(separator: " ")[1] {
      case "/page": .init("200 OK\r\nContent-Type: text/html", body: Array(page.utf8))
      default: .init("200 OK\r\nSet-Cookie: seen=1; Path=/")
      }
    }
    try bench.visit("http://localhost/")
    try bench.visit("http://127.0.0.1/page")
    #expect(bench.server.lines.last == "GET /pixel.png HTTP/1.1")
    #expect(bench.server.field("Cookie", of: 2) == nil)
    #expect(bench.count { if case .cookie(.refused) = $0 { true } else { false } } == 1)
    try bench.visit("http://localhost/again")
    #expect(bench.server.field("Cookie", of: 3) == "seen=1")
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
