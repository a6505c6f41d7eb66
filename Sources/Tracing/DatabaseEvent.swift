/// What the app server asked its database, and what came back, told by SQLite itself.
public enum DatabaseEvent: Sendable, Hashable {
  /// A prepared statement ran. `plan` is SQLite's own (EXPLAIN QUERY PLAN), a line a step; `sample` holds the first rows.
  /// `changes` says how many rows an INSERT, UPDATE or DELETE touched; nil for what only reads.
  case query(
    sql: String, bindings: [String], plan: [String], columns: [String], sample: [[String]], rows: Int,
    changes: Int? = nil)
  case failed(sql: String, message: String)
}
