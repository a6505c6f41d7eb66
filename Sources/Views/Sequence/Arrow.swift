import Screen

/// An arrow from one lane to another, with words on its shaft.
struct Arrow {
  var stroke: Stroke
  /// The columns of the lanes: from where, to where.
  var start: Int
  var end: Int
  var label: String
  /// It ends on its way, with an x.
  var isLost = false
  var part = Part.whole

  /// What of it stands in a row.
  enum Part: Sendable, Hashable {
    case whole
    /// It sets out here and arrives in a later row: as far as the place where it goes down.
    case departure
    /// From there on.
    case arrival
  }

  /// Where an arrow over two rows goes down: far on its way, so that its words have room.
  private static func bend(from start: Int, to end: Int) -> Int { start + (end - start) * 3 / 4 }

  /// How many columns of words there is room for: before and behind them stand a space and a stroke.
  static func room(from start: Int, to end: Int, _ part: Part = .whole) -> Int {
    abs((part == .whole ? end : bend(from: start, to: end)) - start) - 6
  }

  func draw(row: Int, on grid: inout Grid, style: Style) {
    if part == .whole {
      drawWhole(row: row, on: &grid, style: style)
    } else {
      drawHalf(row: row, on: &grid, style: style)
    }
  }

  private func drawHalf(row: Int, on grid: inout Grid, style: Style) {
    let bend = Self.bend(from: start, to: end)
    let pointsRight = start < end
    let isFirst = part == .departure
    let ends = (isFirst ? [start, bend] : [bend, end]).sorted()
    let shaft = ends[0] + 1..<max(ends[0] + 1, ends[1])
    grid.fill(rows: row..<row + 1, columns: shaft, with: Cell(stroke.shaft, style: style))
    grid[row, bend] = Cell(isFirst ? stroke.down(pointsRight) : stroke.out(pointsRight), style: style)
    guard isFirst else {
      let head = pointsRight ? stroke.rightHead : stroke.leftHead
      grid.put(head, row: row, column: pointsRight ? end - head.count : end + 1, style: style)
      // Its shaft is short: its name stands before it.
      grid.put(label, row: row, column: pointsRight ? bend - 1 - Width.of(label) : bend + 2, style: style)
      return
    }
    if label.isEmpty { return }
    let column = pointsRight ? start + 3 : start - 4 - Width.of(label)
    grid.put(" \(label) ", row: row, column: column, style: style)
  }

  private func drawWhole(row: Int, on grid: inout Grid, style: Style) {
    let (left, right) = (min(start, end), max(start, end))
    let pointsRight = start < end
    let head = isLost ? "x" : pointsRight ? stroke.rightHead : stroke.leftHead
    // A stroke, a space, the label, a space, a stroke; two strokes before it where there is room, none behind it where
    // the label needs that place.
    let room = right - left - 1 - head.count
    let label = Width.of(label) <= room - 3 ? label : shortened(label, to: room - 4)
    let width = Width.of(label)
    let lead = width + 5 <= room ? 2 : 1
    // What is lost gets half way, or as far as its words.
    let words = width > 0 ? lead + width + 4 : 0
    let length = isLost ? min(room + 1, max((right - left) / 2, words)) : right - left - 1
    let shaft = pointsRight ? left + 1..<left + 1 + length : right - length..<right
    grid.fill(rows: row..<row + 1, columns: shaft, with: Cell(stroke.shaft, style: style))
    let headColumn = pointsRight ? shaft.upperBound - head.count : shaft.lowerBound
    grid.put(head, row: row, column: headColumn, style: style)
    if label.isEmpty { return }
    // Words begin where the arrow does; of one that points left and arrives, where it ends.
    let column =
      pointsRight ? left + 1 + lead : isLost ? right - lead - width - 2 : left + head.count + lead
    grid.put(" \(label) ", row: row, column: column, style: style)
  }
}
