import Server
import Testing
import Tracing
import Wire

@Suite("Store: SQLite, asked through prepared statements")
struct StoreTests {
  @Test("a binding is a value, whatever it looks like")
  func injection() throws {
    let store = try Store()
    let hostile = "x'; DROP TABLE users; --"
    let sql = "SELECT COUNT(*) FROM users WHERE name = ?"
    #expect(try store.run(sql, [.text(hostile)]).rows == [[.integer(0)]])
    #expect(
      try store.run("SELECT ?, ?, ?", [.text(hostile), .null, .text("")]).rows == [[.text(hostile), .null, .text("")]])
    #expect(try store.run("SELECT COUNT(*) FROM users").rows == [[.integer(3)]])
  }

  @Test("the sample is five rows, the count is all of them")
  func sample() throws {
    var events: [DatabaseEvent] = []
    _ = try Store().run("SELECT id FROM products WHERE cents > ?", [.integer(0)]) { events.append($0) }
    guard case .query(_, let bindings, let plan, let columns, let sample, let rows, let changes)? = events.first else {
      Issue.record("expected a query")
      return
    }
    #expect(bindings == ["0"])
    #expect(plan == ["SCAN products"])
    #expect(columns == ["id"])
    #expect(sample == [["1"], ["2"], ["3"], ["4"], ["5"]])
    #expect(rows == 12)
    #expect(changes == nil)
  }

  @Test("what changes rows says how many, also where it gives none back")
  func changes() throws {
    var told: [Int?] = []
    let store = try Store()
    for sql in ["UPDATE users SET joined = 1", "DELETE FROM users WHERE id = 1", "DELETE FROM users WHERE id = 1"] {
      _ = try store.run(sql) { if case .query(_, _, _, _, _, _, let changes) = $0 { told.append(changes) } }
    }
    #expect(told == [3, 1, 0])
  }

  @Test("what SQLite refuses is a fault, and told")
  func failure() throws {
    var events: [DatabaseEvent] = []
    let fault = #expect(throws: Fault.self) { try Store().run("SELECT * FROM nowhere") { events.append($0) } }
    #expect(fault?.message == "SQLite: no such table: nowhere")
    #expect(events == [.failed(sql: "SELECT * FROM nowhere", message: "SQLite: no such table: nowhere")])
  }
}
