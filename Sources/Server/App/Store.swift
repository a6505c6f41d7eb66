import CSQLite
public import Tracing
public import Wire

/// The shop's database: SQLite in memory, filled when it is made, and asked through prepared statements only.
///
/// Every question is told twice: as rows for the handler, and as an event for whoever watches.
public final class Store {
  /// What a statement is given in place of a `?`, and what a row holds.
  public enum Cell: Sendable, Hashable, CustomStringConvertible {
    case null
    case integer(Int)
    case text(String)

    public var description: String {
      switch self {
      case .null: "NULL"
      case .integer(let number): String(number)
      case .text(let text): text
      }
    }

    /// As a page would show it: nothing for NULL.
    var shown: String { self == .null ? "" : description }
  }

  public struct Answer: Sendable, Hashable {
    public var columns: [String]
    public var rows: [[Cell]]
    /// Rows that an INSERT, UPDATE or DELETE touched; nil for what only reads.
    public var changes: Int?
    /// The key of the row that an INSERT made.
    public var lastID: Int
  }

  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// More rows than this are not read.
  static let mostRows = 1000
  private static let sampled = 5

  /// Nobody asks how much memory SQLite has.
  private static let hasBegun = roundtrip_keep_no_statistics() == SQLITE_OK

  private let database: OpaquePointer
  /// By their SQL, which is never made from what a client sent: so there are few.
  private var statements: [String: OpaquePointer] = [:]
  private var plans: [String: [String]] = [:]

  /// An empty database, then the shop's tables and rows. Throws where SQLite is not able to.
  public init() throws(Fault) {
    _ = Self.hasBegun
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(":memory:", &handle, flags, nil) == SQLITE_OK, let handle else {
      sqlite3_close(handle)
      throw Fault(.unavailable, "SQLite could not open a database in memory")
    }
    database = handle
    guard sqlite3_exec(handle, Store.seed, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(database)
  }

  /// Runs one statement, its `?` filled from `bindings` in order. `told` gets the event, also where it fails.
  public func run(
    _ sql: String, _ bindings: [Cell] = [], telling told: (DatabaseEvent) -> Void = { _ in }
  ) throws(Fault) -> Answer {
    do throws(Fault) {
      let plan = try plan(sql)
      let answer = try rows(of: try prepared(sql), bindings)
      told(
        .query(
          sql: sql, bindings: bindings.map(\.description), plan: plan, columns: answer.columns,
          sample: answer.rows.prefix(Self.sampled).map { $0.map(\.description) }, rows: answer.rows.count,
          changes: answer.changes))
      return answer
    } catch {
      told(.failed(sql: sql, message: error.message))
      throw error
    }
  }

  private func prepared(_ sql: String) throws(Fault) -> OpaquePointer {
    if let statement = statements[sql] { return statement }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
    statements[sql] = statement
    return statement
  }

  /// What SQLite itself says it will do: the detail column of EXPLAIN QUERY PLAN.
  private func plan(_ sql: String) throws(Fault) -> [String] {
    if let plan = plans[sql] { return plan }
    let answer = try rows(of: try prepared("EXPLAIN QUERY PLAN " + sql), [])
    let plan = answer.rows.compactMap { $0.last?.description }
    plans[sql] = plan
    return plan
  }

  private func rows(of statement: OpaquePointer, _ bindings: [Cell]) throws(Fault) -> Answer {
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, cell) in bindings.enumerated() {
      guard bind(cell, at: Int32(index + 1), of: statement) == SQLITE_OK else { throw failure() }
    }
    let count = sqlite3_column_count(statement)
    var answer = Answer(columns: [], rows: [], changes: nil, lastID: 0)
    answer.columns = (0..<count).map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" }
    stepping: while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        guard answer.rows.count < Self.mostRows else { break stepping }
        answer.rows.append((0..<count).map { cell(statement, $0) })
      case SQLITE_DONE: break stepping
      default: throw failure()
      }
    }
    answer.changes = sqlite3_stmt_readonly(statement) == 0 ? Int(sqlite3_changes(database)) : nil
    answer.lastID = Int(sqlite3_last_insert_rowid(database))
    return answer
  }

  private func bind(_ cell: Cell, at index: Int32, of statement: OpaquePointer) -> Int32 {
    switch cell {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, Int64(number))
    case .text(let text):
      var text = text
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          roundtrip_bind_text(statement, index, $0.baseAddress, Int32(clamping: $0.count))
        }
      }
    }
  }

  private func cell(_ statement: OpaquePointer, _ column: Int32) -> Cell {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(statement, column)))
    default:
      guard let text = sqlite3_column_text(statement, column) else { return .null }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    }
  }

  private func failure() -> Fault {
    Fault(.unavailable, "SQLite: \(String(cString: sqlite3_errmsg(database)))")
  }
}
