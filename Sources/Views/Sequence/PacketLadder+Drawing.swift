import Screen
import Tracing
import Wire

extension PacketLadder {
  /// Draws the lanes' names and as many rows from `first` on as fit below. The row `cursor` stands out.
  ///
  /// Where two ends of one connection speak, their states stand beside their lanes: in the first line those before the
  /// first row that is drawn, then each where it changes.
  func draw(
    from first: Int = 0, cursor: Int? = nil, in area: Range<Int>, columns: Range<Int>, on grid: inout Grid, theme: Theme
  ) {
    guard let top = area.first, let layout = layout(columns) else { return }
    drawHead(row: top, layout, on: &grid, theme)
    var states = rows.prefix(first).reduce(beginning) { self.states(after: $1, $0) }
    let current = cursor.flatMap { rows.indices.contains($0) ? rows[$0].packet : nil }
    if let states { draw(states, unlike: nil, row: top, layout, on: &grid, .faint, theme) }
    for (row, number) in zip(area.dropFirst(layout.nameRows), first..<max(first, rows.count)) {
      for lane in layout.lanes { grid[row, lane] = Cell(theme.lines.lane) }
      let isCurrent = current != nil && rows[number].packet == current
      switch rows[number] {
      case .folded(let text):
        let room = layout.words ?? layout.middle.dropFirst(2)
        grid.put(shortened("… \(text)", to: room.count), row: row, column: room.lowerBound, style: theme.style(.faint))
      case .rung(let rung):
        draw(rung, rung.isSlanted ? .departure : .whole, isCurrent: isCurrent, row: row, layout, on: &grid, theme)
      case .arrival(var rung):
        // Just below itself it needs no name.
        rung.words = number > 0 && rows[number - 1].packet == rung.packet ? [] : [rung.words.first ?? ""]
        draw(rung, .arrival, isCurrent: isCurrent, row: row, layout, on: &grid, theme)
      }
      if let new = self.states(after: rows[number], states) {
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

  private func drawHead(row: Int, _ layout: Layout, on grid: inout Grid, _ theme: Theme) {
    for (name, party) in zip(layout.names, parties) {
      grid.put(
        shortened(party.name, to: name.room), row: row + name.row, column: name.start, style: theme.style(.heading))
    }
    guard let end = layout.timeEnd else { return }
    let faint = theme.style(.faint)
    if let sent = layout.sentEnd {
      grid.put("sent ms", row: row, column: sent - 7, style: faint)
      grid.put("arrives", row: row, column: end - 7, style: faint)
    } else {
      grid.put("ms", row: row, column: end - 2, style: faint)
    }
  }

  private func draw(
    _ rung: Rung, _ part: Arrow.Part, isCurrent: Bool, row: Int, _ layout: Layout, on grid: inout Grid, _ theme: Theme
  ) {
    let style = theme.style(isCurrent || rung.isLost ? rung.role : .plain)
    let middle = (layout.middle.lowerBound + layout.middle.upperBound) / 2
    let start = parties.firstIndex(of: rung.from).map { layout.lanes[$0] } ?? middle
    let end = parties.firstIndex(of: rung.to).map { layout.lanes[$0] } ?? middle
    if start != end {
      let label = layout.words == nil ? rung.label(within: Arrow.room(from: start, to: end, part)) : ""
      let arrow = Arrow(
        stroke: Stroke(.datagram, theme.lines), start: start, end: end, label: label, isLost: rung.isLost, part: part)
      arrow.draw(row: row, on: &grid, style: style)
    }
    if let room = layout.words {
      grid.put(
        shortened(rung.label(within: room.count), to: room.count), row: row, column: room.lowerBound, style: style)
    }
    guard let timeEnd = layout.timeEnd else { return }
    func put(_ time: String, before end: Int) { grid.put(time, row: row, column: end - time.utf8.count) }
    if part != .arrival { put(rung.at.tenths, before: layout.sentEnd ?? timeEnd) }
    if part == .arrival || layout.sentEnd != nil && part == .whole {
      put(rung.arrival?.tenths ?? "never", before: timeEnd)
    }
  }

  private func draw(
    _ states: Journey.States, unlike before: Journey.States?, row: Int, _ layout: Layout, on grid: inout Grid,
    _ role: Role, _ theme: Theme
  ) {
    guard let columns = layout.stateColumns else { return }
    if states.client != before?.client {
      grid.put(states.client.description, row: row, column: columns.client, style: theme.style(role))
    }
    if let server = states.server, server != before?.server {
      grid.put(server.description, row: row, column: columns.server, style: theme.style(role))
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
          text += "; \(client.name) is now \(states.client)"
          text += states.server.map { ", \(server.name) \($0)" } ?? ""
        }
        return (text, hasTimes ? rung.at : nil)
      }
    }
  }
}
