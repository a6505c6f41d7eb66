import Tracing
import Wire

extension Breakdown {
  /// The edge's rules in the order in which it tried them, and what the matching one did.
  var routing: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.routing) {
      guard case .routing(let event) = fact, shows(event.part) else { continue }
      if !pieces.isEmpty { pieces.append(.gap) }
      switch event {
      case .matched(let rules):
        pieces.append(.heading(["The edge tries its rules, first to last"]))
        pieces.append(
          .entries(rules.map { Piece.Entry(verdict($0.matched) + [Run($0.pattern, .code)], [Run($0.action.words)]) }))
      case .file(let path, let size, let type):
        pieces.append(.heading(["A file answers"]))
        pieces.append(
          .entries([
            Piece.Entry("file", path, "from the edge's own folder"), Piece.Entry("size", size.counted("byte")),
            Piece.Entry("type", type, "from the file's ending"),
          ]))
      case .forwarded(let connection, let added):
        pieces.append(.heading([Run("The request goes on to the app, at \(connection.server)")]))
        if !added.isEmpty {
          pieces.append(.text("The edge adds what the app could not see otherwise:"))
          pieces.append(
            .entries(added.map { Piece.Entry($0.name, $0.value, HTTP.FieldName($0.name)?.meaning ?? "") }))
        }
      case .upstreamFailed(let status, let failure):
        pieces.append(
          .prose([Run("The app did not answer: ", .wrong), Run("\(failure), so the browser gets \(status)")]))
      }
    }
    return pieces.isEmpty ? Self.nothing("This request reached no server.") : pieces
  }

  /// The app's routes as they were tried, the handler that was called, and why it chose its status.
  var handler: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.handler) {
      guard case .handler(let event) = fact else { continue }
      switch event {
      case .routed(let attempts):
        pieces.append(.heading(["The app tries its routes, first to last"]))
        pieces.append(.entries(attempts.map { Piece.Entry(verdict($0.matched) + [Run($0.route, .code)]) }))
      case .called(let name, let parameters):
        pieces += [.gap, .heading([Run("It calls "), Run(name, .code)])]
        pieces.append(.entries(parameters.map { Piece.Entry($0.name, $0.value, "from the \($0.source.rawValue)") }))
      case .notFound: pieces.append(.text("No route has this path.", .wrong))
      case .methodNotAllowed(let allow):
        let allowed = allow.joined(separator: ", ")
        pieces.append(.text("The path is known, but only for \(allowed).", .wrong))
      case .finished(let status, let outcome):
        pieces += [.gap, .prose([Run("It answers "), Run("\(status)", .strong), Run(": \(outcome.words)")])]
      }
    }
    if !pieces.isEmpty { return pieces }
    return Self.nothing(
      facts(.routing).isEmpty
        ? "This request reached no server." : "The app was not asked: the edge answered by itself.")
  }

  private func verdict(_ matched: Bool) -> [Run] {
    [matched ? Run("match  ", .right) : Run("no     ", .faint)]
  }

  /// Each statement with its values, SQLite's own plan, and the first rows that came back.
  var database: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.database) {
      guard case .database(let event) = fact else { continue }
      if !pieces.isEmpty { pieces.append(.gap) }
      switch event {
      case .query(let sql, let bindings, let plan, let columns, let sample, let rows, let changes):
        pieces.append(.heading(["The question, in SQL"]))
        pieces += SQL.pieces(sql)
        if !bindings.isEmpty {
          pieces.append(.text("Values are handed over apart from the text, so no value can become SQL:"))
          pieces.append(.entries(bindings.enumerated().map { Piece.Entry("?\($0 + 1)", $1) }))
        }
        pieces += [.gap, .heading(["How SQLite goes about it"])]
        pieces += plan.map { line in
          .item(marker: "-", [Run(line)] + (SQL.meaning(ofPlan: line).map { [Run("  \($0)", .faint)] } ?? []))
        }
        let outcome = SQL.outcome(columns: columns, rows: rows, changes: changes)
        pieces += [.gap, .heading([Run("The answer: \(outcome)")])]
        if !columns.isEmpty { pieces.append(.table(columns: columns, rows: sample)) }
        if rows > sample.count { pieces.append(.text("… \((rows - sample.count).counted("more row"))", .faint)) }
      case .failed(let sql, let message):
        pieces += SQL.pieces(sql) + [.prose([Run("It failed: ", .wrong), Run(message)])]
      }
    }
    return pieces.isEmpty ? Self.nothing("The database was not asked.") : pieces
  }
}

extension RoutingEvent {
  fileprivate var part: StepPart {
    switch self {
    case .matched, .file: .rules
    case .forwarded, .upstreamFailed: .forwarding
    }
  }
}
