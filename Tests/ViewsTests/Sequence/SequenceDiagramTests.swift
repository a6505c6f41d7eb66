import Screen
import Testing
import Tracing
import Wire
@testable import Views

@Suite("SequenceDiagram: lanes that never break")
struct SequenceDiagramTests {
  @Test(
    "an SQL statement in two words, where more have no room",
    arguments: [
      ("SELECT id, name FROM products LIMIT ?", "SELECT products"), ("SELECT COUNT(*) FROM users", "SELECT users"),
      ("INSERT INTO users (name) VALUES (?)", "INSERT users"),
      ("UPDATE OR IGNORE users SET name = ?", "UPDATE users"),
      ("DELETE FROM users WHERE id = ?", "DELETE users"), ("PRAGMA x", nil), ("FROM", nil), ("", nil),
    ] as [(String, String?)])
  func brief(sql: String, words: String?) { #expect(SQL.brief(sql) == words) }

  @Test("what changes rows says so; what asks says how many came")
  func outcome() {
    #expect(SQL.outcome(columns: ["id"], rows: 2, changes: nil) == "2 rows")
    #expect(SQL.outcome(columns: [], rows: 0, changes: 1) == "1 row changed")
    #expect(SQL.outcome(columns: ["id"], rows: 1, changes: 1) == "1 row, 1 row changed")
    #expect(SQL.outcome(columns: [], rows: 0, changes: nil) == "done")
  }

  private func drawn(_ trace: Trace, width: Int, lines: Lines = .ascii) -> Grid {
    let diagram = SequenceDiagram(Query(trace))
    var grid = Grid(width: width, height: diagram.unfolded.count + 1)
    diagram.draw(
      diagram.unfolded, current: [], in: 0..<grid.height, width: width, on: &grid, theme: Theme(lines: lines))
    return grid
  }

  @Test("a probe sets out before its answer comes")
  func probes() {
    var trace = Trace()
    trace.append(.network(.raised(.standard)), at: .zero, by: .laptop, cause: nil)
    let probed = trace.append(
      .network(.probed(timeToLive: 1, to: IPv4Address(203, 0, 113, 10))), at: Tick(nanoseconds: 10), by: .laptop,
      cause: nil)
    let router = Topology.standard.cables[0].ends[1].address
    let hop = NetworkEvent.Hop(number: 1, reply: NetworkEvent.Reply(from: router, .timeExceeded))
    trace.append(.network(.hop(hop)), at: Tick(nanoseconds: 70), by: .laptop, cause: probed)
    #expect(SequenceDiagram(Query(trace)).rows.map(\.at.nanoseconds) == [10, 70])
  }

  @Test("where who tells the address has no lane, the browser notes what it was told")
  func toldAddress() throws {
    let diagram = try #require(SequenceDiagram.bySubject(Query(Sample.trace()))[.messages])
    #expect(!diagram.parties.contains(.nameServer))
    #expect(diagram.rows.prefix(3).map(\.label).last == "Name server: 127.0.0.1 ttl 300")
  }

  @Test("whole handshake by messages, whole page by arrows")
  func drawing() {
    #expect(
      drawn(Sample.trace(), width: 80).text == """
          Browser             Name server Edge     App              Database         ms
         [take apart https://www.shop.test/products?page=2]             |           0.2
         [www.shop.test not in cache]       |       |                   |           0.4
             |- A? www.shop.test ->|        |       |                   |           0.6
             |< 127.0.0.1 ttl 300 -|        |       |                   |           1.0
             |== TCP connect ==============>|       |                   |           1.3
             |== ClientHello =============>>|       |                   |           1.6
             |<<= ServerHello ==============|       |                   |           1.7
             |<<= Certificate ==============|       |                   |           1.8
             |<<= Finished =================|       |                   |           1.9
         [certificate verified]    |        |       |                   |           2.0
             |== Finished ================>>|       |                   |           2.1
             |## GET /products?page=2 #####>|       |                   |           2.5
             |            [rule /*: forward to the app server]          |           2.7
             |                     |        |= c… =>|                   |           3.0
             |                     |        |# G… #>|                   |           3.3
             |                     |      [route GET /products]         |           3.5
             |                     |      [productList(page=2)]         |           3.6
             |                     |        |       |- SELECT products >|           3.7
             |                     |        |       |<- 2 rows ---------|           3.7
             |                     |     [200: a list of 2 rows]        |           3.8
             |                     |        |< 200 #|                   |           4.0
             |<# 200 OK ####################|       |                   |           4.2
         [document, 106 bytes]     |        |       |                   |           4.4
         [needs stylesheet /static/shop.css]|       |                   |           4.5
         [page is whole]           |        |       |                   |           4.6
        """)
  }

  @Test("box characters take the same places")
  func unicode() {
    let ascii = drawn(Sample.trace(), width: 100)
    let unicode = drawn(Sample.trace(), width: 100, lines: .unicode)
    #expect(unicode.text.contains("│━━ GET /products?page=2 ━"))
    for row in 1..<ascii.height {
      for column in 0..<100 where ascii[row, column].glyph == .character("|") {
        #expect(unicode[row, column].glyph == .character("│"))
      }
    }
  }

  @Test(
    "no row is wider than asked for, and arrows leave the other lanes whole", arguments: [20, 40, 60, 80, 120, 200])
  func widths(width: Int) {
    var trace = Sample.trace()
    for kind in ["商品一覧を見せてください", "a\u{301}e\u{300} combining", "👩‍👩‍👧‍👦 family", String(repeating: "x", count: 300)] {
      trace.append(
        .lookup(.asked(Sample.dnsEnd, message: 0, name: kind, type: "A")), at: .zero, by: .browser, cause: nil)
      trace.append(.cookie(.sent([kind])), at: .zero, by: .browser, cause: nil)
    }
    let diagram = SequenceDiagram(Query(trace))
    let grid = drawn(trace, width: width)
    for line in grid.text.split(separator: "\n") { #expect(Width.of(String(line)) <= width) }
    let layout = diagram.layout(width: width)
    for (index, row) in diagram.unfolded.enumerated() {
      guard case .arrow = row.shape else { continue }
      for (lane, column) in layout.lanes.enumerated() where !row.crosses(lane, of: diagram.parties) {
        #expect(grid[index + 1, column].glyph == .character("|"))
      }
    }
  }

  @Test("every row is a sentence too")
  func sentences() {
    let sentences = SequenceDiagram(Query(Sample.trace())).rows.map(\.sentence)
    #expect(sentences.contains("Browser to Edge: GET /products?page=2"))
    #expect(sentences.contains("App to Database: SELECT id, name FROM products ORDER BY id LIMIT ? OFFSET ?"))
    #expect(sentences.contains("Edge: rule /*: forward to the app server"))
  }

  @Test("that a name does not exist is an answer; silence is none", arguments: [true, false])
  func names(isAnswered: Bool) {
    var trace = Trace(isNormalised: false)
    func add(_ fact: Fact) { trace.append(fact, at: .zero, by: .browser, cause: nil) }
    add(.visit(.exchange(1, url: "https://nobody.test/", reason: .typed)))
    add(.socket(.sent(Sample.dnsEnd, Sample.query)))
    add(.lookup(.asked(Sample.dnsEnd, message: 0, name: "nobody.test", type: "A")))
    if isAnswered { add(.socket(.received(Sample.dnsEnd, Sample.answer))) }
    let words = "nobody.test does not exist"
    add(.lookup(.failed(name: "nobody.test", Fault(.unavailable, words))))
    let rows = SequenceDiagram(Query(trace)).rows
    #expect(rows.map(\.label) == ["A? nobody.test", words])
    let answer = SequenceDiagram.Row.Shape.arrow(from: .nameServer, to: .browser, .datagram)
    #expect(rows.last?.shape == (isAnswered ? answer : .note(.browser)))
  }

  @Test("messages of one read have one time")
  func sameRead() {
    var trace = Trace(isNormalised: false)
    func hello(_ type: UInt8, sent: Bool, at nanoseconds: UInt64) {
      let message = TLSEvent.message(
        Sample.edgeEnd, sent: sent, content: .handshake, encrypted: false, [type, 0, 0, 2, 3, 3])
      trace.append(.tls(message), at: Tick(nanoseconds: nanoseconds), by: .browser, cause: nil)
    }
    trace.append(.socket(.connecting(Sample.edgeEnd)), at: .zero, by: .browser, cause: nil)
    hello(1, sent: true, at: 1_000_000)
    trace.append(.socket(.received(Sample.edgeEnd, [22])), at: Tick(nanoseconds: 2_000_000), by: .browser, cause: nil)
    hello(2, sent: false, at: 2_000_000)
    hello(8, sent: false, at: 2_200_000)
    let times = drawn(trace, width: 80).text.split(separator: "\n").dropFirst().map { $0.suffix(5) }
    #expect(times == ["  1.0", "  2.0", "    \""])
  }

  @Test("a step sees the rows of its phase and exchange")
  func steps() {
    let diagram = SequenceDiagram(Query(Sample.trace(repeats: 3)))
    let rows = (1...4).map { diagram.rows(of: Step(phase: .request, exchange: $0, title: "", body: [])) }
    #expect(rows.map(\.count) == [1, 1, 1, 0])
    #expect(rows[0].map { diagram.rows[$0].label } == ["GET /products?page=2"])
  }
}

extension SequenceDiagram.Row {
  /// Whether the arrow runs across a lane, which is no end of it.
  fileprivate func crosses(_ lane: Int, of parties: [Party]) -> Bool {
    guard case .arrow(let from, let to, _) = shape, let start = parties.firstIndex(of: from),
      let end = parties.firstIndex(of: to)
    else { return false }
    return min(start, end) < lane && lane < max(start, end)
  }
}
