import Tracing
import Wire

/// Logging in, and what only those who are logged in may see.
extension App {
  static let accountRoutes = [
    Route("GET", "/login", "loginForm") { _, call in loginForm(call, 200, because: .shown) },
    Route("POST", "/login", "logIn") { app, call throws(Fault) in try app.logIn(&call) },
    Route("GET", "/account", "showAccount") { app, call throws(Fault) in try app.showAccount(&call) },
    Route("GET", "/cart", "showCart") { app, call throws(Fault) in try app.showCart(&call) },
  ]

  private static func loginForm(_ call: Call, _ status: Int, notice: String = "", because outcome: HandlerEvent.Outcome)
    -> Reply
  {
    let next = ShopPage.escaped(call.query("next") ?? "/account")
    let main = """
      \(notice.isEmpty ? "" : "<p id=\"notice\">\(notice)</p>")
      <form method="post" action="/login">
      <input type="hidden" name="next" value="\(next)">
      <p><label>E-mail <input name="email" value="ann@shop.test"></label> <button>Log in</button></p>
      </form>
      <p>This shop asks for no password.</p>
      """
    return .html(status, ShopPage(title: "Log in", main: main), because: outcome)
  }

  private func logIn(_ call: inout Call) throws(Fault) -> Reply {
    guard call.mediaType == "application/x-www-form-urlencoded" else {
      return Self.loginForm(call, 415, notice: "Send the form below.", because: .unsupported)
    }
    let form = FormURLEncoded.parse(call.request.body)
    let email = form.first { $0.name == "email" }?.value ?? ""
    let answer = try call.ask("SELECT id FROM users WHERE email = ?", .text(email))
    guard case .integer(let user)? = answer.rows.first?.first else {
      return Self.loginForm(call, 422, notice: "Nobody has this e-mail.", because: .missing)
    }
    let next = form.first { $0.name == "next" }?.value ?? "/account"
    // Only within the shop: "//evil.test" and "/\evil.test" would lead to another host.
    let isOurs =
      next.hasPrefix("/") && !next.hasPrefix("//") && !next.utf8.contains { $0 <= 0x20 || $0 == 0x5C || $0 > 0x7E }
    return .redirect(
      303, to: isOurs ? next : "/account",
      ["Set-Cookie": "session=\(beginSession(user)); Path=/; HttpOnly; Secure; SameSite=Lax"],
      because: .loggedIn)
  }

  private static func toLogin(_ call: Call) -> Reply {
    let next = PercentEncodeSet.component.encode(call.request.target.utf8)
    return .redirect(302, to: "/login?next=\(next)", because: .noSession)
  }

  private func showAccount(_ call: inout Call) throws(Fault) -> Reply {
    guard let user = user(of: call) else { return Self.toLogin(call) }
    let answer = try call.ask("SELECT name, email FROM users WHERE id = ?", .integer(user))
    guard let row = answer.rows.first else { return Self.toLogin(call) }
    var reply = Reply.html(
      200, ShopPage(title: "Hello, \(row[0].shown)", main: "<p class=\"card\">\(ShopPage.escaped(row[1].shown))</p>"),
      because: .session(user: user))
    reply.response.fields.set("Cache-Control", "private, no-store")
    return reply
  }

  private func showCart(_ call: inout Call) throws(Fault) -> Reply {
    guard let user = user(of: call) else { return Self.toLogin(call) }
    let cart = call.query("id").flatMap { Int($0) } ?? 0
    let answer = try call.ask(
      """
      SELECT products.name, cart_items.quantity, products.cents * cart_items.quantity AS cents \
      FROM cart_items JOIN products ON products.id = cart_items.product JOIN carts ON carts.id = cart_items.cart \
      WHERE carts.id = ? AND carts.user = ?
      """, .integer(cart), .integer(user))
    let rows = answer.rows.map { row in
      "<tr><td>\(row[1]) x \(ShopPage.escaped(row[0].shown))</td><td class=\"price\">\(ShopPage.price(row[2]))</td></tr>"
    }
    let main = rows.isEmpty ? "<p>Empty.</p>" : "<table>\n\(rows.joined(separator: "\n"))\n</table>"
    var reply = Reply.html(
      200, ShopPage(title: "Your cart", main: main), because: .listed(rows: rows.count))
    reply.response.fields.set("Cache-Control", "private, no-store")
    return reply
  }
}
