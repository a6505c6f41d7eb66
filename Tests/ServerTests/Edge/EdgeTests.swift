import Net
import Server
import Testing
import Tracing
import Wire

@Suite("Edge: real sockets on loopback")
struct EdgeTests {
  /// A request that nobody may ever see, behind each of the refused ones.
  static let smuggled = "GET /static/shop.js HTTP/1.1\r\nHost: a\r\n\r\n"
  static let post = "POST /echo HTTP/1.1\r\nHost: a\r\n"

  @Test(
    "what could be read in two ways is answered once, and the connection closed",
    arguments: [
      ("\(post)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("\(post)Content-Length: 0\r\nContent-Length: 41\r\n\r\n", 400),
      ("\(post)Content-Length: +0\r\n\r\n", 400),
      ("\(post)Content-Length: 99999999999999999999\r\n\r\n", 413),
      ("\(post)Transfer-Encoding: xchunked\r\n\r\n", 501),
      ("\(post)Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 501),
      ("\(post)Transfer-Encoding: chunked, gzip\r\n\r\n", 400),
      ("\(post)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
      ("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("\(post)Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\na\r\n0\r\n\r\n", 400),
      ("\(post)Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n", 400),
      ("\(post)Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 5\r\n\r\n", 400),
      ("GET / HTTP/1.1\nHost: a\n\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
      ("GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET http://user:pw@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("\(String(repeating: "\r\n", count: 50_000))GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505),
    ])
  func ambiguous(request: String, status: Int) throws {
    let client = try #require(try Shop().ask(request + Self.smuggled))
    #expect(client.statuses == [status])
    #expect(client.text.contains("\r\nConnection: close\r\n"))
  }

  @Test(
    "what is too much is refused while it comes",
    arguments: [
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "y", count: 1 << 20))\r\n\r\n", 431),
      ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 10_000))\r\n", 431),
      ("\(post)Content-Length: 20000000\r\n\r\n", 413),
      ("\(post)Expect: tea\r\nContent-Length: 41\r\n\r\n", 417),
    ])
  func tooMuch(request: String, status: Int) throws {
    let client = try #require(try Shop().ask(request + Self.smuggled))
    #expect(client.statuses == [status])
  }

  @Test("what is just enough for the edge is not too much for the app, with what the edge adds")
  func justEnough() throws {
    let fields = String(repeating: "X: y\r\n", count: 98)
    let client = try #require(
      try Shop().ask("GET / HTTP/1.1\r\nHost: a\r\n\(fields)Connection: close\r\n\r\n"))
    #expect(client.statuses == [200])
  }

  @Test("pipelined requests are answered in order, whoever answers, and logged in order")
  func pipelined() throws {
    let shop = try Shop()
    let client = try #require(
      try shop.ask(
        "GET /products HTTP/1.1\r\nHost: a\r\n\r\n" + Self.smuggled
          + "\(Self.post)Content-Length: 3\r\n\r\nabcGET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
    #expect(client.statuses == [200, 200, 200, 404])
    #expect(shop.log == ["GET /products 200", "GET /static/shop.js 200", "POST /echo 200", "GET /nowhere 404"])
  }

  @Test("thousands of pipelined requests need no stack")
  func thousands() throws {
    let count = 5000
    let one = "GET /static/x HTTP/1.1\r\nHost: a\r\n\r\n"
    let last = "GET /static/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let client = try #require(try Shop().ask(String(repeating: one, count: count) + last))
    #expect(client.statuses.count == count + 1)
  }

  @Test("a body may come in chunks; the client is told to go on, and gets it back")
  func chunked() throws {
    let shop = try Shop()
    let client = try shop.client(
      "\(Self.post)Content-Type: a/b\r\nConnection: close\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    #expect(try client.wait { $0.statuses == [100] })
    client.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: z\r\n\r\n")
    #expect(try client.waitForEnd())
    #expect(client.statuses == [100, 200])
    #expect(client.text.contains("Content-Type: a/b\r\n"))
    #expect(client.text.hasSuffix("\r\n\r\nabcde"))
  }

  @Test(
    "paths name what the site has, and nothing else of this machine",
    arguments: [
      ("/static/%00shop.js", 404), ("/static/../../../etc/passwd", 404), ("/static/%2e%2e/%2e%2e/etc/passwd", 404),
      ("/static/", 404), ("//evil.test/x", 404), ("http://evil.test/static/shop.js", 200), ("/static/shop.js?v=1", 200),
      ("/favicon.ico", 404), ("/about.html", 200),
      // Nothing that could be asked for here: another scheme, https without TLS, no URL.
      ("ftp://a/about.html", 421), ("https://a/about.html", 421), ("http://a%12/about.html", 400),
    ])
  func paths(target: String, status: Int) throws {
    let client = try #require(
      try Shop().ask("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
    #expect(client.statuses == [status])
  }

  @Test(
    "RFC 9110 section 7.6.2: Max-Forwards counts who passes OPTIONS or TRACE on; who may not answers",
    arguments: [
      ("OPTIONS", "0", 204), ("TRACE", "0", 501), ("TRACE", "00", 501),
      ("GET", "0", 200), ("OPTIONS", "1", 204), ("OPTIONS", "-1", 204),
      ("OPTIONS", "99999999999999999999", 204),
    ])
  func maxForwards(method: String, limit: String, status: Int) throws {
    let shop = try Shop()
    let client = try #require(
      try shop.ask("\(method) / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nMax-Forwards: \(limit)\r\n\r\n"))
    #expect(client.statuses == [status])
    let isPassedOn = shop.routing.contains { if case .forwarded = $0 { true } else { false } }
    #expect(isPassedOn == !(["0", "00"].contains(limit) && method != "GET"))
  }

  @Test("HEAD says of GET's answer what is true, and OPTIONS what may be done")
  func head() throws {
    func head(_ method: String, _ target: String, _ more: String = "") throws -> String {
      let shop = try Shop()
      let client = try #require(
        try shop.ask("\(method) \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(more)\r\n"))
      let text = client.text
      return try String(text[..<#require(text.firstRange(of: "\r\n\r\n")).lowerBound])
    }
    let gzip = "Accept-Encoding: gzip\r\n"
    for more in ["", gzip] {
      #expect(try head("HEAD", "/static/shop.css", more) == head("GET", "/static/shop.css", more))
    }
    #expect(try head("HEAD", "/") == head("GET", "/"))
    // How long the compressed page is, nobody knows who has not made it.
    #expect(try !head("HEAD", "/", gzip).contains("Content-Length"))
    #expect(try head("OPTIONS", "*").contains("\r\nAllow: GET, HEAD, POST"))
    #expect(try head("CONNECT", "a:1").contains("501"))
  }

  @Test("a known ETag is answered with 304, compressed or not")
  func notModified() throws {
    let shop = try Shop()
    for accept in ["", "Accept-Encoding: gzip\r\n"] {
      let get = "GET /static/shop.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(accept)"
      let first = try #require(try shop.ask("\(get)\r\n"))
      let tag = try #require(first.text.split(separator: "\r\n").first { $0.hasPrefix("ETag: ") }).dropFirst(6)
      let second = try #require(try shop.ask("\(get)If-None-Match: \(tag)\r\n\r\n"))
      #expect(second.statuses == [304])
      #expect(second.text.contains("\r\nETag: \(tag)\r\n"), "the tag of the very bytes that it stands for")
      #expect(second.text.hasSuffix("\r\n\r\n"))
    }
  }

  @Test("an app server that is away is 502, one that comes back is 200")
  func away() throws {
    let shop = try Shop()
    let get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    #expect(try shop.ask(get)?.statuses == [200])
    shop.servers.stopApp()
    #expect(try shop.ask(get)?.statuses == [502])
    try shop.servers.startApp()
    #expect(try shop.ask(get)?.statuses == [200])
  }

  @Test("an app server that is stopped at work, and the client that leaves meanwhile, are missed by nobody")
  func leaving() throws {
    let shop = try Shop()
    let slow = "GET /slow?ms=50 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let left = try shop.client(slow)
    let stays = try shop.client(slow)
    func forwarded() -> Int { shop.routing.count { if case .forwarded = $0 { true } else { false } } }
    #expect(try shop.loop.run(forAtMost: 5000) { forwarded() == 2 })
    left.hangUp()
    shop.servers.stopApp()
    #expect(try stays.waitForEnd())
    #expect(stays.statuses == [502])
    // The app's own clock rings when it is long gone.
    var hasRung = false
    shop.loop.after(milliseconds: 60) { hasRung = true }
    #expect(try shop.loop.run(forAtMost: 5000) { hasRung })
  }

  @Test("an app server that is too slow is 504, after the time that it has")
  func slow() throws {
    let shop = try Shop()
    shop.servers.edge.configuration.upstreamMilliseconds = 30
    #expect(
      try shop.ask("GET /slow?ms=2000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")?.statuses == [504])
  }
}
