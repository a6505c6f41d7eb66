/// SQL with its keywords standing out.
enum SQL {
  /// What came of a statement: rows for what asks, a change for what changes.
  static func outcome(columns: [String], rows: Int, changes: Int?) -> String {
    let changed = changes.map { "\($0.counted("row")) changed" }
    return columns.isEmpty
      ? changed ?? "done" : ([rows.counted("row")] + (changed.map { [$0] } ?? [])).joined(separator: ", ")
  }

  static func pieces(_ sql: String) -> [Piece] {
    sql.utf8.split(separator: 0x0A).map { line in
      let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map { String(Substring($0)) }
      return .prose(
        words.enumerated().flatMap { index, word -> [Run] in
          let role: Role = keywords.contains(word.uppercased()) ? .keyword : .plain
          return [Run(word, role)] + (index + 1 < words.count ? [Run(" ")] : [])
        })
    }
  }

  /// What a statement does, and to which table: `SELECT products`. Nil where that can't be told from its words.
  static func brief(_ sql: String) -> String? {
    let words = sql.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
    guard let verb = words.first, let mark = words.firstIndex(where: { ["FROM", "INTO", "UPDATE"].contains($0) }) else {
      return nil
    }
    let rest = words.dropFirst(mark + 1)
    // UPDATE OR IGNORE users
    return (rest.first == "OR" ? rest.dropFirst(2) : rest).first.map { "\(verb) \($0)" }
  }

  /// What a line of SQLite's plan means (its EXPLAIN QUERY PLAN): how it comes to the rows; nil of what needs no words.
  static func meaning(ofPlan line: String) -> String? {
    plans.first { line.hasPrefix($0.start) }?.meaning
  }

  private static let plans = [
    (start: "SCAN", meaning: "reads row by row, from the first"),
    (start: "SEARCH", meaning: "goes straight to the rows, as a finger in a sorted list does"),
    (start: "USE TEMP B-TREE", meaning: "sorts, in a list that is thrown away afterwards"),
  ]

  private static let keywords: Set<String> = [
    "SELECT", "FROM", "WHERE", "AND", "OR", "ORDER", "BY", "LIMIT", "OFFSET", "INSERT", "INTO", "VALUES", "UPDATE",
    "SET", "DELETE", "JOIN", "ON", "COUNT(*)", "AS", "DESC", "ASC", "RETURNING", "LEFT", "GROUP", "IN", "NOT", "NULL",
  ]
}
