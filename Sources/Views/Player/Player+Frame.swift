public import Screen
import Tracing

extension Player {
  /// Below this no step can be read.
  static let minimum = (width: 40, height: 10)

  /// With fewer rows between header and footer the diagram would leave no room for words.
  static let leastDiagramRows = 11
  /// With fewer a pane's lower half says next to nothing.
  static let leastPaneRows = 8

  /// The whole screen at this size. Keys that scroll go by the size that was drawn last.
  public mutating func frame(width: Int, height: Int) -> Grid {
    if (width, height) != (self.width, self.height) {
      (self.width, self.height) = (width, height)
      layOut()
    }
    let grid = drawn()
    return theme.isASCII ? grid.inASCII : grid
  }

  /// The rows between header and footer.
  var bodyRows: Int { max(1, height - 4 - (showsReminder ? 1 : 0)) }

  private func drawn() -> Grid {
    var grid = Grid(width: width, height: height)
    guard width >= Self.minimum.width, height >= Self.minimum.height else {
      let need = "needs \(Self.minimum.width)x\(Self.minimum.height)"
      let lines = wrapped([Run("make the window larger (now \(width)x\(height), \(need))")], width: width)
      grid.put(lines, rows: 0..<height, column: 0, theme: theme, limit: width)
      return grid
    }
    let body = 3..<3 + bodyRows
    drawHeader(on: &grid)
    drawTopRule(row: 2, on: &grid)
    drawRule(row: body.upperBound, on: &grid)
    drawReminder(row: body.upperBound + 1, on: &grid)
    switch overlays.last {
    case .overview(let cursor): drawOverview(cursor, in: body, on: &grid)
    case .bytes(let pane): pane.draw(in: body, on: &grid, theme: theme)
    case .packets(let pane): pane.draw(in: body, on: &grid, theme: theme)
    case .page(let stage, let first): drawPage(stage, first, in: body, on: &grid)
    case .help(let first): drawHelp(from: first, in: body, on: &grid)
    case .search, .notice, nil: drawPlace(in: body, on: &grid)
    }
    return grid
  }

  // MARK: The step

  private func drawPlace(in body: Range<Int>, on grid: inout Grid) {
    var area = body
    // Before a scene's first step its lanes are empty.
    if let stage, let step = step ?? stage.scene.steps.first, diagramRows > 0 {
      let end = body.lowerBound + diagramRows
      drawRule(row: end, on: &grid)
      drawDiagram(stage, step, in: body.lowerBound..<end, on: &grid)
      area = end + 1..<body.upperBound
    }
    let shown = shownLines
    let first = shown.lowerBound
    let limit = isSplit ? 1 + textWidth : width - 1
    grid.put(prepared.lines, from: first, rows: area.prefix(shown.count), column: 1, theme: theme, limit: limit)
    if let line = prepared.rule, shown.contains(line) { drawRule(row: area.lowerBound + line - first, on: &grid) }
    if isSplit {
      let column = textWidth + 4
      if prepared.beside.isEmpty {
        drawSteps(in: area, column: column, on: &grid)
      } else {
        grid.put(prepared.beside, from: first, rows: area, column: column, theme: theme, limit: width - 1)
        let left = area.dropFirst(max(0, prepared.beside.count - first) + 1)
        if let preview = prepared.preview, left.count >= Preview.leastRows {
          preview.draw(in: left, columns: column - 1..<width, on: &grid, theme: theme)
        }
      }
      for row in area { grid[row, column - 2] = Cell(theme.lines.lane, style: theme.style(.frame)) }
    }
    drawMarks(shown, row: body.upperBound, on: &grid)
    if !searched.isEmpty { highlight(rows: area, on: &grid) }
  }

  /// Says in the rule that there is more, and where.
  private func drawMarks(_ shown: Range<Int>, row: Int, on grid: inout Grid) {
    let (above, below) = (shown.lowerBound, prepared.count - shown.upperBound)
    let words =
      below > 0
      ? " \(below.counted("more line")): Space " : above > 0 ? " \(above.counted("line")) above: k " : ""
    grid.put(words, row: row, column: width - words.utf8.count - 2, style: theme.style(.strong))
  }

  private func highlight(rows: Range<Int>, on grid: inout Grid) {
    let wanted = Array(searched.lowercased())
    for row in rows {
      let line: [Character] = (0..<width).map { column in
        if case .character(let character) = grid[row, column].glyph { character } else { "\u{0}" }
      }
      let lowered = line.map { Character($0.lowercased()) }
      guard lowered.count >= wanted.count else { continue }
      for start in 0...lowered.count - wanted.count where lowered[start..<start + wanted.count].elementsEqual(wanted) {
        for column in start..<start + wanted.count { grid[row, column].style.reverse = true }
      }
    }
  }
}
