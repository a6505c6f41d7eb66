import Tracing
import Wire

/// A small lesson with a hand-made recording: one page over TLS, its product list from the app and the database.
enum Sample {
  static let edgeEnd = Connection(
    number: 2, transport: .tcp, client: Endpoint(address: "127.0.0.1", port: 50002),
    server: Endpoint(address: "127.0.0.1", port: 443))
  static let dnsEnd = Connection(
    number: 1, transport: .udp, client: Endpoint(address: "127.0.0.1", port: 50001),
    server: Endpoint(address: "127.0.0.1", port: 53))
  static let appEnd = Connection(
    number: 3, transport: .tcp, client: Endpoint(address: "127.0.0.1", port: 50003),
    server: Endpoint(address: "127.0.0.1", port: 8080))

  static let request = Array(
    "GET /products?page=2 HTTP/1.1\r\nHost: www.shop.test\r\nAccept: text/html\r\nUser-Agent: roundtrip\r\n\r\n".utf8)
  static let page = Array(
    "<!DOCTYPE html>\n<title>Products</title>\n<link rel=\"stylesheet\" href=\"/static/shop.css\">\n<h1>Products</h1>\n"
      .utf8)
  static let response =
    Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(page.count)\r\n\r\n".utf8)
    + page

  /// A question for the address of `www.shop.test`.
  static let query: [UInt8] =
    [0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, 1, 0, 1]
  /// Its answer, 127.0.0.1 for 300 seconds.
  static let answer: [UInt8] =
    [0x12, 0x34, 0x85, 0x00, 0, 1, 0, 1, 0, 0, 0, 0] + name + [0, 1, 0, 1, 0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 44]
    + [0, 4, 127, 0, 0, 1]
  private static let name: [UInt8] = [3] + "www".utf8 + [4] + "shop".utf8 + [4] + "test".utf8 + [0]

  static func trace(isNormalised: Bool = false, repeats: Int = 1) -> Trace {
    var trace = Trace(isNormalised: isNormalised)
    var now: UInt64 = 0
    @discardableResult
    func add(_ fact: Fact, _ party: Party, cause: Int? = nil) -> Int {
      now += 100_000
      return trace.append(fact, at: isNormalised ? .zero : Tick(nanoseconds: now), by: party, cause: cause)
    }
    let url = "https://www.shop.test/products?page=2"
    add(.visit(.started(method: "GET", input: url)), .browser)
    let parsed = add(.url(.parsed(input: url, base: nil, href: url)), .browser)
    let begun = add(.visit(.exchange(1, url: url, reason: .typed)), .browser, cause: parsed)
    add(.lookup(.consulted(name: "www.shop.test", .cold)), .browser, cause: begun)
    add(.socket(.sent(dnsEnd, query)), .browser)
    add(.lookup(.asked(dnsEnd, message: 0, name: "www.shop.test", type: "A")), .browser, cause: begun)
    add(.socket(.received(dnsEnd, query)), .nameServer)
    add(.socket(.sent(dnsEnd, answer)), .nameServer)
    add(.socket(.received(dnsEnd, answer)), .browser)
    add(
      .lookup(.answered(dnsEnd, message: 0, name: "www.shop.test", addresses: ["127.0.0.1"], timeToLive: 300)),
      .browser,
      cause: begun)
    add(.socket(.connecting(edgeEnd)), .browser, cause: begun)
    add(.socket(.accepted(edgeEnd)), .edge)
    add(.socket(.connected(edgeEnd)), .browser)
    add(
      .socket(.measured(edgeEnd, TCPInfo(state: "ESTABLISHED", roundTripTime: 43, maximumSegmentSize: 32768))), .browser
    )
    add(.tls(.started(edgeEnd, serverName: "www.shop.test")), .browser)
    add(.tls(.message(edgeEnd, sent: true, content: .handshake, encrypted: false, [1, 0, 0, 2, 3, 3])), .browser)
    add(.tls(.message(edgeEnd, sent: false, content: .handshake, encrypted: false, [2, 0, 0, 2, 3, 3])), .browser)
    add(.tls(.message(edgeEnd, sent: false, content: .handshake, encrypted: true, [11, 0, 0, 0])), .browser)
    add(.tls(.message(edgeEnd, sent: false, content: .handshake, encrypted: true, [20, 0, 0, 0])), .browser)
    let leaf = TLSEvent.Certificate(
      subject: "CN=www.shop.test", issuer: "CN=Roundtrip lesson authority", names: ["www.shop.test"],
      notBefore: "2026-01-01 00:00:00 UTC", notAfter: "2026-01-08 00:00:00 UTC", key: "P-256")
    add(.tls(.verified(edgeEnd, chain: [leaf], nil)), .browser)
    add(.tls(.message(edgeEnd, sent: true, content: .handshake, encrypted: true, [20, 0, 0, 0])), .browser)
    let agreement = TLSEvent.Agreement(
      version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", applicationProtocol: "http/1.1", group: "X25519",
      resumed: false)
    add(.tls(.established(edgeEnd, agreement)), .browser)
    for index in 0..<repeats {
      if index > 0 { add(.visit(.exchange(index + 1, url: url, reason: .typed)), .browser) }
      add(.visit(.assigned(exchange: index + 1, edgeEnd, index: index)), .browser)
      let asked = HTTPEvent.Message(
        connection: edgeEnd, index: index, bytes: index * request.count..<(index + 1) * request.count)
      let answered = HTTPEvent.Message(
        connection: edgeEnd, index: index, bytes: index * response.count..<(index + 1) * response.count)
      add(.tls(.plaintextSent(edgeEnd, request)), .browser)
      add(.http(.requestSent(asked)), .browser)
      let heard = add(.http(.requestReceived(asked)), .edge)
      let rules = [
        RoutingEvent.Rule(pattern: "/static/*", action: .file, matched: false),
        RoutingEvent.Rule(pattern: "/*", action: .forward, matched: true),
      ]
      add(.routing(.matched(rules)), .edge, cause: heard)
      add(
        .routing(.forwarded(appEnd, added: [RoutingEvent.Header(name: "Via", value: "1.1 edge")])), .edge, cause: heard)
      if index == 0 {
        add(.socket(.connecting(appEnd)), .edge, cause: heard)
        add(.socket(.connected(appEnd)), .edge)
        add(.socket(.accepted(appEnd)), .app)
      }
      add(.socket(.sent(appEnd, request)), .edge)
      let passed = HTTPEvent.Message(connection: appEnd, index: index, bytes: asked.bytes)
      add(.http(.requestSent(passed)), .edge, cause: heard)
      let taken = add(.http(.requestReceived(passed)), .app)
      let attempts = [
        HandlerEvent.Attempt(route: "GET /", matched: false),
        HandlerEvent.Attempt(route: "GET /products", matched: true),
      ]
      add(.handler(.routed(attempts)), .app, cause: taken)
      let parameters = [HandlerEvent.Parameter(name: "page", value: "2", source: .query)]
      add(.handler(.called(name: "productList", parameters: parameters)), .app, cause: taken)
      add(
        .database(
          .query(
            sql: "SELECT id, name FROM products ORDER BY id LIMIT ? OFFSET ?", bindings: ["5", "5"],
            plan: ["SCAN products"], columns: ["id", "name"], sample: [["6", "Kettle"], ["7", "茶 tea"]], rows: 2)),
        .database, cause: taken)
      add(.handler(.finished(status: 200, .listed(rows: 2))), .app, cause: taken)
      add(.socket(.sent(appEnd, response)), .app)
      add(.http(.responseSent(HTTPEvent.Message(connection: appEnd, index: index, bytes: answered.bytes))), .app)
      add(.tls(.plaintextSent(edgeEnd, response)), .edge)
      add(.http(.responseSent(answered)), .edge, cause: heard)
      add(.http(.responseReceived(answered)), .browser)
    }
    let shown = add(
      .rendering(.content(exchange: 1, url: url, kind: .document, type: "text/html", page)), .browser)
    add(
      .rendering(.discovered(url: "https://www.shop.test/static/shop.css", kind: .stylesheet, by: "link")), .browser,
      cause: shown)
    add(.rendering(.loaded(url: url)), .browser, cause: shown)
    add(.visit(.finished), .browser)
    return trace
  }

  static let steps: [Step] = [
    Step(
      phase: .url, title: "Take the address apart", body: [.paragraph("An address has *parts*, each for somebody.")]),
    Step(
      phase: .dns, title: "Find the machine",
      body: [
        .paragraph("Names are for people. The browser asks a **name server** for a number."),
        .show([
          Step.Shown(path: "dns.answer", value: "127.0.0.1", why: "the address, and for how long", subject: .answer)
        ]
        ),
      ]),
    Step(phase: .tcp, title: "Open a connection", body: [.paragraph("Three packets, and both sides can talk.")]),
    Step(phase: .tls, title: "Agree on secrets", body: [.paragraph("From here on nobody on the way can read.")]),
    Step(
      phase: .request, title: "The browser asks",
      body: [
        .paragraph(
          "The request line is the address on the envelope: what to do, with what, in which language. The fields below "
            + "it are notes on the envelope. `Host` is the only one that must be there."),
        .code(language: "js", "const answer = await fetch(\"/products?page=2\")\nconsole.log(answer.status)"),
      ]),
    Step(phase: .routing, title: "At the door", body: [.paragraph("The edge decides who shall answer.")]),
    Step(phase: .handler, title: "The kitchen", body: [.paragraph("The app finds the function for this path.")]),
    Step(phase: .database, title: "The pantry", body: [.paragraph("What is sold is kept in a database.")]),
    Step(
      phase: .response, title: "The answer",
      body: [
        .paragraph("The plate arrives."),
        .predict(
          Step.Prediction(
            question: "Which status will come back?",
            options: [
              Step.Prediction.Option(text: "200", feedback: "Yes: the list was found.", correct: true),
              Step.Prediction.Option(text: "404", feedback: "The route matched two steps ago.", correct: false),
            ], hint: "Did the handler find its products?", answer: "200")),
        .aside([.paragraph("A *reason phrase* is for people only.")]),
      ]),
    Step(phase: .render, title: "Paint", body: [.paragraph("HTML becomes a tree, the tree a picture.")]),
    Step(
      phase: .summary, title: "What you saw",
      body: [.list(["A **request** asks, a response answers.", "Four parties took part."], ordered: false)]),
  ]

  static func recording(isNormalised: Bool = false, repeats: Int = 1) -> Recording {
    let scene = Recording.Scene(
      title: "Everything is cold", introduction: [], conditions: [], steps: steps,
      trace: trace(isNormalised: isNormalised, repeats: repeats))
    return Recording(
      id: "sample", title: "One page, the whole way", minutes: 10,
      introduction: [
        .paragraph("You type an address and press Enter. A conversation starts: one side asks, the other answers.")
      ],
      scenes: [scene])
  }
}
