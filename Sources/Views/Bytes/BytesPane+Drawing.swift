import Screen
import Wire

extension BytesPane {
  /// Draws the rows around the cursor and, below them, what the field at the cursor is. Nothing outside is touched, so
  /// the size of the message does not matter.
  func draw(in area: Range<Int>, on grid: inout Grid, theme: Theme) {
    guard let message, area.count >= 3 else { return }
    let facts = min(6, area.count / 2)
    let perRow = Self.bytesPerRow(width: grid.width)
    drawTitle(message, row: area.lowerBound, on: &grid, theme)
    let cursorRow = cursor / perRow
    let rows = (message.bytes.count + perRow - 1) / perRow
    let body = area.lowerBound + 1..<area.upperBound - facts
    // Beside the dump, or below it: there the fields have what it leaves, and at least a third where that is a few rows.
    let isBeside = grid.width >= 110
    let least = isBeside || body.count < 9 ? 0 : body.count / 3 + 1
    let dump = body.dropLast(max(0, least - max(0, body.count - rows)))
    let first = max(0, min(cursorRow - dump.count / 2, rows - dump.count))
    let lit = leaf?.bytes ?? cursor..<cursor + 1
    for (row, number) in zip(dump, first..<max(first, rows)) {
      let range = number * perRow..<min((number + 1) * perRow, message.bytes.count)
      drawRow(message, range, perRow: perRow, lit: lit, row: row, on: &grid, theme)
    }
    if isBeside {
      drawFields(message, column: 82, rows: body, on: &grid, theme)
    } else {
      let end = min(dump.upperBound, dump.lowerBound + rows) + 1
      if end < body.upperBound { drawFields(message, column: 1, rows: end..<body.upperBound, on: &grid, theme) }
    }
    drawFacts(message, rows: body.upperBound..<area.upperBound, on: &grid, theme)
  }

  private func drawTitle(_ message: Message, row: Int, on grid: inout Grid, _ theme: Theme) {
    let count =
      depth > 0
      ? "layer \(depth + 1) of \(layers.count + 1)  "
      : messages.count > 1 ? "\(message.count ?? "\(shown + 1) of \(messages.count)")  " : ""
    let size = Run("  \(message.bytes.count.counted("byte"))", .faint)
    let title = shortened(Run(message.title).text, to: grid.width - 2 - Width.of(count) - size.width)
    grid.put(
      TextLine([Run(count, .faint), Run(title, .title), size]), row: row, column: 1, theme: theme, limit: grid.width - 1
    )
  }

  private func drawRow(
    _ message: Message, _ range: Range<Int>, perRow: Int, lit: Range<Int>, row: Int, on grid: inout Grid,
    _ theme: Theme
  ) {
    grid.put(HexRow.offset(range.lowerBound), row: row, column: 1, style: theme.style(.faint))
    let hexColumn = 9
    let textColumn = hexColumn + perRow * 3 + 1
    for (place, index) in range.enumerated() {
      let byte = message.bytes[index]
      var style = theme.style(lit.contains(index) ? .current : .plain)
      if lit.contains(index) { style.underline = true }
      if index == cursor { style.reverse = true }
      grid.put(HexRow.digits(byte), row: row, column: hexColumn + place * 3, style: style)
      if lit.contains(index), index + 1 < lit.upperBound, place + 1 < perRow {
        grid[row, hexColumn + place * 3 + 2] = Cell(" ", style: style.withoutReverse)
      }
      grid[row, textColumn + place] = Cell(HexRow.character(byte), style: style)
    }
  }

  /// The fields around the cursor, one a line.
  private func drawFields(_ message: Message, column: Int, rows: Range<Int>, on grid: inout Grid, _ theme: Theme) {
    guard let index = leafIndex else { return }
    let first = max(0, min(index - rows.count / 2, message.leaves.count - rows.count))
    for (row, number) in zip(rows, first..<message.leaves.count) {
      let field = message.leaves[number]
      let name = TextLine([Run(number == index ? "> " : "  ", .current), Run(field.name, .name), Run("  ")])
      let value = shortened(
        Run(String(field.value.description.prefix(grid.width))).text, to: grid.width - 1 - column - name.width)
      let line = TextLine(name.runs + [Run(value, number == index ? .strong : .plain)])
      grid.put(line, row: row, column: column, theme: theme, limit: grid.width - 1)
    }
  }

  /// Name, value and specification of the field at the cursor, and how it lies within others.
  private func drawFacts(_ message: Message, rows: Range<Int>, on grid: inout Grid, _ theme: Theme) {
    let path = message.field.path(toBit: bit)
    guard let field = path.last, let top = rows.first else { return }
    grid.fill(
      rows: top..<top + 1, columns: 0..<grid.width, with: Cell(theme.lines.rule, style: theme.style(.frame)))
    let bits = field.bits.count % 8 == 0 ? field.bytes.count.counted("byte") : field.bits.count.counted("bit")
    let names = path.map(\.name).joined(separator: " > ")
    var lines = [TextLine([Run(names, .name), Run("  \(bits) from byte \(field.bytes.lowerBound)", .faint)])]
    if depth > 0, cursor == layers[depth - 1].place {
      lines.append(TextLine([Run("the same byte", .current), Run(", here number \(cursor)")]))
    }
    // What is long stands above.
    let isTold = if case .bytes(let bytes) = field.value { bytes.count <= 32 } else { field.value != .none }
    if isTold { lines.append(TextLine([Run("= "), Run(String(field.value.description.prefix(400)), .strong)])) }
    if let meaning = Glossary.meaning(of: path) { lines.append(TextLine([Run(meaning)])) }
    if let fault = field.fault {
      lines.append(
        TextLine([fault.isRemark ? Run("note: ", .faint) : Run("wrong here: ", .wrong), Run(fault.message)]))
    }
    if let spec = path.last(where: { $0.spec != nil })?.spec {
      lines.append(TextLine([Run("specified in \(spec)", .faint)]))
    }
    let room = grid.width - 2
    var folded = TextLines()
    for line in lines { folded.wrap(line.runs, in: TextLines.Frame(width: room, hanging: 2)) }
    grid.put(folded, rows: rows.dropFirst(), column: 1, theme: theme, limit: grid.width - 1)
  }
}

extension Style {
  fileprivate var withoutReverse: Style {
    var copy = self
    copy.reverse = false
    return copy
  }
}
