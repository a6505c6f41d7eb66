import Server
import Testing
import Tracing
import Wire

@Suite("App server")
struct AppTests {
  let app: App

  init() throws {
    // Tokens from a counter: every run is the same.
    var next: UInt64 = 0
    app = try App {
      next += 1
      return next
    }
  }

  private func send(
    _ method: String, _ target: String, _ fields: HTTP.Fields = [:], body: String = ""
  ) -> HTTP.Response {
    app.respond(
      to: HTTP.Request(method: method, target: target, fields: fields, body: Array(body.utf8)), now: 1_767_225_600
    ).response
  }

  private func text(_ response: HTTP.Response) -> String { String(decoding: response.body, as: UTF8.self) }

  private static let json: HTTP.Fields = ["Content-Type": "application/json; charset=utf-8"]
  private static let form: HTTP.Fields = ["Content-Type": "application/x-www-form-urlencoded"]

  @Test(
    "each route answers",
    arguments: [
      ("GET", "/", 200, "text/html; charset=utf-8"), ("GET", "/hello?name=Ann", 200, "text/html; charset=utf-8"),
      ("GET", "/products?page=2", 200, "text/html; charset=utf-8"), ("GET", "/products/3", 200, nil),
      ("GET", "http://shop.test/products/3", 200, nil), ("GET", "/products/99", 404, nil),
      ("GET", "/products/99999999999999999999", 404, nil), ("GET", "/users/1", 200, nil),
      ("GET", "/users/x", 404, nil), ("GET", "/api/products?page=2&per_page=3", 200, "application/json"),
      ("GET", "/api/products/1", 200, "application/json"), ("GET", "/api/products/0", 404, "application/json"),
      ("GET", "/login", 200, nil), ("GET", "/account", 302, nil), ("GET", "/slow?ms=5", 200, nil),
      ("GET", "/error", 500, "text/html; charset=utf-8"), ("GET", "/nowhere", 404, nil), ("GET", "", 404, nil),
      ("OPTIONS", "*", 204, nil), ("GET", "*", 405, nil), ("GET", "/products?page=-9223372036854775808", 200, nil),
    ] as [(String, String, Int, String?)])
  func routes(_ row: (method: String, target: String, status: Int, type: String?)) {
    let response = send(row.method, row.target)
    #expect(response.status == row.status)
    if let type = row.type { #expect(response.fields["Content-Type"] == type) }
  }

  @Test("what a client sends is never markup in a page")
  func escaping() {
    let page = text(send("GET", "/?name=%3Cscript%3E%22%26'"))
    #expect(page.contains("Hello, &lt;script&gt;&quot;&amp;&#39;!"))
    #expect(text(send("GET", "/?name=%1B%5B31m%00")).contains("Hello, \u{FFFD}[31m\u{FFFD}!"), "nor steers a terminal")
    #expect(text(send("GET", "/login?next=%22%3E%3Cb%3E")).contains(#"value="&quot;&gt;&lt;b&gt;""#))
  }

  @Test(
    "every page links the stylesheet, the script and the logo", arguments: ["/", "/products", "/nowhere", "/error"])
  func links(_ target: String) {
    let page = text(send("GET", target))
    for path in ["/static/shop.css", "/static/shop.js", "/static/logo.png"] { #expect(page.contains("\"\(path)\"")) }
  }

  @Test("HEAD is GET without the body")
  func head() {
    let get = send("GET", "/products")
    let head = send("HEAD", "/products")
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(head.fields["Content-Length"] == String(get.body.count))
  }

  @Test("a path without the method is 405 with Allow; OPTIONS asks for the same list")
  func allow() {
    let response = send("DELETE", "/products/1")
    #expect(response.status == 405)
    #expect(response.fields["Allow"] == "GET, HEAD, OPTIONS")
    #expect(send("OPTIONS", "/api/users/1").fields["Allow"] == "GET, HEAD, PUT, PATCH, DELETE, OPTIONS")
  }

  @Test("a user is created, changed and deleted")
  func users() throws {
    let created = send("POST", "/api/users", Self.json, body: #"{"name":"Dora","email":"dora@shop.test"}"#)
    #expect(created.status == 201)
    #expect(created.fields["Location"] == "/api/users/4")
    #expect(
      text(created) == #"{"id":4,"name":"Dora","email":"dora@shop.test","joined":1767225600}"# + "\n")
    #expect(send("PATCH", "/api/users/4", Self.json, body: #"{"name":"Dorothy"}"#).status == 200)
    #expect(try JSON(parsing: send("GET", "/api/users/4").body)["name"] == "Dorothy")
    #expect(send("PUT", "/api/users/4", Self.json, body: #"{"name":"D"}"#).status == 422)
    #expect(send("PUT", "/api/users/4", Self.form, body: "name=D&email=d%40shop.test").status == 200)
    let deleted = send("DELETE", "/api/users/4")
    #expect(deleted.status == 204)
    #expect(deleted.body.isEmpty)
    #expect(send("DELETE", "/api/users/4").status == 404)
  }

  @Test(
    "a body that cannot be used is refused by what is wrong with it",
    arguments: [
      (json, "{\"name\":", 400), (json, "[]", 400), (json, #"{"name":7,"email":"a@b"}"#, 422),
      (json, #"{"name":"Ann","email":"ann@shop.test"}"#, 422), (form, "name=&email=x", 422),
      (["Content-Type": "text/plain"], "name=x", 415), ([:], "", 415),
    ] as [(HTTP.Fields, String, Int)])
  func refused(_ row: (fields: HTTP.Fields, body: String, status: Int)) {
    #expect(send("POST", "/api/users", row.fields, body: row.body).status == row.status)
  }

  @Test("without a session the cart sends to the login, and back after it")
  func session() throws {
    let refused = send("GET", "/cart?id=7")
    #expect(refused.status == 302)
    #expect(refused.fields["Location"] == "/login?next=%2Fcart%3Fid%3D7")

    let loggedIn = send("POST", "/login", Self.form, body: "email=ann%40shop.test&next=%2Fcart%3Fid%3D7")
    #expect(loggedIn.status == 303)
    #expect(loggedIn.fields["Location"] == "/cart?id=7")
    #expect(
      loggedIn.fields["Set-Cookie"]
        == "session=00000000000000010000000000000002; Path=/; HttpOnly; Secure; SameSite=Lax")

    let cookie: HTTP.Fields = ["Cookie": "theme=dark; session=00000000000000010000000000000002"]
    #expect(text(send("GET", "/cart?id=7", cookie)).contains("2 x Mug"))
    #expect(text(send("GET", "/account", cookie)).contains("Hello, Ann"))

    _ = send("POST", "/login", Self.form, body: "email=ben%40shop.test")
    let ben: HTTP.Fields = ["Cookie": "session=00000000000000030000000000000004"]
    #expect(text(send("GET", "/cart?id=7", ben)).contains("Empty"), "Ann's cart is Ann's")
    #expect(send("GET", "/account", ["Cookie": "session=00000000000000010000000000000003"]).status == 302)
  }

  @Test(
    "the login leads nowhere but into the shop",
    arguments: ["//evil.test", "/%5Cevil.test", "https://evil.test", "/%0D%0AX:1"])
  func openRedirect(_ next: String) {
    let response = send("POST", "/login", Self.form, body: "email=ann%40shop.test&next=\(next)")
    #expect(response.fields["Location"] == "/account")
  }

  @Test("the body comes back as it went")
  func echo() {
    let response = send("POST", "/echo", ["Content-Type": "text/plain"], body: "one\r\ntwo")
    #expect(text(response) == "one\r\ntwo")
    #expect(response.fields["Content-Type"] == "text/plain")
  }

  @Test("a slow route asks for its delay, and does not wait itself")
  func slow() {
    #expect(app.respond(to: HTTP.Request(target: "/slow?ms=250"), now: 0).delay == 250)
    #expect(app.respond(to: HTTP.Request(target: "/slow?ms=999999999"), now: 0).delay == 60_000)
    #expect(app.respond(to: HTTP.Request(target: "/"), now: 0).delay == 0)
  }

  @Test("the trace is told the route, the handler, the database's work and the end, in order")
  func facts() throws {
    let facts = app.respond(to: HTTP.Request(target: "/products/2?x=1"), now: 0).facts
    #expect(facts.map(\.0) == [.app, .app, .database, .app])
    guard case .handler(.routed(let attempts)) = facts[0].1 else {
      Issue.record("expected the route first")
      return
    }
    #expect(attempts.last == .init(route: "GET /products/:id", matched: true))
    #expect(
      facts[1].1
        == .handler(
          .called(
            name: "showProduct",
            parameters: [
              .init(name: "id", value: "2", source: .path), .init(name: "x", value: "1", source: .query),
            ])))
    #expect(
      facts[2].1
        == .database(
          .query(
            sql: "SELECT id, name, cents, stock, description FROM products WHERE id = ?", bindings: ["2"],
            plan: ["SEARCH products USING INTEGER PRIMARY KEY (rowid=?)"],
            columns: ["id", "name", "cents", "stock", "description"],
            sample: [["2", "Lamp", "3990", "4", "Warm light, long cable."]], rows: 1)))
    #expect(facts[3].1 == .handler(.finished(status: 200, .found(id: "2"))))
  }
}
