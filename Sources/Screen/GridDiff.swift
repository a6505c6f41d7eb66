/// The fewest bytes that turn what a terminal shows into what it should show.
///
/// Only cells that look different are written (S8), wide characters whole, styles only where they change; a cell or two
/// between them is written again where stepping over would take more bytes. The cursor
/// starts anywhere and stays hidden; the style starts and ends plain. The terminal does not wrap at the edge, and takes
/// LF as one row down and no more, as ``Terminal`` sets it.
public struct GridDiff {
  /// The bytes from `old` to `new`. Without an old grid, or with one of another size, the screen is cleared first.
  public static func bytes(from old: Grid?, to new: Grid, depth: ColorDepth) -> [UInt8] {
    var diff = GridDiff(depth: depth)
    if let old, old.width == new.width, old.height == new.height {
      diff.write(from: old, to: new)
    } else {
      diff.bytes = ANSI.clear
      diff.write(from: Grid(width: new.width, height: new.height), to: new)
    }
    diff.bytes += diff.pen.bytes(to: .plain)
    return diff.bytes
  }

  private let depth: ColorDepth
  private var bytes: [UInt8] = []
  private var pen = Pen.plain
  /// Where the cursor is known to be.
  private var row: Int?
  private var column: Int?

  private init(depth: ColorDepth) { self.depth = depth }

  private mutating func write(from old: Grid, to new: Grid) {
    let width = new.width
    for row in 0..<new.height {
      let start = row * width
      let before = old.cells[start..<start + width]
      let after = new.cells[start..<start + width]
      if before == after { continue }
      var changed = [Bool](repeating: false, count: width)
      for column in 0..<width {
        let (one, other) = (before[start + column], after[start + column])
        changed[column] = one != other && look(one) != look(other)
      }
      write(after, changed, row: row)
    }
  }

  private mutating func write(_ cells: ArraySlice<Cell>, _ changed: [Bool], row: Int) {
    let width = changed.count
    var column = 0
    while column < width {
      guard changed[column], case .character(let character) = cells[cells.startIndex + column].glyph else {
        column += 1
        continue
      }
      let (end, count, reachesEdge) = blanks(cells, changed, from: column)
      // EL costs three bytes; ECH about five, and about as many again to step over what it blanked.
      if reachesEdge ? count > 3 : count > 9 {
        move(row: row, column: column, cells)
        change(to: .plain)
        bytes += reachesEdge ? ANSI.eraseToEnd : ANSI.erase(end - column)
        column = end
        continue
      }
      move(row: row, column: column, cells)
      write(character, Pen(cells[cells.startIndex + column].style, depth: depth))
      let next = column + 1 < width && cells[cells.startIndex + column + 1].glyph == .continuation ? 2 : 1
      column += next
      self.column = column < width && character.isSteady ? column : nil
    }
  }

  /// The run of plain blanks from `start`: the column after the last changed one in it, how many of them changed, and
  /// whether the row is blank from here to its end.
  private func blanks(_ cells: ArraySlice<Cell>, _ changed: [Bool], from start: Int) -> (Int, Int, Bool) {
    var (end, count, column) = (start, 0, start)
    while column < changed.count, look(cells[cells.startIndex + column]) == Look(glyph: .character(" "), pen: .plain) {
      column += 1
      if changed[column - 1] { (end, count) = (column, count + 1) }
    }
    return (end, count, column == changed.count)
  }

  private mutating func write(_ character: Character, _ wanted: Pen) {
    if character == " ", wanted.hidesSpaces {
      var enough = pen
      enough.background = wanted.background
      enough.attributes.subtract([.underline, .reverse])
      change(to: enough)
    } else {
      change(to: wanted)
    }
    bytes += character.utf8
  }

  private mutating func change(to wanted: Pen) {
    bytes += pen.bytes(to: wanted)
    pen = wanted
  }

  /// The cheapest way there. Frames are written left to right and top to bottom, so it never leads up.
  private mutating func move(row: Int, column: Int, _ cells: ArraySlice<Cell>) {
    defer { (self.row, self.column) = (row, column) }
    var best = ANSI.place(row: row, column: column)
    if let now = self.row {
      let down = [UInt8](repeating: 0x0A, count: max(0, row - now))
      if let at = self.column, at <= column { best = shorter(best, down + ANSI.right(column - at)) }
      if let at = self.column, at > column {
        best = shorter(best, down + [UInt8](repeating: 0x08, count: at - column))
      }
      best = shorter(best, [0x0D] + down + ANSI.right(column))
      if now == row { best = shorter(best, ANSI.column(column)) }
      if now == row, let at = self.column, at <= column, column - at < best.count {
        best = again(cells, at..<column).map { shorter(best, $0) } ?? best
      }
    }
    bytes += best
  }

  /// The characters that stand in these columns, if they can be written with the pen as it is.
  private func again(_ cells: ArraySlice<Cell>, _ columns: Range<Int>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for column in columns {
      let look = look(cells[cells.startIndex + column])
      guard case .character(let character) = look.glyph, let byte = character.asciiValue else { return nil }
      let isBlank = character == " " && look.pen.hidesSpaces && pen.hidesSpaces
      let fits = isBlank ? look.pen.background == pen.background : look.pen == pen
      guard fits else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private func shorter(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] { other.count < one.count ? other : one }

  /// What of a cell can be seen: the colour of a space's characters can not.
  private struct Look: Hashable {
    var glyph: Cell.Glyph
    var pen: Pen
  }

  private func look(_ cell: Cell) -> Look {
    var pen = Pen(cell.style, depth: depth)
    if cell.glyph == .character(" "), pen.hidesSpaces {
      pen.foreground = .standard
      pen.attributes = []
    }
    return Look(glyph: cell.glyph, pen: pen)
  }
}

extension Character {
  /// True where all terminals agree on the width, and where the next character can not join this one into a cluster.
  /// After any other the cursor is placed anew.
  fileprivate var isSteady: Bool {
    var scalars = unicodeScalars.makeIterator()
    guard let first = scalars.next(), scalars.next() == nil else { return false }
    return switch first.value {
    case 0..<0x300, 0x370..<0x483, 0x2010..<0x2300, 0x2500..<0x2600, 0x3000..<0xA000, 0xAC00..<0xD7A4: true
    default: false
    }
  }
}
