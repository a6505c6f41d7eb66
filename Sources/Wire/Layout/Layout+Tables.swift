extension Layout {
  /// How wide a box's content may be: at least its longest word, at most its longest line unbroken.
  struct ContentWidth {
    var least: Int
    var most: Int
  }

  /// The rows of a table, also those inside row groups.
  private func rows(of table: RenderTree.ID) -> [RenderTree.ID] {
    tree.nodes[table].children.flatMap { child -> [RenderTree.ID] in
      switch tree.nodes[child].kind {
      case .tableRow: [child]
      case .block, .anonymousBlock: tree.nodes[child].children.filter { tree.nodes[$0].kind == .tableRow }
      default: []
      }
    }
  }

  /// What of a table stands above its rows: captions, and whatever else has no place in a row.
  private func loose(in table: RenderTree.ID) -> [RenderTree.ID] {
    tree.nodes[table].children.filter { child in
      guard tree.nodes[child].kind != .tableRow else { return false }
      return !tree.nodes[child].children.contains { tree.nodes[$0].kind == .tableRow }
    }
  }

  /// Places a table's rows below each other and their cells in columns. Returns the height.
  mutating func placeTable(_ id: RenderTree.ID, _ box: BoxTree.ID, _ content: BoxTree.Rect) -> Int {
    var row = content.row
    for child in loose(in: id) {
      let placed = place(child, parent: box, column: content.column, row: row, width: content.width)
      row += result.boxes[placed].frame.height
    }
    let rows = rows(of: id)
    let widths = columnWidths(rows, width: content.width)
    for tableRow in rows {
      let rowBox = result.boxes.count
      let frame = BoxTree.Rect(column: content.column, row: row, width: content.width, height: 0)
      result.boxes.append(
        BoxTree.Box(parent: box, node: tableRow, style: tree.nodes[tableRow].style, frame: frame, content: frame))
      result.boxes[box].children.append(rowBox)
      var column = content.column
      var height = 0
      for (cell, width) in zip(tree.nodes[tableRow].children, widths) {
        let placed = place(cell, parent: rowBox, column: column, row: row, width: width)
        height = max(height, result.boxes[placed].frame.height)
        column += width
      }
      // Every cell reaches down to the row's end, so that backgrounds and borders meet.
      for cell in result.boxes[rowBox].children { result.boxes[cell].frame.height = height }
      result.boxes[rowBox].frame.height = height
      result.boxes[rowBox].content.height = height
      row += height
    }
    return row - content.row
  }

  /// What each column of a table needs: as much as the widest of its cells.
  private mutating func columnNeeds(_ rows: [RenderTree.ID]) -> [ContentWidth] {
    var columns: [ContentWidth] = []
    for row in rows {
      for (index, cell) in tree.nodes[row].children.enumerated() {
        let cell = contentWidth(cell)
        if index == columns.count { columns.append(ContentWidth(least: 1, most: 1)) }
        columns[index].least = max(columns[index].least, cell.least)
        columns[index].most = max(columns[index].most, cell.most)
      }
    }
    return columns
  }

  /// Columns as wide as they want, and wider in proportion where the table is; where it is narrower, each gives up in
  /// proportion to what it can spare (CSS 2.2, section 17.5.2.2).
  private mutating func columnWidths(_ rows: [RenderTree.ID], width: Int) -> [Int] {
    let columns = columnNeeds(rows)
    let most = columns.reduce(0) { $0 + $1.most }
    let least = columns.reduce(0) { $0 + $1.least }
    if most <= width {
      let spare = width - most
      var end = 0
      return columns.map { column in
        let before = end * spare / most
        end += column.most
        return column.most + end * spare / most - before
      }
    }
    if most == least { return columns.map(\.most) }
    let room = max(0, width - least)
    return columns.map { $0.least + ($0.most - $0.least) * room / (most - least) }
  }

  /// The widths of a box with its borders and padding.
  mutating func contentWidth(_ id: RenderTree.ID) -> ContentWidth {
    if let known = measured[id] { return known }
    let node = tree.nodes[id]
    let edges = Edges(node.style, containing: 0)
    let around = edges.border.horizontal + edges.padding.horizontal + max(0, edges.margin.horizontal)
    var width = ContentWidth(least: 1, most: 1)
    switch node.kind {
    case .table:
      width = ContentWidth(least: 0, most: 0)
      for column in columnNeeds(rows(of: id)) {
        width.least += column.least
        width.most += column.most
      }
    default:
      if tree.holdsLines(id) {
        var flow = InlineFlow(width: Self.widest)
        for child in node.children { add(child, to: &flow, background: nil, containing: Self.widest) }
        flow.finish()
        width = ContentWidth(least: max(1, flow.longestWord), most: flow.rows.reduce(1) { max($0, $1.width) })
      } else {
        for child in node.children {
          let inner = contentWidth(child)
          width.least = max(width.least, inner.least)
          width.most = max(width.most, inner.most)
        }
      }
    }
    if let asked = node.style.width, asked.unit != .percent {
      width = ContentWidth(least: asked.columns(of: 0), most: asked.columns(of: 0))
    }
    let sum = ContentWidth(least: min(width.least + around, Self.widest), most: min(width.most + around, Self.widest))
    measured[id] = sum
    return sum
  }

  /// No table grows wider than this, in columns.
  private static let widest = 10_000
}
