/// The fewest bytes that turn what a terminal shows into what it should show.
///
/// Only cells that look different are written (S8), wide characters whole, styles only where they change; what stands
/// between them is written again where stepping over would take more bytes. A row is erased behind its first change
/// where that is shorter than erasing piece by piece. The cursor starts anywhere and stays hidden; the style starts and
/// ends plain. The terminal does not wrap at the edge, and takes LF as one row down and no more, as ``Terminal`` sets it.
public struct GridDiff {
  /// The bytes from `old` to `new`. Without an old grid, or with one of another size, the screen is cleared first.
  public static func bytes(from old: Grid?, to new: Grid, depth: ColorDepth) -> [UInt8] {
    var diff = GridDiff(depth: depth)
    if let old, old.width == new.width, old.height == new.height {
      diff.write(from: old, to: new)
    } else {
      diff.bytes = ANSI.clear
      diff.cursor = Cursor(row: 0, column: 0)
      diff.write(from: Grid(width: new.width, height: new.height), to: new)
    }
    diff.change(to: .plain)
    return diff.bytes
  }

  private let depth: ColorDepth
  private var bytes: [UInt8] = []
  private var pen = Pen.plain
  private var cursor: Cursor?
  /// The row that is being written: what it shows, and which of that is new.
  private var looks: [Look] = []
  private var changed: [Bool] = []

  /// Where the cursor is known to be; after some characters its column is not.
  private struct Cursor {
    var row: Int
    var column: Int?
  }

  private init(depth: ColorDepth) {
    self.depth = depth
    bytes.reserveCapacity(2048)
  }

  // MARK: Rows

  private mutating func write(from old: Grid, to new: Grid) {
    for row in 0..<new.height {
      let range = row * new.width..<(row + 1) * new.width
      if old.cells[range] == new.cells[range] { continue }
      read(old.cells[range], new.cells[range])
      guard let first = changed.firstIndex(of: true) else { continue }
      write(row: row, from: first)
    }
  }

  /// Works out what of a row can be seen, and what of that is new.
  private mutating func read(_ before: ArraySlice<Cell>, _ after: ArraySlice<Cell>) {
    looks.removeAll(keepingCapacity: true)
    changed.removeAll(keepingCapacity: true)
    // Neighbours mostly share a style, and finding the nearest colour takes a while.
    var style = Style.plain
    var pen = Pen.plain
    for (old, new) in zip(before, after) {
      if new.style != style { (style, pen) = (new.style, Pen(new.style, depth: depth)) }
      let look = Look(new.content, pen)
      looks.append(look)
      changed.append(old != new && Look(old.content, Pen(old.style, depth: depth)) != look)
    }
  }

  /// Writes a row in the shorter of two ways: what is new alone, or all that stands from the first change on, once that
  /// was erased.
  private mutating func write(row: Int, from first: Int) {
    let (start, startPen, startCursor) = (bytes.count, pen, cursor)
    writeChanges(row: row, from: first)
    let blanks = looks.indices.count { changed[$0] && looks[$0].isBlank }
    guard blanks > 3 else { return }
    let (one, onePen, oneCursor) = (bytes[start...], pen, cursor)
    bytes.removeSubrange(start...)
    (pen, cursor) = (startPen, startCursor)
    let erased = looks[..<first].allSatisfy(\.isBlank) ? 0 : first
    move(row: row, column: erased)
    hideSpaces()
    bytes += ANSI.eraseToEnd
    for column in first..<looks.count { changed[column] = !looks[column].isBlank }
    writeChanges(row: row, from: first)
    guard bytes.count - start >= one.count else { return }
    bytes.replaceSubrange(start..., with: one)
    (pen, cursor) = (onePen, oneCursor)
  }

  private mutating func writeChanges(row: Int, from first: Int) {
    var column = first
    while column < looks.count {
      guard changed[column], looks[column].content != .continuation else {
        column += 1
        continue
      }
      let (end, count) = blanks(from: column)
      let reachesEdge = end == looks.count
      move(row: row, column: column)
      // EL costs three bytes; ECH about five, and about as many again to step over what it blanked.
      if reachesEdge ? count > 3 : count > 9 {
        hideSpaces()
        if reachesEdge { bytes += ANSI.eraseToEnd } else { ANSI.erase(end - column, to: &bytes) }
        column = end
        continue
      }
      write(looks[column])
      let isSteady = looks[column].content.isSteady
      column += column + 1 < looks.count && looks[column + 1].content == .continuation ? 2 : 1
      cursor?.column = column < looks.count && isSteady ? column : nil
    }
  }

  /// The run of plain blanks from `start`: the column after it, without those at its end that did not change unless
  /// they reach the edge, and how many of it changed.
  private func blanks(from start: Int) -> (end: Int, count: Int) {
    var (end, count, column) = (start, 0, start)
    while column < looks.count, looks[column].isBlank {
      column += 1
      if changed[column - 1] { (end, count) = (column, count + 1) }
    }
    return (column == looks.count ? column : end, count)
  }

  // MARK: Styles

  private mutating func write(_ look: Look) {
    if look.isSpace {
      var enough = pen
      enough.background = look.pen.background
      enough.attributes.subtract([.underline, .reverse])
      change(to: enough)
    } else {
      change(to: look.pen)
    }
    look.content.write(to: &bytes)
  }

  /// Erasing leaves the background as the pen has it, and nothing else of the pen.
  private mutating func hideSpaces() {
    if !pen.hidesSpaces || pen.background != .standard { change(to: .plain) }
  }

  private mutating func change(to wanted: Pen) {
    pen.write(changeTo: wanted, to: &bytes)
    pen = wanted
  }

  // MARK: The cursor

  /// The cheapest way there. Frames are written left to right and top to bottom, so it never leads up.
  private mutating func move(row: Int, column: Int) {
    if let cursor, cursor.row == row, cursor.column == column { return }
    defer { cursor = Cursor(row: row, column: column) }
    let place = ANSI.lengthOfPlace(row: row, column: column)
    guard let cursor, cursor.row <= row else { return ANSI.place(row: row, column: column, to: &bytes) }
    let down = row - cursor.row
    let fromEdge = 1 + down + lengthOfStep(from: 0, to: column)
    let fromHere = cursor.column.map { down + lengthOfStep(from: $0, to: column) } ?? .max
    if place < min(fromEdge, fromHere) { return ANSI.place(row: row, column: column, to: &bytes) }
    if fromEdge < fromHere { bytes.append(0x0D) }
    for _ in 0..<down { bytes.append(0x0A) }
    step(from: fromEdge < fromHere ? 0 : cursor.column ?? 0, to: column)
  }

  /// The bytes that ``step(from:to:)`` takes.
  private func lengthOfStep(from start: Int, to end: Int) -> Int {
    if end <= start { return start - end }
    let right = ANSI.lengthOfRight(end - start)
    return end - start < right && canRepeat(start..<end) ? end - start : right
  }

  /// Along the row: back with BS, on with CUF or by writing again what stands there.
  private mutating func step(from start: Int, to end: Int) {
    if end <= start {
      for _ in end..<start { bytes.append(0x08) }
    } else if end - start < ANSI.lengthOfRight(end - start), canRepeat(start..<end) {
      for look in looks[start..<end] { look.content.write(to: &bytes) }
    } else {
      ANSI.right(end - start, to: &bytes)
    }
  }

  /// Whether the characters in these columns can be written with the pen as it is.
  private func canRepeat(_ columns: Range<Int>) -> Bool {
    looks[columns].allSatisfy { look in
      guard case .ascii = look.content else { return false }
      return look.isSpace && pen.hidesSpaces ? look.pen.background == pen.background : look.pen == pen
    }
  }

  /// What of a cell can be seen: the colour of a space's characters can not.
  private struct Look: Equatable {
    var content: Cell.Content
    var pen: Pen
    /// A space that shows its background and nothing else.
    var isSpace = false

    init(_ content: Cell.Content, _ pen: Pen) {
      self.content = content
      self.pen = pen
      guard content == .ascii(0x20), pen.hidesSpaces else { return }
      self.pen = .plain
      self.pen.background = pen.background
      isSpace = true
    }

    /// A space on the terminal's own background.
    var isBlank: Bool { isSpace && pen.background == .standard }
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
