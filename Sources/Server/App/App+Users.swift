import Tracing
import Wire

/// Users: the part of the shop that clients write to.
extension App {
  static let userRoutes = [
    Route("GET", "/users/:id", "showUser") { _, call throws(Fault) in try showUser(&call) },
    Route("GET", "/api/users/:id", "showUserAsJSON") { _, call throws(Fault) in try showUserAsJSON(&call) },
    Route("POST", "/api/users", "createUser") { _, call throws(Fault) in try createUser(&call) },
    Route("PUT", "/api/users/:id", "replaceUser") { _, call throws(Fault) in try changeUser(&call, isWhole: true) },
    Route("PATCH", "/api/users/:id", "changeUser") { _, call throws(Fault) in try changeUser(&call, isWhole: false) },
    Route("DELETE", "/api/users/:id", "deleteUser") { _, call throws(Fault) in try deleteUser(&call) },
  ]

  private static let oneUser = "SELECT id, name, email, joined FROM users WHERE id = ?"

  private static func find(_ call: inout Call) throws(Fault) -> Store.Answer? {
    guard let id = Int(call.path("id")) else { return nil }
    let answer = try call.ask(oneUser, .integer(id))
    return answer.rows.isEmpty ? nil : answer
  }

  private static let missing = Reply.json(404, ["error": "not found"], because: .missing)

  private static func showUser(_ call: inout Call) throws(Fault) -> Reply {
    guard let row = try find(&call)?.rows.first else {
      return .html(
        404, ShopPage(title: "No such user", main: "<p>Nobody has this number.</p>"), because: .missing)
    }
    let main = "<p class=\"card\">\(ShopPage.escaped(row[2].shown))</p>"
    return .html(200, ShopPage(title: row[1].shown, main: main), because: .found(id: "\(row[0])"))
  }

  private static func showUserAsJSON(_ call: inout Call) throws(Fault) -> Reply {
    guard let answer = try find(&call), let user = objects(answer).first else { return missing }
    return .json(200, user, because: .found(id: call.path("id")))
  }

  private static func createUser(_ call: inout Call) throws(Fault) -> Reply {
    let fields: [String: String]
    switch body(of: call) {
    case .fields(let given): fields = given
    case .refused(let reply): return reply
    }
    let problems = problems(fields, isWhole: true)
    if !problems.isEmpty { return unprocessable(problems) }
    let answer = try call.ask(
      "INSERT INTO users (name, email, joined) VALUES (?, ?, ?) ON CONFLICT (email) DO NOTHING",
      .text(fields["name"] ?? ""), .text(fields["email"] ?? ""), .integer(call.now))
    guard answer.changes == 1 else { return unprocessable([.init("email", "is taken")]) }
    let user = objects(try call.ask(oneUser, .integer(answer.lastID))).first ?? .null
    return .json(201, user, ["Location": "/api/users/\(answer.lastID)"], because: .created(id: String(answer.lastID)))
  }

  /// PUT replaces all that a client may say of a user; PATCH only what it says (RFC 9110 section 9.3.4, RFC 5789).
  private static func changeUser(_ call: inout Call, isWhole: Bool) throws(Fault) -> Reply {
    guard let row = try find(&call)?.rows.first else { return missing }
    let fields: [String: String]
    switch body(of: call) {
    case .fields(let given): fields = given
    case .refused(let reply): return reply
    }
    let problems = problems(fields, isWhole: isWhole)
    if !problems.isEmpty { return unprocessable(problems) }
    let answer = try call.ask(
      "UPDATE OR IGNORE users SET name = ?, email = ? WHERE id = ?", fields["name"].map(Store.Cell.text) ?? row[1],
      fields["email"].map(Store.Cell.text) ?? row[2], row[0])
    guard answer.changes == 1 else { return unprocessable([.init("email", "is taken")]) }
    let user = objects(try call.ask(oneUser, row[0])).first ?? .null
    return .json(200, user, because: isWhole ? .replaced : .changed)
  }

  private static func deleteUser(_ call: inout Call) throws(Fault) -> Reply {
    guard let row = try find(&call)?.rows.first else { return missing }
    _ = try call.ask("DELETE FROM users WHERE id = ?", row[0])
    return Reply(204, because: .deleted)
  }

  // MARK: Bodies

  private enum Body {
    case fields([String: String])
    case refused(Reply)
  }

  /// A body's names and values, from JSON or from a form.
  private static func body(of call: Call) -> Body {
    switch call.mediaType {
    case "application/json":
      do throws(Fault) {
        guard case .object(let members) = try JSON(parsing: call.request.body) else {
          return .refused(.json(400, ["error": "expected a JSON object"], because: .unreadable))
        }
        // What is no text is left away, and so found missing.
        let pairs = members.compactMap { member in member.value.string.map { (member.name, $0) } }
        return .fields(Dictionary(pairs) { _, last in last })
      } catch {
        return .refused(.json(400, ["error": .string(error.description)], because: .unreadable))
      }
    case "application/x-www-form-urlencoded":
      return .fields(
        Dictionary(FormURLEncoded.parse(call.request.body).map { ($0.name, $0.value) }) { _, last in last })
    default:
      return .refused(
        .json(
          415, ["error": "send application/json or application/x-www-form-urlencoded"],
          ["Accept": "application/json, application/x-www-form-urlencoded"], because: .unsupported))
    }
  }

  private static func problems(_ fields: [String: String], isWhole: Bool) -> [JSON.Member] {
    var problems: [JSON.Member] = []
    if let name = fields["name"] ?? (isWhole ? "" : nil), name.isEmpty || name.utf8.count > 100 {
      problems.append(.init("name", "expected 1 to 100 bytes"))
    }
    if let email = fields["email"] ?? (isWhole ? "" : nil),
      email.utf8.count > 100 || email.split(separator: "@", omittingEmptySubsequences: false).count != 2
        || email.hasPrefix("@") || email.hasSuffix("@")
    {
      problems.append(.init("email", "expected an address such as ann@shop.test"))
    }
    return problems
  }

  private static func unprocessable(_ problems: [JSON.Member]) -> Reply {
    .json(
      422, ["errors": .object(problems)],
      because: .unacceptable(fields: problems.map(\.name)))
  }
}
