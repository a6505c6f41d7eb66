import Tracing
import Wire

/// The shop window: pages and the same products as JSON.
extension App {
  static let shopRoutes = [
    Route("GET", "/", "home") { _, call in greeting(&call, title: "Welcome") },
    Route("GET", "/hello", "hello") { _, call in greeting(&call, title: "Hello") },
    Route("GET", "/products", "listProducts") { _, call throws(Fault) in try listProducts(&call) },
    Route("GET", "/products/:id", "showProduct") { _, call throws(Fault) in try showProduct(&call) },
    Route("GET", "/api/products", "listProductsAsJSON") { _, call throws(Fault) in try listProductsAsJSON(&call) },
    Route("GET", "/api/products/:id", "showProductAsJSON") { _, call throws(Fault) in try showProductAsJSON(&call) },
  ]

  private static let lastPage = 1_000_000
  private static let perPage = 5

  private static func greeting(_ call: inout Call, title: String) -> Reply {
    let name = call.query("name") ?? ""
    let greeting = name.isEmpty ? "Hello!" : "Hello, \(ShopPage.escaped(name))!"
    let main = """
      <p class="card">\(greeting)</p>
      <ul>
      <li><a href="/products?page=1">All products</a></li>
      <li><a href="/cart?id=7">Your cart</a></li>
      <li><a href="/about.html">About this shop</a></li>
      </ul>
      """
    return .html(200, ShopPage(title: title, main: main), because: .shown)
  }

  private static func listProducts(_ call: inout Call) throws(Fault) -> Reply {
    let page = call.query("page", in: 1...lastPage, else: 1)
    let count = try call.ask("SELECT COUNT(*) AS count FROM products")
    let answer = try call.ask(
      "SELECT id, name, cents FROM products ORDER BY id LIMIT ? OFFSET ?", .integer(perPage),
      .integer((page - 1) * perPage))
    let rows = answer.rows.map { row in
      """
      <tr><td><a href="/products/\(row[0])">\(ShopPage.escaped(row[1].shown))</a></td>\
      <td class="price">\(ShopPage.price(row[2]))</td></tr>
      """
    }
    var total = 0
    if case .integer(let number)? = count.rows.first?.first { total = number }
    let pages = (total + perPage - 1) / perPage
    let previous = page > 1 ? "<a href=\"/products?page=\(page - 1)\">Previous</a> " : ""
    let next = page < pages ? " <a href=\"/products?page=\(page + 1)\">Next</a>" : ""
    let main = """
      <table>
      <tr><th>Product</th><th>Price</th></tr>
      \(rows.joined(separator: "\n"))
      </table>
      <p>\(previous)Page \(page) of \(pages)\(next)</p>
      """
    return .html(200, ShopPage(title: "Products", main: main), because: .listed(rows: rows.count))
  }

  private static let oneProduct = "SELECT id, name, cents, stock, description FROM products WHERE id = ?"

  private static func showProduct(_ call: inout Call) throws(Fault) -> Reply {
    guard let id = Int(call.path("id")), let row = try call.ask(oneProduct, .integer(id)).rows.first else {
      return .html(
        404, ShopPage(title: "No such product", main: "<p>See <a href=\"/products\">all products</a>.</p>"),
        because: .missing)
    }
    let main = """
      <div class="card">
      <p>\(ShopPage.escaped(row[4].shown))</p>
      <p><b>\(ShopPage.price(row[2]))</b>, \(row[3] == .integer(0) ? "sold out" : "\(row[3]) in stock")</p>
      </div>
      """
    return .html(200, ShopPage(title: row[1].shown, main: main), because: .found(id: String(id)))
  }

  private static func listProductsAsJSON(_ call: inout Call) throws(Fault) -> Reply {
    let page = call.query("page", in: 1...lastPage, else: 1)
    let perPage = call.query("per_page", in: 1...100, else: perPage)
    let answer = try call.ask(
      "SELECT id, name, cents, stock FROM products ORDER BY id LIMIT ? OFFSET ?", .integer(perPage),
      .integer((page - 1) * perPage))
    return .json(
      200, ["page": .number(page), "per_page": .number(perPage), "products": .array(objects(answer))],
      because: .listed(rows: answer.rows.count))
  }

  private static func showProductAsJSON(_ call: inout Call) throws(Fault) -> Reply {
    guard let id = Int(call.path("id")) else { return .json(404, ["error": "not found"], because: .missing) }
    guard let product = objects(try call.ask(oneProduct, .integer(id))).first else {
      return .json(404, ["error": "not found"], because: .missing)
    }
    return .json(200, product, because: .found(id: String(id)))
  }

  /// Rows as JSON objects, a member a column.
  static func objects(_ answer: Store.Answer) -> [JSON] {
    answer.rows.map { row in
      .object(
        zip(answer.columns, row).map { column, cell in
          switch cell {
          case .null: JSON.Member(column, .null)
          case .integer(let number): JSON.Member(column, .number(number))
          case .text(let text): JSON.Member(column, .string(text))
          }
        })
    }
  }
}
