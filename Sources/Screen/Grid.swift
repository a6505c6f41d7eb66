/// A rectangle of cells: what every view draws on.
///
/// Rows and columns count from 0. Drawing outside is clipped, a wide character that would lie half outside becomes a
/// space, one that is half overdrawn becomes a space too, and control characters never get in (they become `?`), so
/// whatever is drawn, the terminal is safe.
public struct Grid: Sendable, Hashable {
  public let width: Int
  public let height: Int
  private(set) var cells: [Cell]

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: .blank, count: self.width * self.height)
  }

  /// The cell there; blank outside. Setting outside does nothing; setting a wide character takes the next cell too.
  public subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * width + column] : .blank }
    set { if contains(row, column) { set(newValue, at: row * width + column, column: column) } }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < height && column >= 0 && column < width
  }

  /// Keeps the one rule of the grid: a continuation stands right of a wide character and nowhere else.
  private mutating func set(_ cell: Cell, at index: Int, column: Int) {
    let safe: Cell
    var isWide = false
    switch cell.content {
    case .continuation:
      // Copied together with its left half, this is already in place; without it, it is half a character.
      if cells[index].content != .continuation { cells[index] = Cell(" ", style: cell.style) }
      return
    case .ascii(let byte): safe = byte < 0x20 || byte == 0x7F ? Cell("?", style: cell.style) : cell
    case .character(let character):
      let drawable = character.drawable
      isWide = Width.of(drawable) == 2
      safe = Cell(drawable, style: cell.style)
    }
    if cells[index].content == .continuation { cells[index - 1].content = .ascii(0x20) }
    blankContinuation(rightOf: index, column: column)
    guard isWide else {
      cells[index] = safe
      return
    }
    guard column + 1 < width else {
      cells[index] = Cell(" ", style: cell.style)
      return
    }
    blankContinuation(rightOf: index + 1, column: column + 1)
    cells[index] = safe
    cells[index + 1] = Cell(continuation: cell.style)
  }

  private mutating func blankContinuation(rightOf index: Int, column: Int) {
    if column + 1 < width, cells[index + 1].content == .continuation { cells[index + 1].content = .ascii(0x20) }
  }

  /// Draws `text` on one row from `column`, clipped at `limit` (a column, exclusive) and at the edges. Returns the
  /// column after the last cell drawn.
  @discardableResult
  public mutating func put(_ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max) -> Int {
    let edge = min(limit, width)
    var at = column
    // Most text is ASCII: a column a byte, no grapheme to be looked for.
    if row >= 0, row < height, at >= 0, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      let end = min(edge, at + text.utf8.count)
      guard at < end else { return at }
      let start = row * width
      if cells[start + at].content == .continuation { cells[start + at - 1].content = .ascii(0x20) }
      blankContinuation(rightOf: start + end - 1, column: end - 1)
      for (column, byte) in zip(at..<end, text.utf8) { cells[start + column] = Cell(ascii: byte, style: style) }
      return end
    }
    for character in text {
      let columns = Width.of(character)
      if columns == 0 { continue }
      if at >= edge { break }
      let isCut = at + columns > edge || (at < 0 && at + columns > 0)
      for column in at..<min(at + columns, edge) where isCut { self[row, column] = Cell(" ", style: style) }
      if !isCut, at >= 0 { self[row, at] = Cell(character, style: style) }
      at = min(at + columns, edge)
    }
    return at
  }

  /// Sets every cell of a rectangle.
  public mutating func fill(rows: Range<Int>, columns: Range<Int>, with cell: Cell) {
    for row in rows.clamped(to: 0..<height) {
      for column in columns.clamped(to: 0..<width) { self[row, column] = cell }
    }
  }

  /// Lays another grid over this one, its corner at (`row`, `column`).
  public mutating func draw(_ other: Grid, row: Int, column: Int) {
    for y in 0..<other.height { for x in 0..<other.width { self[row + y, column + x] = other[y, x] } }
  }

  /// The characters alone, a line a row, spaces at the ends left out.
  public var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count + height)
    for row in 0..<height {
      if row > 0 { bytes.append(0x0A) }
      let start = bytes.count
      for cell in cells[row * width..<(row + 1) * width] { cell.content.write(to: &bytes) }
      while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Character {
  /// The character itself where it may stand in a cell; `?` for a control or bidirectional one, a space for one that
  /// shows nothing, and the bare base of one that drags a long tail of marks (a hostile name can have thousands).
  fileprivate var drawable: Character {
    var count = 0
    for scalar in unicodeScalars {
      if scalar.isUnsafe { return "?" }
      count += 1
      if count > 16 { return unicodeScalars.first.map(Character.init)?.drawable ?? " " }
    }
    return Width.of(self) == 0 ? " " : self
  }
}
