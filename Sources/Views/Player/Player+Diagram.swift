import Screen
import Tracing

/// The diagram above the words: it reaches as far as the step looks, and what has moved out at its top comes back with
/// the keys that scroll the words up.
extension Player {
  func drawDiagram(_ stage: Stage, _ step: Step, in area: Range<Int>, on grid: inout Grid) {
    if let ladder = prepared.ladder { return draw(ladder, in: area, on: &grid) }
    let diagram = stage.diagram(for: step)
    let shown = diagramWindow
    diagram.draw(
      diagram.rows(for: step.phase), from: shown.lowerBound, to: shown.upperBound, current: prepared.current, in: area,
      width: width, on: &grid, theme: theme)
    // With words above the page the same key brings those back first.
    if shown.lowerBound > 0 {
      grid.put(" rows above: k ", row: area.lowerBound - 1, column: 2, style: theme.style(.frame))
    }
    if shown.upperBound < prepared.end {
      grid.put(" rows below: j ", row: area.upperBound, column: 2, style: theme.style(.frame))
    }
  }

  private func draw(_ ladder: PacketLadder, in area: Range<Int>, on grid: inout Grid) {
    guard ladder.height(width: width) > area.count else {
      return ladder.draw(in: area, columns: 0..<width, on: &grid, theme: theme)
    }
    let room = area.count - 1 - ladder.nameRows(0..<width)
    let shown = ladder.window(of: room)
    ladder.draw(from: shown.lowerBound, in: area.dropLast(), columns: 0..<width, on: &grid, theme: theme)
    let (above, below) = (shown.lowerBound, ladder.rows.count - shown.upperBound)
    let left =
      (above > 0 ? ["\(above.counted("row")) above"] : []) + (below > 0 ? ["\(below.counted("row")) more"] : [])
    grid.put(
      "… \(left.joined(separator: ", ")): z", row: area.upperBound - 1, column: 17, style: theme.style(.faint))
  }

  /// Which of the diagram's rows are shown.
  private var diagramWindow: Range<Int> {
    let first = lastDiagramRow - min(rise, lastDiagramRow)
    return first..<max(first, min(prepared.end, first + diagramRows - 1))
  }

  /// The first row that is shown where nobody has brought back those above it: how far there is to rise.
  private var lastDiagramRow: Int {
    let room = diagramRows - 1
    guard room > 0, prepared.ladder == nil, prepared.end > room else { return 0 }
    // Where every byte counts the window moves by half of itself at a time: most steps only add to what is seen.
    let stride = isSplit ? 1 : max(1, room / 2)
    return (prepared.end - room + stride - 1) / stride * stride
  }

  /// Scrolls up: the words first, then the diagram above them.
  mutating func scrollUp(byPage: Bool) {
    let shown = min(scroll, lastScroll)
    if shown > 0 {
      scroll = byPage ? previousScroll : shown - 1
    } else {
      rise = min(lastDiagramRow, rise + (byPage ? max(1, diagramRows - 2) : 1))
    }
  }

  /// The way back of ``scrollUp(byPage:)``.
  mutating func scrollDown(byPage: Bool) {
    if rise > 0 {
      rise = max(0, min(rise, lastDiagramRow) - (byPage ? max(1, diagramRows - 2) : 1))
    } else {
      scroll = byPage ? nextScroll : min(lastScroll, scroll + 1)
    }
  }

  /// How much of the body the sequence diagram has: a share, or less where no step of the scene needs as much. It keeps
  /// that through the scene, so that what does not change stays where it is; only beside words in a column of their own,
  /// and where packets stand in its place, it takes what the words leave. Nothing where that would leave no room for
  /// words, and never more than a few rows that are empty yet.
  var diagramRows: Int {
    guard bodyRows >= Self.leastDiagramRows, let stage else { return 0 }
    let share = min(30, bodyRows * 2 / 5)
    let left = bodyRows - 1 - prepared.count
    if let ladder = prepared.ladder { return min(max(3, ladder.height(width: width)), max(share, left)) }
    return min(max(3, stage.depth + 1), isSplit ? max(share, min(left, prepared.end + 5)) : share)
  }
}
