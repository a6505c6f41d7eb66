import Client
import Testing
import Tracing
import Wire

@Suite("Browser: redirects")
struct RedirectTests {
  @Test(
    "what becomes of a POST",
    arguments: [
      (301, "GET /b HTTP/1.1"), (302, "GET /b HTTP/1.1"), (303, "GET /b HTTP/1.1"), (307, "POST /b HTTP/1.1"),
      (308, "POST /b HTTP/1.1"),
    ])
  func post(status: Int, second: String) throws {
    let bench = try BrowserBench()
    bench.server.script = { $0.contains("/b") ? .init("200 OK") : .init("\(status) Moved\r\nLocation: b") }
    let visit = Browser.Visit(
      method: "POST", address: "http://127.0.0.1/a", fields: ["Content-Type": "text/plain"], body: Array("hello".utf8))
    #expect(try bench.visit(visit) == nil)
    #expect(bench.server.lines == ["POST /a HTTP/1.1", second])
    let keepsBody = second.hasPrefix("POST")
    #expect(bench.server.requests.last?.hasSuffix("\r\n\r\nhello") == keepsBody)
    #expect((bench.server.field("Content-Type", of: 1) == "text/plain") == keepsBody)
    #expect(bench.server.connectionCount == 1)
  }

  @Test("HEAD stays HEAD, and a PUT stays PUT but after 303")
  func otherMethods() throws {
    for (method, status, second) in [("HEAD", 303, "HEAD"), ("PUT", 302, "PUT"), ("PUT", 303, "GET")] {
      let bench = try BrowserBench()
      let moved = "HTTP/1.1 \(status) Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
      let fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      bench.server.script = { .init(bytes: Array(($0.contains("/b") ? fine : moved).utf8)) }
      #expect(try bench.visit(Browser.Visit(method: method, address: "http://127.0.0.1/a")) == nil)
      #expect(bench.server.lines.last == "\(second) /b HTTP/1.1")
    }
  }

  @Test("what a page needs is followed too, asked for as what it is, and known by the page's address for it")
  func resources() throws {
    let bench = try BrowserBench()
    bench.server.script = {
      switch $0.split(separator: " ")[1] {
      case "/": .init("200 OK\r\nContent-Type: text/html", body: Array("<link rel=stylesheet href=/old.css>".utf8))
      case "/old.css": .init("301 Moved Permanently\r\nLocation: /new.css")
      case "/new.css": .init("200 OK\r\nContent-Type: text/css", body: Array("p{color:red}".utf8))
      default: nil
      }
    }
    #expect(try bench.visit("http://127.0.0.1/") == nil)
    #expect(bench.server.lines == ["/", "/old.css", "/new.css"].map { "GET \($0) HTTP/1.1" })
    #expect(bench.server.field("Accept", of: 2) == "text/css,*/*;q=0.1")
    #expect(bench.server.field("Referer", of: 2) == "http://127.0.0.1/")
    #expect(bench.contents["http://127.0.0.1/old.css"] == "p{color:red}")
    #expect(bench.count { if case .visit(.redirected(_, 301, "/new.css")) = $0 { true } else { false } } == 1)
    #expect(bench.count { if case .rendering(.loaded) = $0 { true } else { false } } == 1)
  }

  @Test("a loop ends after twenty, with a fault")
  func loop() throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init("302 Found\r\nLocation: /again") }
    let fault = try bench.visit("http://127.0.0.1/")
    #expect(fault?.code == .loop)
    #expect(bench.server.requests.count == 21)
  }

  @Test("the fragment is kept, unless the new address has its own; a strange scheme is not followed")
  func targets() throws {
    for (location, href) in [("/b", "http://127.0.0.1/b#here"), ("/b#there", "http://127.0.0.1/b#there")] {
      let bench = try BrowserBench()
      bench.server.script = { $0.contains("/b") ? .init("200 OK") : .init("302 Found\r\nLocation: \(location)") }
      #expect(try bench.visit("http://127.0.0.1/#here") == nil)
      #expect(bench.contents.keys.contains(href))
    }
    let bench = try BrowserBench()
    bench.server.script = { _ in .init("302 Found\r\nLocation: javascript:alert(1)") }
    #expect(try bench.visit("http://127.0.0.1/")?.code == .unsupported)
  }

  @Test("credentials for one host do not go to another; cookies find their own way")
  func otherHost() throws {
    let bench = try BrowserBench()
    bench.server.script = {
      $0.contains("/b")
        ? .init("200 OK") : .init("302 Found\r\nSet-Cookie: id=7; Path=/\r\nLocation: http://localhost/b")
    }
    let visit = Browser.Visit(address: "http://127.0.0.1/a", fields: ["Authorization": "Basic eA=="])
    #expect(try bench.visit(visit) == nil)
    #expect(bench.server.field("Authorization", of: 0) == "Basic eA==")
    #expect(bench.server.field("Authorization", of: 1) == nil)
    #expect(bench.server.field("Cookie", of: 1) == nil)
    try bench.visit("http://127.0.0.1/b")
    #expect(bench.server.field("Cookie", of: 2) == "id=7")
  }
}
