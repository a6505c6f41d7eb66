import Screen
import Tracing

/// The packets of a step with one under the cursor, and what that one says.
struct PacketPane: Sendable, Hashable {
  private let hosts: PacketLadder
  private let cables: PacketLadder
  private(set) var depth = PacketLadder.Depth.hosts
  /// The row under the cursor.
  private(set) var cursor = 0
  /// The first line shown of the packet's words.
  private var first = 0

  /// The keys, without those that lead nowhere from here.
  var reminders: [(String, String)] {
    [("j/k", "packet"), ("Space", "its fields")] + (depth == .hosts && !isModelled ? [("z", "closer")] : [])
      + [("Z", "back")] + (isModelled ? [] : [("b", "bytes")]) + [("?", "help"), ("q", "close")]
  }

  /// Nil where a step has no packets, and none to draw from a specification.
  init?(_ step: Step, _ stage: Stage) {
    guard let hosts = stage.ladder(of: step) else { return nil }
    self.hosts = hosts
    cables = stage.ladder(of: step, .cables) ?? hosts
    if step.phase == .tcp, step.packetFocus == .connection {
      cursor = hosts.rows.firstIndex { $0.packet.map { hosts.packets[$0].isRemarkable } ?? false } ?? 0
    }
    // A message's own packet is what its step is about.
    guard let source = BytesPane.messages(of: step, stage).first?.source else { return }
    let carrier = stage.query.layers(of: source, byte: 0).last?.entry
    let number = hosts.packets.firstIndex { $0.first.entry == carrier }
    cursor = number.flatMap { number in hosts.rows.firstIndex { $0.rung?.packet == number } } ?? 0
  }

  var ladder: PacketLadder { depth == .hosts ? hosts : cables }

  var isModelled: Bool { ladder.packets.isEmpty }

  private var rung: PacketLadder.Rung? {
    ladder.rows.indices.contains(cursor) ? ladder.rows[cursor].rung : nil
  }

  /// The packet under the cursor, and the cable of it.
  var packet: PacketText? {
    guard let rung, let number = rung.packet, ladder.packets.indices.contains(number) else { return nil }
    return PacketText(packet: ladder.packets[number], destination: rung.to, hop: depth == .cables ? rung.hop : nil)
  }

  /// Takes a key; the size is what was drawn, for going by screenfuls.
  mutating func press(_ key: Key, width: Int, height: Int, isASCII: Bool) {
    let place = places(in: 0..<height, width: width).words
    let page = max(1, place.rows.count - 1)
    func last() -> Int { max(0, words.lines(width: place.columns.count, isASCII: isASCII).count - place.rows.count) }
    switch key {
    case .down, .character("j"): move(by: 1)
    case .up, .character("k"): move(by: -1)
    case .home, .character("g"): move(by: -ladder.rows.count)
    case .end, .character("G"): move(by: ladder.rows.count)
    case .pageDown, .character(" "): first = min(last(), first + page)
    case .pageUp, .backspace: first = max(0, min(last(), first) - page)
    case .character("z"): look(.cables)
    case .character("Z"): look(.hosts)
    case .left, .right, .character, .tab, .backTab, .enter, .escape, .delete, .control, .paste: break
    }
  }

  /// The rows in which packets begin: where one arrives belongs to it.
  private var stops: [Int] { ladder.rows.indices.filter { ladder.rows[$0].rung != nil } }

  /// Which of the packets is under the cursor, from 0.
  private var number: Int { stops.firstIndex(of: cursor) ?? 0 }

  private mutating func move(by count: Int) {
    let stops = stops
    first = 0
    cursor = stops.isEmpty ? 0 : stops[max(0, min(stops.count - 1, number + count))]
  }

  /// Goes closer, or back, with the same packet under the cursor.
  private mutating func look(_ closer: PacketLadder.Depth) {
    guard !isModelled, closer != depth else { return }
    let number = rung?.packet
    depth = closer
    cursor = ladder.rows.firstIndex { $0.rung?.packet == number } ?? 0
    first = 0
  }

  /// Draws the packets and, below or beside them, the one under the cursor.
  func draw(in area: Range<Int>, on grid: inout Grid, theme: Theme) {
    guard area.count >= 5 else { return }
    drawTitle(row: area.lowerBound, on: &grid, theme)
    let (ladder, words) = places(in: area, width: grid.width)
    drawLadder(in: ladder.rows, columns: ladder.columns, on: &grid, theme)
    if words.rows.lowerBound == ladder.rows.lowerBound {
      for row in words.rows {
        grid[row, ladder.columns.upperBound] = Cell(theme.lines.lane, style: theme.style(.frame))
      }
    } else {
      grid.fill(
        rows: ladder.rows.upperBound..<words.rows.lowerBound, columns: 0..<grid.width,
        with: Cell(theme.lines.rule, style: theme.style(.frame)))
    }
    drawWords(in: words.rows, columns: words.columns, on: &grid, theme)
  }

  private typealias Place = (rows: Range<Int>, columns: Range<Int>)

  /// Where the packets stand below the title, and where what one of them says: beside them, where there is room for both.
  private func places(in area: Range<Int>, width: Int) -> (ladder: Place, words: Place) {
    let body = min(area.lowerBound + 1, area.upperBound)..<area.upperBound
    if width >= Self.sideBySideWidth {
      let split = width * 3 / 5
      return ((body, 0..<split), (body, split + 2..<width - 1))
    }
    let most = max(4, body.count * 9 / 20)
    let end = max(body.lowerBound, min(body.lowerBound + min(ladder.height(width: width), most), body.upperBound - 1))
    return (
      (body.lowerBound..<end, 0..<width), (min(end + 1, body.upperBound)..<body.upperBound, 1..<max(1, width - 1))
    )
  }

  private static let sideBySideWidth = 150

  private func drawTitle(row: Int, on grid: inout Grid, _ theme: Theme) {
    let name = depth == .hosts ? "Packets, from end to end" : "Packets, cable by cable"
    let honesty: Honesty = isModelled ? .modelled : .live
    let line = TextLine([
      Run(name, .title), Run("  \(number + 1) of \(stops.count)  ", .faint), Run(honesty.rawValue, honesty.role),
      Run(isModelled ? ": as in RFC 9293, none were recorded" : "", .faint),
    ])
    grid.put(line, row: row, column: 1, theme: theme, limit: grid.width - 1)
  }

  private func drawLadder(in area: Range<Int>, columns: Range<Int>, on grid: inout Grid, _ theme: Theme) {
    let room = area.count - ladder.nameRows(columns)
    // What only arrives behind the last packet that can be chosen is shown with that one.
    let middle = cursor == stops.last ? cursor : cursor - room / 2
    let start = max(0, min(middle, ladder.rows.count - room))
    ladder.draw(from: start, cursor: cursor, in: area, columns: columns, on: &grid, theme: theme)
  }

  private func drawWords(in area: Range<Int>, columns: Range<Int>, on grid: inout Grid, _ theme: Theme) {
    let lines = words.lines(width: columns.count, isASCII: theme.isASCII)
    let start = max(0, min(first, lines.count - area.count))
    grid.put(lines, from: start, rows: area, column: columns.lowerBound, theme: theme, limit: columns.upperBound)
  }

  private var words: [Piece] {
    guard let packet else { return Self.modelled }
    return [packet.heading, packet.numbers, packet.states, .gap] + packet.fields
  }

  private static let modelled: [Piece] = [
    .heading(["Three packets open a connection"]),
    .entries([
      Piece.Entry("SYN", "may we talk?", "The client counts its bytes from x, a number that nobody can guess."),
      Piece.Entry("SYN ACK", "yes", "The server counts its own from y, and expects x+1."),
      Piece.Entry("ACK", "good", "The client expects y+1. Both know that they are heard."),
      Piece.Entry("FIN ACK", "that was all", "Much later: this side has nothing more to say."),
    ]), .gap,
    .text(
      "Real packets, with their numbers, are recorded where the lesson runs in a private internet. roundtrip doctor says "
        + "whether this machine allows one, and what could be done.", .faint),
  ]
}
