import Tracing
import Wire

/// A page and its stylesheet over one TLS connection, written by hand: the page comes from the app, the stylesheet is
/// a file.
enum ShopTrace {
  static let dns = Connection(
    number: 1, transport: .udp, client: Endpoint(address: "127.0.0.1", port: 50001),
    server: Endpoint(address: "127.0.0.1", port: 53))
  static let front = Connection(
    number: 2, transport: .tcp, client: Endpoint(address: "127.0.0.1", port: 50002),
    server: Endpoint(address: "127.0.0.1", port: 443))
  static let back = Connection(
    number: 3, transport: .tcp, client: Endpoint(address: "127.0.0.1", port: 50003),
    server: Endpoint(address: "127.0.0.1", port: 8080))

  static let page = "https://www.shop.test/products?page=2"
  static let sheet = "https://www.shop.test/static/shop.css"
  static let firstRequest = Array("GET /products?page=2 HTTP/1.1\r\nHost: www.shop.test\r\n\r\n".utf8)
  static let secondRequest = Array("GET /static/shop.css HTTP/1.1\r\nHost: www.shop.test\r\n\r\n".utf8)
  static let interim = Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8)
  static let firstResponse = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".utf8)
  static let secondResponse = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)

  static func message(_ connection: Connection, _ index: Int, _ start: Int, _ bytes: [UInt8]) -> HTTPEvent.Message {
    HTTPEvent.Message(connection: connection, index: index, bytes: start..<start + bytes.count)
  }

  static let trace: Trace = {
    var trace = Trace()
    @discardableResult
    func add(_ fact: Fact, _ party: Party, cause: Int? = nil) -> Int {
      trace.append(fact, at: .zero, by: party, cause: cause)
    }
    add(.visit(.started(method: "GET", input: page + "#top")), .browser)
    let parsed = add(.url(.parsed(input: page + "#top", base: nil, href: page + "#top")), .browser)
    let begun = add(.visit(.exchange(1, url: page, reason: .typed)), .browser, cause: parsed)
    add(.lookup(.consulted(name: "www.shop.test", .cold)), .browser, cause: begun)
    add(.socket(.sent(dns, [1, 2, 3])), .browser)
    add(.lookup(.asked(dns, message: 0, name: "www.shop.test", type: "A")), .browser, cause: begun)
    add(.socket(.received(dns, [1, 2, 3])), .nameServer)
    add(.socket(.sent(dns, [4, 5])), .nameServer)
    add(.socket(.received(dns, [4, 5])), .browser)
    add(
      .lookup(.answered(dns, message: 0, name: "www.shop.test", addresses: ["127.0.0.1"], timeToLive: 300)), .browser,
      cause: begun)
    add(.socket(.connecting(front)), .browser, cause: begun)
    add(.socket(.connected(front)), .browser)
    add(.socket(.accepted(front)), .edge)
    add(.tls(.started(front, serverName: "www.shop.test")), .browser)
    add(.tls(.message(front, sent: true, content: .handshake, encrypted: false, [1, 0, 0, 0])), .browser)
    add(.tls(.message(front, sent: false, content: .handshake, encrypted: false, [1, 0, 0, 0])), .edge)
    add(.tls(.message(front, sent: false, content: .handshake, encrypted: false, [2, 0, 0, 0])), .browser)
    add(.tls(.verified(front, chain: [], nil)), .browser)
    add(
      .tls(
        .established(
          front,
          TLSEvent.Agreement(
            version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", applicationProtocol: "http/1.1", group: "X25519",
            resumed: false))), .browser)
    add(.visit(.assigned(exchange: 1, front, index: 0)), .browser)
    add(.tls(.plaintextSent(front, firstRequest)), .browser)
    add(.socket(.sent(front, [23, 3, 3])), .browser)
    add(.http(.requestSent(message(front, 0, 0, firstRequest))), .browser)
    let first = add(.http(.requestReceived(message(front, 0, 0, firstRequest))), .edge)
    let rules = [RoutingEvent.Rule(pattern: "/*", action: .forward, matched: true)]
    add(.routing(.matched(rules)), .edge, cause: first)
    let forwarded = add(
      .routing(.forwarded(back, added: [RoutingEvent.Header(name: "Via", value: "1.1 edge")])), .edge, cause: first)
    add(.socket(.connecting(back)), .edge, cause: first)
    add(.socket(.accepted(back)), .app)
    add(.socket(.sent(back, firstRequest)), .edge)
    add(.http(.requestSent(message(back, 0, 0, firstRequest))), .edge, cause: forwarded)
    let asked = add(.http(.requestReceived(message(back, 0, 0, firstRequest))), .app)
    add(.handler(.routed([HandlerEvent.Attempt(route: "GET /products", matched: true)])), .app, cause: asked)
    add(.handler(.called(name: "listProducts", parameters: [])), .app, cause: asked)
    add(
      .database(
        .query(sql: "SELECT 1", bindings: [], plan: ["SCAN"], columns: ["1"], sample: [["1"]], rows: 1)), .database,
      cause: asked)
    add(.handler(.finished(status: 200, .found(id: "1"))), .app, cause: asked)
    add(.socket(.sent(back, firstResponse)), .app)
    add(.http(.responseSent(message(back, 0, 0, firstResponse))), .app)
    add(.http(.responseReceived(message(back, 0, 0, firstResponse))), .edge)
    add(.tls(.plaintextSent(front, interim + firstResponse)), .edge)
    add(.http(.responseSent(message(front, 0, 0, interim))), .edge)
    add(.http(.responseSent(message(front, 0, interim.count, firstResponse))), .edge)
    add(.http(.responseReceived(message(front, 0, 0, interim))), .browser)
    add(.http(.responseReceived(message(front, 0, interim.count, firstResponse))), .browser)
    add(.rendering(.discovered(url: sheet, kind: .stylesheet, by: "link")), .browser)
    add(.visit(.exchange(2, url: sheet, reason: .stylesheet)), .browser)
    add(.visit(.assigned(exchange: 2, front, index: 1)), .browser)
    add(.tls(.plaintextSent(front, secondRequest)), .browser)
    add(.http(.requestSent(message(front, 1, firstRequest.count, secondRequest))), .browser)
    let second = add(.http(.requestReceived(message(front, 1, firstRequest.count, secondRequest))), .edge)
    add(.routing(.file(path: "shop.css", size: 0, type: "text/css")), .edge, cause: second)
    let offset = interim.count + firstResponse.count
    add(.tls(.plaintextSent(front, secondResponse)), .edge)
    add(.http(.responseSent(message(front, 1, offset, secondResponse))), .edge)
    add(.http(.responseReceived(message(front, 1, offset, secondResponse))), .browser)
    add(.visit(.finished), .browser)
    return trace
  }()
}
