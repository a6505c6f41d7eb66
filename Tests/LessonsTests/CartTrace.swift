import Tracing
import Wire

/// A visit to a cart without a session, written by hand: the app redirects, and nothing else happens.
enum CartTrace {
  static let request = "GET /cart?id=7 HTTP/1.1\r\nHost: www.shop.test\r\nAccept: text/html\r\n\r\n"
  static let response =
    "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: 2\r\n\r\nno"

  static let trace: Trace = {
    let connection = Connection(
      number: 1, transport: .tcp, client: Endpoint(address: "127.0.0.1", port: 50001),
      server: Endpoint(address: "127.0.0.1", port: 443))
    var trace = Trace()
    @discardableResult
    func add(_ fact: Fact, _ party: Party, cause: Int? = nil) -> Int {
      trace.append(fact, at: .zero, by: party, cause: cause)
    }
    func message(_ text: String) -> HTTPEvent.Message {
      HTTPEvent.Message(connection: connection, index: 0, bytes: 0..<text.utf8.count)
    }
    let url = "https://www.shop.test/cart?id=7"
    let parsed = add(.url(.parsed(input: url + "#top", base: nil, href: url + "#top")), .browser)
    let begun = add(.visit(.exchange(1, url: url, reason: .typed)), .browser, cause: parsed)
    add(.lookup(.consulted(name: "www.shop.test", .fresh)), .browser, cause: begun)
    add(.socket(.connecting(connection)), .browser, cause: begun)
    add(.socket(.connected(connection)), .browser)
    add(.tls(.started(connection, serverName: "www.shop.test")), .browser)
    add(.visit(.assigned(exchange: 1, connection, index: 0)), .browser)
    add(.tls(.plaintextSent(connection, Array(request.utf8))), .browser)
    add(.http(.requestSent(message(request))), .browser)
    let received = add(.http(.requestReceived(message(request))), .edge)
    let rules = [
      RoutingEvent.Rule(pattern: "/static/*", action: .file, matched: false),
      RoutingEvent.Rule(pattern: "/*", action: .forward, matched: true),
    ]
    add(.routing(.matched(rules)), .edge, cause: received)
    let parameters = [HandlerEvent.Parameter(name: "id", value: "7", source: .query)]
    add(.handler(.called(name: "showCart", parameters: parameters)), .app, cause: received)
    let query = DatabaseEvent.query(
      sql: "SELECT 1 WHERE ?", bindings: ["7"], plan: ["SCAN"], columns: ["1"], sample: [], rows: 0)
    add(.database(query), .database, cause: received)
    add(.handler(.finished(status: 302, .noSession)), .app, cause: received)
    add(.tls(.plaintextSent(connection, Array(response.utf8))), .edge)
    add(.http(.responseSent(message(response))), .edge)
    add(.http(.responseReceived(message(response))), .browser)
    let page = "<!doctype html><title>Please\n log in</title><p>Who are <b>you?</b>"
    add(
      .rendering(
        .content(exchange: 1, url: url, kind: .document, type: "text/html; charset=UTF-8", Array(page.utf8))), .browser)
    add(.visit(.finished), .browser)
    return trace
  }()
}
