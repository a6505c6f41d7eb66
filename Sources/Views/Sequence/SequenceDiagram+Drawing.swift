import Screen
import Tracing

extension SequenceDiagram {
  /// Draws the names of the lanes and as many of `rows` as fit below, from `first` on and not past `end`. Rows of
  /// `current` stand out from lane to time, and the last of them is pointed at. Lanes reach
  /// as far as what has happened.
  func draw(
    _ rows: [Row], from first: Int = 0, to end: Int = .max, current: [Int], in area: Range<Int>, width: Int,
    on grid: inout Grid,
    theme: Theme
  ) {
    let layout = layout(width: width)
    guard let top = area.first, !parties.isEmpty else { return }
    drawNames(row: top, layout, on: &grid, theme)
    if let timeEnd = layout.timeEnd { grid.put("ms", row: top, column: timeEnd - 2, style: theme.style(.faint)) }
    for row in area.dropFirst() {
      let index = first + row - top - 1
      guard index < end, rows.indices.contains(index) else { break }
      let style = theme.style(current.contains(index) ? rows[index].role : .plain)
      for lane in layout.lanes { grid[row, lane] = Cell(theme.lines.lane, style: style) }
      draw(rows[index], row: row, layout, on: &grid, style, theme)
      if let timeEnd = layout.timeEnd {
        let isFirst = row == top + 1 || index == 0
        let time = !isFirst && rows[index].isSameRead(as: rows[index - 1]) ? "\"" : rows[index].at.tenths
        grid.put(time, row: row, column: timeEnd - time.utf8.count, style: style)
      }
      if index == current.last { grid.put("<--", row: row, column: layout.marker, style: style) }
    }
  }

  private func drawNames(row: Int, _ layout: Layout, on grid: inout Grid, _ theme: Theme) {
    for (index, party) in parties.enumerated() {
      let start = max(1, layout.lanes[index] - Width.of(party.name) / 2)
      let next =
        index + 1 < parties.count ? layout.lanes[index + 1] - Width.of(parties[index + 1].name) / 2 : layout.edge
      let name = shortened(party.name, to: next - start - 1)
      grid.put(name, row: row, column: start, style: theme.style(.heading))
    }
  }

  private func draw(_ item: Row, row: Int, _ layout: Layout, on grid: inout Grid, _ style: Style, _ theme: Theme) {
    let words = theme.isASCII ? item.label.inASCII : item.label
    switch item.shape {
    case .note(let party):
      guard let lane = parties.firstIndex(of: party) else { return }
      let text = "[" + shortened(words, to: layout.edge - 4) + "]"
      let width = Width.of(text)
      let start = max(1, min(layout.lanes[lane] - width / 2, layout.edge - 1 - width))
      grid.put(text, row: row, column: start, style: style, limit: layout.edge)
    case .arrow(let from, let to, let weight):
      guard let start = parties.firstIndex(of: from), let end = parties.firstIndex(of: to), start != end else { return }
      let (left, right) = (layout.lanes[start], layout.lanes[end])
      let fits = Width.of(words) <= Arrow.room(from: left, to: right) + 1
      let arrow = Arrow(
        stroke: Stroke(weight, theme.lines), start: left, end: right, label: fits ? words : item.brief ?? words,
        isLost: item.isLost)
      arrow.draw(row: row, on: &grid, style: style)
    }
  }
}

extension SequenceDiagram.Row {
  /// Whether both are messages of one handshake that came, or went, in one piece: then they have one time.
  fileprivate func isSameRead(as other: Self) -> Bool {
    part != nil && other.part != nil && read != nil && read == other.read
  }

  /// The meaning of the row's layer.
  var role: Role {
    switch shape {
    case .note: .deciding
    case .arrow(_, _, .datagram): .naming
    case .arrow(_, _, .transport): .transport
    case .arrow(_, _, .security): .security
    case .arrow(_, _, .message): .message
    case .arrow(_, _, .call): .deciding
    }
  }
}
