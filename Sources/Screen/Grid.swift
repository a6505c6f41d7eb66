/// A rectangle of cells: what every view draws on.
///
/// Rows and columns count from 0. Drawing outside is clipped, a wide character that would lie half outside becomes a
/// space, one that is half overdrawn becomes a space too, and control characters never get in (they become `?`), so
/// whatever is drawn, the terminal is safe.
public struct Grid: Sendable {
  public let width: Int
  public let height: Int
  private(set) var slots: [Slot]
  /// The graphemes of several scalars, in the order in which they were drawn.
  private(set) var clusters: [Character] = []

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    slots = Array(repeating: .blank, count: self.width * self.height)
  }

  /// The cell there; blank outside. Setting outside does nothing; setting a wide character takes the next cell too.
  public subscript(row: Int, column: Int) -> Cell {
    get {
      guard contains(row, column) else { return .blank }
      let slot = slots[row * width + column]
      return Cell(glyph(slot.code), style: slot.style)
    }
    set { if contains(row, column) { set(newValue, at: row * width + column, column: column) } }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < height && column >= 0 && column < width
  }

  /// Keeps the one rule of the grid: a continuation stands right of a wide character and nowhere else.
  private mutating func set(_ cell: Cell, at index: Int, column: Int) {
    guard case .character(let character) = cell.glyph else {
      // Copied together with its left half, this is already in place; without it, it is half a character.
      if slots[index].code != .continuation { slots[index] = Slot(code: .space, style: cell.style) }
      return
    }
    if let byte = character.printableASCII {
      return set(Slot(code: Code(rawValue: UInt32(byte)), style: cell.style), at: index, column: column)
    }
    let drawable = character.drawable
    guard Width.of(drawable) == 2 else {
      return set(Slot(code: code(of: drawable), style: cell.style), at: index, column: column)
    }
    if slots[index].code == .continuation { slots[index - 1].code = .space }
    blankContinuation(rightOf: index, column: column)
    guard column + 1 < width else {
      slots[index] = Slot(code: .space, style: cell.style)
      return
    }
    blankContinuation(rightOf: index + 1, column: column + 1)
    slots[index] = Slot(code: code(of: drawable), style: cell.style)
    slots[index + 1] = Slot(code: .continuation, style: cell.style)
  }

  /// The same for a slot that takes one column.
  private mutating func set(_ slot: Slot, at index: Int, column: Int) {
    if slots[index].code == .continuation { slots[index - 1].code = .space }
    blankContinuation(rightOf: index, column: column)
    slots[index] = slot
  }

  private mutating func blankContinuation(rightOf index: Int, column: Int) {
    if column + 1 < width, slots[index + 1].code == .continuation { slots[index + 1].code = .space }
  }

  private mutating func code(of character: Character) -> Code {
    let scalars = character.unicodeScalars
    if let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
      return Code(rawValue: scalar.value)
    }
    clusters.append(character)
    return Code(cluster: clusters.count - 1)
  }

  /// Draws `text` on one row from `column`, clipped at `limit` (a column, exclusive) and at the edges. Returns the
  /// column after the last cell drawn.
  @discardableResult
  public mutating func put(_ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max) -> Int {
    var text = text
    return text.withUTF8 { put($0, row: row, column: column, style: style, limit: limit) }
  }

  /// The same of UTF-8.
  @discardableResult
  public mutating func put(
    _ text: ArraySlice<UInt8>, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    text.withUnsafeBufferPointer { put($0, row: row, column: column, style: style, limit: limit) }
  }

  private mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, row: Int, column: Int, style: Style, limit: Int
  ) -> Int {
    let edge = min(limit, width)
    var at = column
    // Most text is ASCII: a column a byte, no grapheme to be looked for.
    if row >= 0, row < height, at >= 0, text.isPrintableASCII {
      let end = min(edge, at + text.count)
      guard at < end else { return at }
      let start = row * width
      if slots[start + at].code == .continuation { slots[start + at - 1].code = .space }
      blankContinuation(rightOf: start + end - 1, column: end - 1)
      for byte in text.prefix(end - at) {
        slots[start + at] = Slot(code: Code(rawValue: UInt32(byte)), style: style)
        at += 1
      }
      return end
    }
    for character in String(decoding: text, as: UTF8.self) {
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
    let columns = columns.clamped(to: 0..<width)
    guard let first = columns.first, let last = columns.last else { return }
    for row in rows.clamped(to: 0..<height) {
      self[row, first] = cell
      let start = row * width
      let slot = slots[start + first]
      if slot.code.isASCII {
        blankContinuation(rightOf: start + last, column: last)
        for column in columns.dropFirst() { slots[start + column] = slot }
      } else {
        for column in columns.dropFirst() { self[row, column] = cell }
      }
    }
  }

  /// Changes how every cell of a rectangle looks, whatever stands there.
  public mutating func restyle(rows: Range<Int>, columns: Range<Int>, _ change: (inout Style) -> Void) {
    let columns = columns.clamped(to: 0..<width)
    for row in rows.clamped(to: 0..<height) {
      for column in columns { change(&slots[row * width + column].style) }
    }
  }

  /// Lays another grid over this one, its corner at (`row`, `column`).
  public mutating func draw(_ other: Grid, row: Int, column: Int) {
    for y in 0..<other.height {
      for x in 0..<other.width where contains(row + y, column + x) {
        let slot = other.slots[y * other.width + x]
        if slot.code.isASCII {
          set(slot, at: (row + y) * width + column + x, column: column + x)
        } else {
          self[row + y, column + x] = other[y, x]
        }
      }
    }
  }

  /// The characters alone, a line a row, spaces at the ends left out.
  public var text: String { String(decoding: plainLines.dropLast(), as: UTF8.self) }

  /// The same as UTF-8, with a newline after each row.
  public var plainLines: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slots.count + height)
    for row in 0..<height {
      let start = row * width
      var end = start + width
      while end > start, slots[end - 1].code == .space { end -= 1 }
      for index in start..<end { write(slots[index].code, to: &bytes) }
      bytes.append(0x0A)
    }
    return bytes
  }
}

extension Grid: Equatable {
  /// Grids that look the same, in whichever order they were drawn.
  public static func == (one: Grid, other: Grid) -> Bool {
    guard one.width == other.width, one.height == other.height else { return false }
    if one.clusters.isEmpty, other.clusters.isEmpty { return one.slots == other.slots }
    return zip(one.slots, other.slots).allSatisfy {
      $0.style == $1.style && one.glyph($0.code) == other.glyph($1.code)
    }
  }
}

extension Character {
  /// Its one byte, where it has no more and is to be seen.
  fileprivate var printableASCII: UInt8? {
    var bytes = utf8.makeIterator()
    guard let byte = bytes.next(), (0x20..<0x7F).contains(byte), bytes.next() == nil else { return nil }
    return byte
  }

  /// The character itself where it may stand in a cell; `?` for a control or bidirectional one, a space for one that
  /// shows nothing, and the bare base of one that drags a long tail of marks (a hostile name can have thousands).
  fileprivate var drawable: Character {
    if printableASCII != nil { return self }
    var count = 0
    for scalar in unicodeScalars {
      if scalar.isUnsafe { return "?" }
      count += 1
      if count > 16 { return unicodeScalars.first.map(Character.init)?.drawable ?? " " }
    }
    return Width.of(self) == 0 ? " " : self
  }
}
