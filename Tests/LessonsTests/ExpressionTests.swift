import Lessons
import Testing
import Tracing
import Wire

@Suite("Expressions: claims over a recording")
struct ExpressionTests {
  let scope = Scope(Query(CartTrace.trace))

  @Test("what is not there is explained by what its own visit failed of, not by another's")
  func failureOfAVisit() throws {
    var trace = Trace()
    for (exchange, failure) in [(1, "nobody answers"), (2, nil), (3, "cut off")] {
      let url = "http://www.shop.test/\(exchange)"
      trace.append(.visit(.started(method: "GET", input: url)), at: .zero, by: .browser, cause: nil)
      trace.append(.visit(.exchange(exchange, url: url, reason: .typed)), at: .zero, by: .browser, cause: nil)
      let end = failure.map { VisitEvent.failed(Fault(.unavailable, $0)) } ?? .finished
      trace.append(.visit(end), at: .zero, by: .browser, cause: nil)
    }
    let status = try Expression(parsing: "response.status == 200")
    let words = (1...4).map { status.contradiction(in: Scope(Query(trace), exchange: $0)) }
    let lack = "expected response.status == 200, the recording has no response.status"
    #expect(words == ["\(lack): nobody answers", lack, "\(lack): cut off", "\(lack): cut off"])
  }

  @Test(
    "what holds of the cart",
    arguments: [
      #"url.href == "https://www.shop.test/cart?id=7#top""#,
      #"url.host == "www.shop.test""#,
      "url.port == 443",
      #"url.path == "/cart""#,
      #"url.query["id"] == "7""#,
      #"not url.query["page"] exists"#,
      #"url.fragment == "top""#,
      "not url.username exists",
      "response.status == 302",
      "response.status != 200",
      "response.status >= 300",
      "response.status < 400",
      #"response.headers["location"] == "/login""#,
      #"response.headers["Content-Length"] == 2"#,
      "response.body.length == 2",
      #"response.type == "text/html""#,
      #"response.charset == "utf-8""#,
      #"response.body contains "Who""#,
      #"response.line startsWith "HTTP/1.1 3""#,
      #"response.line matches "^HTTP/\d\.\d \d{3}""#,
      #"request.headers["Host"] exists"#,
      #"not request.headers["Cookie"] exists"#,
      #"not request.method == "POST""#,
      "request.headers.count == 2",
      "dns.queries.count == 0",
      #"dns.cache.verdict == "fresh""#,
      "tcp.handshake.packets == 3",
      "tcp.port == 443",
      "server.rules.tried == 2",
      #"server.rule == "/*""#,
      #"server.params["id"] == "7""#,
      "database.queries.count == 1",
      #"database.queries[1].sql startsWith "SELECT""#,
      #"database.queries[1].bindings contains "7""#,
      "not database.queries[2].rows exists",
      "exchange[1].response.status == 302",
      "not exchange[2].response.status exists",
      "exchanges.count == 1",
      #"response.status == "302""#,
      #"page.title == "Please log in""#,
      "page.elements.count == 6",
      #"page.text == "Who are you?""#,
    ])
  func holds(_ text: String) throws {
    let expression = try Expression(parsing: text)
    #expect(expression.holds(in: scope), "\(expression.path.value(in: scope))")
    // Written out again it means the same.
    #expect(try Expression(parsing: expression.description) == expression)
  }

  @Test(
    "what does not hold, and the truth",
    arguments: [
      ("response.status == 200", "expected response.status == 200, the recording has 302"),
      (#"request.method == "get""#, #"expected request.method == "get", the recording has "GET""#),
      (
        #"request.headers["Cookie"] exists"#,
        #"expected request.headers["Cookie"] exists, the recording has no request.headers["Cookie"]"#
      ),
      ("dns.ttl > 0", "expected dns.ttl > 0, the recording has no dns.ttl"),
      ("request.method < 3", #"expected request.method < 3, the recording has "GET""#),
      (#"response.status != "302""#, #"expected response.status != "302", the recording has 302"#),
      // Of what the recording has not, nothing can be said but that: else such a claim could not fail.
      ("tls.resumed != true", "expected tls.resumed != true, the recording has no tls.resumed"),
      (
        "exchange[2].response.status != 500",
        "expected exchange[2].response.status != 500, the recording has no exchange[2].response.status"
      ),
      (#"not dns.failure contains "no""#, #"expected not dns.failure contains "no", the recording has no dns.failure"#),
    ])
  func fails(_ text: String, _ truth: String) throws {
    let expression = try Expression(parsing: text)
    #expect(!expression.holds(in: scope))
    #expect(expression.contradiction(in: scope) == truth)
  }

  @Test("where no page came, the truth is why")
  func failed() throws {
    var trace = Trace()
    let fault = Fault(.unavailable, "www.example.com does not exist")
    trace.append(
      .visit(.exchange(1, url: "https://www.example.com/", reason: .typed)), at: .zero, by: .browser, cause: nil)
    trace.append(.visit(.failed(fault)), at: .zero, by: .browser, cause: nil)
    #expect(
      try Expression(parsing: "response.status == 200").contradiction(in: Scope(Query(trace)))
        == "expected response.status == 200, the recording has no response.status: www.example.com does not exist")
  }

  @Test(
    "what can't be read, where, and what to do",
    arguments: [
      (
        "response.statsu == 1", 0..<15,
        "expected a known path, found `response.statsu`: did you mean `response.status`?"
      ),
      ("zebra", 0..<5, "expected a known path, found `zebra`: `roundtrip explain --paths` lists them all"),
      (
        "response.status = 200", 16..<17,
        "expected one of == != < <= > >= contains startsWith matches exists, found `=`: did you mean `==`?"
      ),
      (
        "response.status contians 2", 16..<24,
        "expected one of == != < <= > >= contains startsWith matches exists, found `contians`: did you mean `contains`?"
      ),
      ("response.status ==", 18..<18, "expected a text, a number, true or false after `==`, found the end of the line"),
      (
        "request.method == GET", 18..<21,
        "expected a text, a number, true or false after `==`, found `GET`: a text stands in quotation marks, \"GET\""
      ),
      ("request.method == \"GET", 18..<22, "expected a closing `\"`, found the end of the line"),
      ("response.status == 200 OK", 23..<25, "expected nothing more after the expression, found `OK`"),
      (
        "not response.status", 0..<19,
        "expected `exists` or a comparison after `not response.status`, found nothing to deny"
      ),
      ("exchange[0].url exists", 9..<10, "expected a number from 1, in digits, found `0`"),
      ("exchange[2x].url exists", 9..<11, "expected a number from 1, in digits, found `2x`"),
      ("database.queries[0].rows == 1", 17..<18, "expected a number from 1, in digits, found `0`"),
      ("database.queries[2x].rows == 1", 17..<19, "expected a number from 1, in digits, found `2x`"),
      (
        "database.queries[99999999999999999999].rows == 1", 17..<37,
        "expected a number from 1, in digits, found `99999999999999999999`"
      ),
      (
        "request.line matches \"(\"", 21..<24,
        "in the regular expression `\"(\"`: expected a closing `)`, found the end"
      ),
      ("", 0..<0, "expected a path such as `response.status`, found the end of the line"),
      (
        "response.status == 99999999999999999999", 19..<39,
        "expected a text, a number, true or false after `==`, found `99999999999999999999`: a text stands in quotation marks, \"99999999999999999999\""
      ),
    ])
  func refused(_ text: String, _ bytes: Range<Int>, _ message: String) {
    #expect(throws: Fault(.malformed, message, bytes: bytes)) { try Expression(parsing: text) }
  }

  @Test("every path of the table is read, has a meaning, and can be asked of any trace")
  func table() throws {
    #expect(Set(Path.all.map(\.pattern)).count == Path.all.count)
    for path in Path.all {
      #expect(!path.meaning.isEmpty)
      let written = path.pattern.replacing("[n]", with: "[1]")
      let reference = try Path.Reference(parsing: written)
      #expect(reference.description == written)
      for number in 1...3 { _ = reference.value(in: Scope(Query(Trace()), exchange: number)) }
    }
  }

  @Test("any text gives an expression or a fault")
  func hostile() {
    let good = #"not exchange[2].response.headers["Content-Type"] matches "^text/\w+""#
    for cut in 0...good.utf8.count {
      _ = try? Expression(parsing: String(decoding: good.utf8.prefix(cut), as: UTF8.self))
    }
    for place in good.utf8.indices {
      var bytes = Array(good.utf8)
      bytes[good.utf8.distance(from: good.utf8.startIndex, to: place)] ^= 0xFF
      _ = try? Expression(parsing: String(decoding: bytes, as: UTF8.self))
    }
  }
}
