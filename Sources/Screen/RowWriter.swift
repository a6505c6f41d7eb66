/// Writes the rows of a screen that are new, and knows where the terminal's cursor stands and what its pen is.
struct RowWriter {
  private let inks: Inks
  private let old: [Look]
  private let new: [Look]
  private let width: Int
  private var bytes: [UInt8] = []
  private var pen = Inks.plain
  private var cursor: Cursor?
  /// Where the row that is being written starts in ``new``.
  private var start = 0
  /// What turns one pen into another, where that was asked for before: in the row of the first, the column of the other.
  private var changes: [[UInt8]]

  /// Where the cursor is known to be; after some characters its column is not.
  private struct Cursor {
    var row: Int
    var column: Int?
  }

  /// From what the terminal shows to what it should show: looks by the numbers of `inks`.
  init(_ inks: Inks, from old: [Look], to new: [Look], width: Int) {
    self.inks = inks
    self.old = old
    self.new = new
    self.width = width
    bytes.reserveCapacity(2048)
    changes = Array(repeating: [], count: inks.pens.count * inks.pens.count)
  }

  /// All that was written, the pen plain again.
  mutating func finish() -> [UInt8] {
    change(to: Inks.plain)
    return bytes
  }

  mutating func clear() {
    bytes += ANSI.clear
    cursor = Cursor(row: 0, column: 0)
  }

  /// Moves rows, with DL where some go and IL where blank ones come: what lies below goes up with the one, and down
  /// again with the other.
  mutating func move(_ move: RowMoves.Move, height: Int) {
    let count = abs(move.by)
    let (first, last) = (move.rows.lowerBound, move.rows.upperBound - count)
    place(row: move.by > 0 ? first : last)
    ANSI.deleteLines(count, to: &bytes)
    // At the bottom blank rows come by themselves.
    if move.by > 0, move.rows.upperBound == height { return }
    place(row: move.by > 0 ? last : first)
    ANSI.insertLines(count, to: &bytes)
  }

  private mutating func place(row: Int) {
    if let cursor, cursor.row == row, cursor.column == 0 { return }
    ANSI.place(row: row, column: 0, to: &bytes)
    cursor = Cursor(row: row, column: 0)
  }

  // MARK: Rows

  mutating func writeRows() {
    guard width > 0 else { return }
    for (row, start) in stride(from: 0, to: new.count, by: width).enumerated() {
      let columns = start..<start + width
      if old[columns] == new[columns] { continue }
      self.start = start
      write(row: row)
    }
  }

  private func look(_ column: Int) -> Look { new[start + column] }

  private func isChanged(_ column: Int) -> Bool { new[start + column] != old[start + column] }

  private mutating func write(row: Int) {
    var column = 0
    while column < width {
      let look = look(column)
      guard isChanged(column), look.code != .continuation else {
        column += 1
        continue
      }
      move(row: row, column: column)
      if look == .blank, let end = erase(from: column) {
        column = end
        continue
      }
      change(to: pen(for: column, from: pen))
      write(look.code)
      column += column + 1 < width && self.look(column + 1).code == .continuation ? 2 : 1
      cursor = Cursor(row: row, column: column < width && isSteady(look.code) ? column : nil)
    }
  }

  /// Erases the run of blanks from `column` on where that is shorter than writing them; the column after it then.
  private mutating func erase(from column: Int) -> Int? {
    var (end, count, next) = (column, 0, column)
    // Those at its end that did not change stay as they are, unless the run reaches the edge.
    while next < width, look(next) == .blank {
      next += 1
      if isChanged(next - 1) { (end, count) = (next, count + 1) }
    }
    // EL costs three bytes; ECH about five, and about as many again to step over what it blanked.
    guard next == width ? count > 3 : count > 9 else { return nil }
    if next == width { end = width }
    // Erasing leaves the background as the pen has it, and nothing else of the pen.
    change(to: pen(for: column, from: pen))
    if next == width { bytes += ANSI.eraseToEnd } else { ANSI.erase(end - column, to: &bytes) }
    return end
  }

  private mutating func write(_ code: Grid.Code) {
    if code.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: code.rawValue))
    } else if let cluster = code.cluster {
      bytes += inks.clusters[cluster].utf8
    } else if let scalar = Unicode.Scalar(code.rawValue), code != .continuation {
      bytes += Character(scalar).utf8
    }
  }

  /// True where all terminals agree on the width, and where the next character can not join this one into a cluster.
  /// After any other the cursor is placed anew.
  private func isSteady(_ code: Grid.Code) -> Bool {
    switch code.rawValue {
    case 0..<0x300, 0x370..<0x483, 0x2010..<0x2300, 0x2500..<0x2600, 0x3000..<0xA000, 0xAC00..<0xD7A4, 0xFFFD: true
    default: false
    }
  }

  // MARK: Pens

  /// The pen to write a column with: for a space the one at hand, or the next that is needed, where it looks the same.
  private func pen(for column: Int, from pen: Int) -> Int {
    let look = look(column)
    guard look.code == .space, inks.spaces[pen] != look.pen else { return look.code == .space ? pen : look.pen }
    let next = new[start + column..<start + width].first { $0.code != .space }
    return next.map { inks.spaces[$0.pen] == look.pen ? $0.pen : look.pen } ?? look.pen
  }

  private mutating func change(to wanted: Int) {
    if wanted == pen { return }
    bytes += changeOfPen(from: pen, to: wanted)
    pen = wanted
  }

  private mutating func changeOfPen(from pen: Int, to wanted: Int) -> [UInt8] {
    if wanted == pen { return [] }
    let place = pen * inks.pens.count + wanted
    if changes[place].isEmpty { inks.pens[pen].write(changeTo: inks.pens[wanted], to: &changes[place]) }
    return changes[place]
  }

  // MARK: The cursor

  /// The cheapest way there. Frames are written left to right and top to bottom, so it seldom leads up.
  private mutating func move(row: Int, column: Int) {
    if let cursor, cursor.row == row, cursor.column == column { return }
    defer { cursor = Cursor(row: row, column: column) }
    guard let cursor, cursor.row <= row else { return ANSI.place(row: row, column: column, to: &bytes) }
    let down = row - cursor.row
    let fromHere = cursor.column.map { down + lengthOfStep(from: $0, to: column) } ?? .max
    let fromEdge = down > 0 || fromHere > 3 ? 1 + down + lengthOfStep(from: 0, to: column) : .max
    if ANSI.lengthOfPlace(row: row, column: column) < min(fromEdge, fromHere) {
      return ANSI.place(row: row, column: column, to: &bytes)
    }
    if fromEdge < fromHere { bytes.append(0x0D) }
    for _ in 0..<down { bytes.append(0x0A) }
    step(from: fromEdge < fromHere ? 0 : cursor.column ?? 0, to: column)
  }

  /// The bytes that ``step(from:to:)`` takes.
  private mutating func lengthOfStep(from start: Int, to end: Int) -> Int {
    if end <= start { return start - end }
    let right = ANSI.lengthOfRight(end - start)
    return min(right, lengthOfRepeat(start..<end, below: right))
  }

  /// Along the row: back with BS, on with CUF or by writing again what stands there.
  private mutating func step(from start: Int, to end: Int) {
    let right = ANSI.lengthOfRight(end - start)
    if end <= start {
      for _ in end..<start { bytes.append(0x08) }
    } else if lengthOfRepeat(start..<end, below: right) < right {
      for column in start..<end {
        change(to: pen(for: column, from: pen))
        write(look(column).code)
      }
    } else {
      ANSI.right(end - start, to: &bytes)
    }
  }

  /// The bytes that writing these columns again takes, and the column after them, more than the latter alone; `most` or
  /// more where that is no less.
  private mutating func lengthOfRepeat(_ columns: Range<Int>, below most: Int) -> Int {
    // On the way to another pen a few more bytes can be won back.
    let limit = most + 16
    guard columns.count < limit else { return most }
    var (length, now) = (columns.count, pen)
    for column in columns.lowerBound...columns.upperBound {
      guard look(column).code.isASCII || column == columns.upperBound else { return most }
      let next = pen(for: column, from: now)
      if next != now { length += changeOfPen(from: now, to: next).count }
      now = next
      if length > limit { return most }
    }
    return length - changeOfPen(from: pen, to: pen(for: columns.upperBound, from: pen)).count
  }
}
