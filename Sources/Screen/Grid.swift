/// A rectangle of cells: what every view draws on.
///
/// Rows and columns count from 0. Drawing outside is clipped, a wide character that would lie half outside becomes a
/// space, and control characters never get in (they become `?`), so whatever is drawn, the terminal is safe.
public struct Grid: Sendable, Hashable {
  public let width: Int
  public let height: Int
  private var cells: [Cell]

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: .blank, count: self.width * self.height)
  }

  /// The cell there; blank outside. Setting outside does nothing.
  public subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * width + column] : .blank }
    set { if contains(row, column) { cells[row * width + column] = newValue } }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < height && column >= 0 && column < width
  }

  /// Draws `text` on one row from `column`, clipped at `limit` (a column, exclusive) and at the edges. Returns the
  /// column after the last cell drawn.
  @discardableResult
  public mutating func put(_ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max) -> Int {
    var at = column
    let edge = min(limit, width)
    for character in text {
      let columns = Width.of(character)
      if columns == 0 { continue }
      if at + columns > edge { break }
      if at >= 0 {
        let safe: Character =
          character.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
          ? character : "?"
        self[row, at] = Cell(safe, style: style)
        if columns == 2 { self[row, at + 1] = Cell(continuation: style) }
      }
      at += columns
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
    (0..<height).map { row in
      var line = ""
      for column in 0..<width { if case .character(let character) = self[row, column].glyph { line.append(character) } }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
