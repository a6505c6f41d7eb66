import Screen
import Tracing
import Wire

extension PacketLadder {
  /// The columns of a state: `SYN-RECEIVED`, and a space.
  private static let stateWidth = 13

  /// Draws the lanes' names and as many rows from `first` on as fit below. The row `cursor` stands out.
  ///
  /// Where two ends of one connection speak, their states stand beside their lanes: in the first line those before the
  /// first row that is drawn, then each where it changes.
  func draw(
    from first: Int = 0, cursor: Int? = nil, in area: Range<Int>, columns: Range<Int>, on grid: inout Grid, theme: Theme
  ) {
    guard let top = area.first, let layout = layout(columns) else { return }
    drawNames(row: top, layout, on: &grid, theme)
    var states = rows.prefix(first).reduce(beginning) { self.states(after: $1, $0) }
    let current = cursor.flatMap { rows.indices.contains($0) ? rows[$0].packet : nil }
    if let states, layout.hasStates { draw(states, unlike: nil, row: top, layout, on: &grid, .faint, theme) }
    for (row, number) in zip(area.dropFirst(), first..<max(first, rows.count)) {
      for lane in layout.lanes { grid[row, lane] = Cell(theme.lines.lane) }
      let isCurrent = current != nil && rows[number].packet == current
      switch rows[number] {
      case .folded(let text):
        let words = shortened("… \(text)", to: layout.middle.count - 3)
        grid.put(words, row: row, column: layout.middle.lowerBound + 2, style: theme.style(.faint))
      case .rung(let rung):
        draw(rung, rung.isSlanted ? .departure : .whole, isCurrent: isCurrent, row: row, layout, on: &grid, theme)
      case .arrival(var rung):
        // Just below itself it needs no name.
        rung.words = number > 0 && rows[number - 1].packet == rung.packet ? [] : [rung.words.first ?? ""]
        draw(rung, .arrival, isCurrent: isCurrent, row: row, layout, on: &grid, theme)
      }
      if layout.hasStates, let new = self.states(after: rows[number], states) {
        draw(new, unlike: states, row: row, layout, on: &grid, .strong, theme)
        states = new
      }
      if number == cursor { grid.put(">", row: row, column: columns.lowerBound, style: theme.style(.current)) }
    }
  }

  /// The states of both ends after a row: of a slanted packet first its sender's changes, then its receiver's.
  private func states(after row: Row, _ before: Journey.States?) -> Journey.States? {
    let rung: Rung
    let changed: Party
    switch row {
    case .folded: return before
    case .rung(let packet) where !packet.isSlanted: return packet.states ?? before
    case .rung(let packet): (rung, changed) = (packet, packet.from)
    case .arrival(let packet): (rung, changed) = (packet, packet.to)
    }
    guard var states = before, let now = rung.states else { return before }
    if changed == parties.first { states.client = now.client } else { states.server = now.server }
    return states
  }

  private struct Layout {
    var lanes: [Int]
    /// What lies between the first lane and the last.
    var middle: Range<Int>
    var hasStates: Bool
    var stateColumns: (client: Int, server: Int)
    /// Where times end, exclusive; nil where there are none.
    var timeEnd: Int?
    /// When it arrives stands there too.
    var hasArrivals: Bool
  }

  private func layout(_ columns: Range<Int>) -> Layout? {
    guard let firstName = parties.first, let lastName = parties.last else { return nil }
    let hasStates = beginning != nil && parties.count > 1 && columns.count >= 64
    let hasArrivals = hasTimes && columns.count >= 100
    let timeWidth = hasTimes && columns.count >= (hasStates ? 72 : 60) ? (hasArrivals ? 19 : 8) : 0
    let start = columns.lowerBound + 2
    let end = columns.upperBound - timeWidth - 1
    let left = hasStates ? start + Self.stateWidth : start + Width.of(firstName.name) / 2
    let right = hasStates ? end - Self.stateWidth - 1 : end - 1 - Width.of(lastName.name) / 2
    guard right > left else { return nil }
    let gaps = max(1, parties.count - 1)
    let lanes = parties.indices.map { left + (right - left) * $0 / gaps }
    return Layout(
      lanes: lanes, middle: left + 1..<right, hasStates: hasStates, stateColumns: (start, right + 2),
      timeEnd: timeWidth > 0 ? columns.upperBound - 1 : nil, hasArrivals: hasArrivals)
  }

  private func drawNames(row: Int, _ layout: Layout, on grid: inout Grid, _ theme: Theme) {
    let style = theme.style(.heading)
    for (lane, party) in zip(layout.lanes.indices, parties) {
      let column = layout.lanes[lane]
      let width = Width.of(party.name)
      let isLast = lane == layout.lanes.count - 1
      // Beside states, names stay between the lanes.
      let start = layout.hasStates ? (isLast ? column + 1 - width : column) : column - width / 2
      let room = isLast ? width : layout.lanes[lane + 1] - start - 1
      grid.put(shortened(party.name, to: room), row: row, column: max(0, start), style: style)
    }
    guard let end = layout.timeEnd else { return }
    let title = layout.hasArrivals ? "sent > there ms" : "ms"
    grid.put(title, row: row, column: end - title.utf8.count, style: theme.style(.faint))
  }

  private func draw(
    _ rung: Rung, _ part: Arrow.Part, isCurrent: Bool, row: Int, _ layout: Layout, on grid: inout Grid, _ theme: Theme
  ) {
    let style = theme.style(isCurrent || rung.isLost ? rung.role : .plain)
    let middle = (layout.middle.lowerBound + layout.middle.upperBound) / 2
    let start = parties.firstIndex(of: rung.from).map { layout.lanes[$0] } ?? middle
    let end = parties.firstIndex(of: rung.to).map { layout.lanes[$0] } ?? middle
    if start != end {
      let arrow = Arrow(
        stroke: Stroke(.datagram, theme.lines), start: start, end: end,
        label: rung.label(within: Arrow.room(from: start, to: end, part)),
        isLost: rung.isLost, part: part)
      arrow.draw(row: row, on: &grid, style: style)
    }
    guard let timeEnd = layout.timeEnd else { return }
    var time = (part == .arrival ? rung.arrival ?? rung.at : rung.at).tenths
    if layout.hasArrivals, part == .departure {
      time += String(repeating: " ", count: 10)
    } else if layout.hasArrivals, part == .whole {
      let arrival = rung.arrival.map(\.tenths) ?? "never"
      time += arrival == time ? String(repeating: " ", count: 10) : " > " + arrival.padded(to: 7)
    }
    grid.put(time, row: row, column: timeEnd - time.utf8.count)
  }

  private func draw(
    _ states: Journey.States, unlike before: Journey.States?, row: Int, _ layout: Layout, on grid: inout Grid,
    _ role: Role, _ theme: Theme
  ) {
    if states.client != before?.client {
      grid.put(states.client.description, row: row, column: layout.stateColumns.client, style: theme.style(role))
    }
    if states.server != before?.server {
      grid.put(states.server.description, row: row, column: layout.stateColumns.server, style: theme.style(role))
    }
  }
}

extension PacketLadder.Row {
  /// The rung that begins here.
  var rung: PacketLadder.Rung? { if case .rung(let rung) = self { rung } else { nil } }

  /// The place of the packet that begins or ends here.
  var packet: Int? {
    switch self {
    case .rung(let rung), .arrival(let rung): rung.packet
    case .folded: nil
    }
  }
}

extension PacketLadder.Rung {
  /// As many of its words as fit, the first always.
  func label(within room: Int) -> String {
    var label = words.first ?? ""
    for word in words.dropFirst() {
      let longer = label + " " + word
      if Width.of(longer) > room { break }
      label = longer
    }
    return label
  }
}

extension PacketLadder {
  /// Each row as a sentence, for those who hear the screen, and when it set out.
  var sentences: [(text: String, at: Tick?)] {
    rows.compactMap { row in
      switch row {
      case .arrival: return nil
      case .folded(let text): return ("Then \(text).", nil)
      case .rung(let rung):
        let loss = rung.isLost ? "; it is lost" : ""
        var text = "\(rung.from.name) to \(rung.to.name): \(rung.words.joined(separator: " "))\(loss)"
        if beginning != nil, let states = rung.states, let client = parties.first, let server = parties.last {
          text += "; \(client.name) is now \(states.client), \(server.name) \(states.server)"
        }
        return (text, hasTimes ? rung.at : nil)
      }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - utf8.count)) + self
  }
}
