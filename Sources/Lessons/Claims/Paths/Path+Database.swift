import Tracing
import Wire

extension Path {
  static let database: [Path] = [
    Path(
      "database.queries.count", about: .database, "how many statements the app sent to its database for this exchange"
    ) { scope in
      scope.current == nil ? .nothing : .number(scope.statements.count)
    },
    Path("database.queries[n].sql", about: .database, "statement n; values stand apart, as ?") {
      Value($0.statement($1)?.sql)
    },
    Path("database.queries[n].bindings", about: .database, "the values bound to its question marks") { scope, number in
      scope.statement(number).map { .list($0.bindings) } ?? .nothing
    },
    Path("database.queries[n].plan", about: .database, "how SQLite went about it, in its own words") {
      Value($0.statement($1)?.plan.joined(separator: "; "))
    },
    Path("database.queries[n].rows", about: .database, "how many rows it gave") { Value($0.statement($1)?.rows) },
    Path("database.queries[n].changes", about: .database, "how many rows it inserted, updated or deleted") {
      Value($0.statement($1)?.changes)
    },
  ]
}

extension Scope {
  fileprivate typealias Statement = (sql: String, bindings: [String], plan: [String], rows: Int, changes: Int?)

  fileprivate var statements: [Statement] {
    query.places(ofExchange: exchange).compactMap { place in
      let fact = query.trace.entries[place].fact
      return if case .database(.query(let sql, let bindings, let plan, _, _, let rows, let changes)) = fact {
        (sql, bindings, plan, rows, changes)
      } else {
        nil
      }
    }
  }

  /// Statement `number` of the exchange, counted from 1.
  fileprivate func statement(_ number: String) -> Statement? {
    let statements = statements
    guard let number = Int(number), (1...max(1, statements.count)).contains(number) else { return nil }
    return statements.dropFirst(number - 1).first
  }
}
