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

  static let reminders = [
    ("j/k", "packet"), ("Space", "its fields"), ("z", "closer"), ("Z", "back"), ("b", "bytes"), ("?", "help"),
    ("q", "close"),
  ]

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

  /// Takes a key; `height` is what was drawn, for going by screenfuls.
  mutating func press(_ key: Key, height: Int) {
    switch key {
    case .down, .character("j"): move(by: 1)
    case .up, .character("k"): move(by: -1)
    case .home, .character("g"): move(by: -ladder.rows.count)
    case .end, .character("G"): move(by: ladder.rows.count)
    case .pageDown, .character(" "): first += max(1, height / 2 - 2)
    case .pageUp, .backspace: first = max(0, first - max(1, height / 2 - 2))
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
    let body = area.dropFirst()
    if grid.width >= 150 {
      let split = grid.width * 3 / 5
      drawLadder(in: body, columns: 0..<split, on: &grid, theme)
      for row in body { grid[row, split] = Cell(theme.lines.lane, style: theme.style(.frame)) }
      drawWords(in: body, columns: split + 2..<grid.width - 1, on: &grid, theme)
    } else {
      let most = max(4, body.count * 9 / 20)
      let end = min(body.lowerBound + min(ladder.height(width: grid.width), most), area.upperBound - 1)
      drawLadder(in: body.lowerBound..<end, columns: 0..<grid.width, on: &grid, theme)
      grid.fill(
        rows: end..<end + 1, columns: 0..<grid.width, with: Cell(theme.lines.rule, style: theme.style(.frame)))
      drawWords(in: end + 1..<area.upperBound, columns: 1..<grid.width - 1, on: &grid, theme)
    }
  }

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
    let start = max(0, min(cursor - room / 2, ladder.rows.count - room))
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
