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
      (diff.row, diff.column) = (0, 0)
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
      let (before, after) = (old.cells[start..<start + width], new.cells[start..<start + width])
      if before == after { continue }
      let looks = self.looks(after)
      let changed = (0..<width).map { column in
        let cell = before[start + column]
        return cell != after[start + column] && Look(cell.content, Pen(cell.style, depth: depth)) != looks[column]
      }
      write(looks, changed: changed, row: row)
    }
  }

  private mutating func write(_ looks: [Look], changed: [Bool], row: Int) {
    var column = 0
    while column < looks.count {
      guard changed[column], looks[column].content != .continuation else {
        column += 1
        continue
      }
      let (end, count) = blanks(looks, changed, from: column)
      let reachesEdge = end == looks.count
      // EL costs three bytes; ECH about five, and about as many again to step over what it blanked.
      if reachesEdge ? count > 3 : count > 9 {
        move(row: row, column: column, looks)
        change(to: .plain)
        bytes += reachesEdge ? ANSI.eraseToEnd : ANSI.erase(end - column)
        column = end
        continue
      }
      move(row: row, column: column, looks)
      write(looks[column].content, looks[column].pen)
      let isSteady = looks[column].content.isSteady
      column += column + 1 < looks.count && looks[column + 1].content == .continuation ? 2 : 1
      self.column = column < looks.count && isSteady ? column : nil
    }
  }

  /// The run of plain blanks from `start`: the column after it, without those at its end that did not change unless
  /// they reach the edge, and how many of it changed.
  private func blanks(_ looks: [Look], _ changed: [Bool], from start: Int) -> (end: Int, count: Int) {
    var (end, count, column) = (start, 0, start)
    while column < looks.count, looks[column].isBlank {
      column += 1
      if changed[column - 1] { (end, count) = (column, count + 1) }
    }
    return (column == looks.count ? column : end, count)
  }

  private mutating func write(_ content: Cell.Content, _ wanted: Pen) {
    if content == .ascii(0x20), wanted.hidesSpaces {
      var enough = pen
      enough.background = wanted.background
      enough.attributes.subtract([.underline, .reverse])
      change(to: enough)
    } else {
      change(to: wanted)
    }
    content.write(to: &bytes)
  }

  private mutating func change(to wanted: Pen) {
    if wanted == pen { return }
    bytes += pen.bytes(to: wanted)
    pen = wanted
  }

  /// The cheapest way there. Frames are written left to right and top to bottom, so it never leads up.
  private mutating func move(row: Int, column: Int, _ looks: [Look]) {
    if self.row == row, self.column == column { return }
    defer { (self.row, self.column) = (row, column) }
    // No sequence is shorter than one or two characters.
    if self.row == row, let at = self.column, at < column, column - at <= 2, let same = again(looks[at..<column]) {
      bytes += same
      return
    }
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
        best = again(looks[at..<column]).map { shorter(best, $0) } ?? best
      }
    }
    bytes += best
  }

  /// The characters that stand in these columns, if they can be written with the pen as it is.
  private func again(_ looks: ArraySlice<Look>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for look in looks {
      guard case .ascii(let byte) = look.content else { return nil }
      let isHidden = byte == 0x20 && look.pen.hidesSpaces && pen.hidesSpaces
      guard isHidden ? look.pen.background == pen.background : look.pen == pen else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private func shorter(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] { other.count < one.count ? other : one }

  /// What of a cell can be seen: the colour of a space's characters can not.
  private struct Look: Hashable {
    var content: Cell.Content
    var pen: Pen
    /// A space on the terminal's own background.
    var isBlank = false

    init(_ content: Cell.Content, _ pen: Pen) {
      self.content = content
      self.pen = pen
      guard content == .ascii(0x20), pen.hidesSpaces else { return }
      self.pen = .plain
      self.pen.background = pen.background
      isBlank = pen.background == .standard
    }
  }

  private func looks(_ cells: ArraySlice<Cell>) -> [Look] {
    // Neighbours mostly share a style, and finding the nearest colour takes a while.
    var style = Style.plain
    var pen = Pen.plain
    return cells.map { cell in
      if cell.style != style { (style, pen) = (cell.style, Pen(cell.style, depth: depth)) }
      return Look(cell.content, pen)
    }
  }
}

extension Cell.Content {
  /// True where all terminals agree on the width, and where the next character can not join this one into a cluster.
  /// After any other the cursor is placed anew.
  fileprivate var isSteady: Bool {
    guard case .character(let character) = self else { return true }
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next(), scalars.next() == nil else { return false }
    return switch first.value {
    case 0..<0x300, 0x370..<0x483, 0x2010..<0x2300, 0x2500..<0x2600, 0x3000..<0xA000, 0xAC00..<0xD7A4: true
    default: false
    }
  }
}
