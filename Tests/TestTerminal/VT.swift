public import Screen

/// A small terminal: what a byte stream makes of a screen. Knows the sequences we send and no others; anything else is
/// an ``unknown``, which tests hold to be none.
public struct VT {
  /// The screen, row by row.
  public private(set) var cells: [[Cell]]
  /// Sequences that this terminal does not know.
  public private(set) var unknown: [String] = []
  /// The private modes that are set.
  public private(set) var modes: Set<Int> = []
  /// Cells written, erasures aside.
  public private(set) var written = 0
  /// How often the whole screen was erased.
  public private(set) var wholeClears = 0
  /// Where the cursor stands.
  public private(set) var row = 0
  public private(set) var column = 0
  private var style = Style.plain
  private let width: Int
  private let height: Int
  private var pending: [UInt8] = []

  /// A blank screen.
  public init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    cells = Array(repeating: Array(repeating: .blank, count: width), count: height)
  }

  /// The screen's lines.
  public var text: String {
    cells.map { row in
      String(row.compactMap { if case .character(let character) = $0.glyph { character } else { nil } })
    }.joined(separator: "\n")
  }

  /// Takes what a program sent; a sequence that is cut off waits for its rest.
  public mutating func receive(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let first = rest.first {
      switch first {
      case 0x1B:
        guard let end = sequence(rest) else {
          pending = Array(rest)
          return
        }
        rest = rest[end...]
      case 0x0D: (column, rest) = (0, rest.dropFirst())
      case 0x0A: (row, rest) = (min(row + 1, height - 1), rest.dropFirst())
      case 0x08: (column, rest) = (max(0, min(column, width - 1) - 1), rest.dropFirst())
      case 0..<0x20: unknown.append("control \(first)"); rest = rest.dropFirst()
      default:
        let text = rest.prefix { $0 >= 0x20 }
        for character in String(decoding: text, as: UTF8.self) { put(character) }
        rest = rest[text.endIndex...]
      }
    }
    pending = []
  }

  private mutating func put(_ character: Character) {
    let columns = Width.of(character)
    column = min(column, width - columns)
    written += columns
    for at in column..<column + columns { erase(at) }
    cells[row][column] = Cell(character, style: style)
    if columns == 2 { cells[row][column + 1] = Self.continuation(style) }
    column += columns
  }

  private static func continuation(_ style: Style) -> Cell {
    var cell = Cell(style: style)
    cell.glyph = .continuation
    return cell
  }

  /// Blanks one cell, and with it the other half of a wide character.
  private mutating func erase(_ at: Int) {
    guard at < width else { return }
    if cells[row][at].glyph == .continuation { cells[row][at - 1] = .blank }
    if at + 1 < width, cells[row][at + 1].glyph == .continuation { cells[row][at + 1] = .blank }
    cells[row][at] = .blank
  }

  /// Erases cells as terminals do: the background stays as the style has it. What more stays differs between them, so
  /// a style that could be seen on a blank is ``unknown``.
  private mutating func blank(_ columns: Range<Int>) {
    if style.underline || style.reverse { unknown.append("erasing underlined or reversed") }
    for at in columns {
      erase(at)
      cells[row][at] = Cell(style: Style(on: style.background))
    }
  }

  /// One control sequence; the index after it, or nil where it is not whole yet.
  private mutating func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 2 else { return nil }
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "["),
      let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) })
    else {
      if bytes[bytes.startIndex + 1] != UInt8(ascii: "[") { unknown.append("ESC") }
      return bytes[bytes.startIndex + 1] == UInt8(ascii: "[") ? nil : bytes.startIndex + 2
    }
    let text = String(decoding: bytes[bytes.startIndex + 2..<end], as: UTF8.self)
    let final = Character(Unicode.Scalar(bytes[end]))
    if text.hasPrefix("?"), let mode = Int(text.dropFirst()), "hl".contains(final) {
      if final == "h" { modes.insert(mode) } else { modes.remove(mode) }
    } else {
      act(text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }, final, text)
    }
    return end + 1
  }

  private mutating func act(_ numbers: [Int], _ final: Character, _ text: String) {
    let first = max(1, numbers.first ?? 1)
    switch final {
    case "H": (row, column) = (min(first, height) - 1, min(max(1, numbers.count > 1 ? numbers[1] : 1), width) - 1)
    case "C": column = min(width - 1, column + first)
    case "G": column = min(width, first) - 1
    case "X": blank(column..<min(width, column + first))
    case "K" where text.isEmpty: blank(min(column, width - 1)..<width)
    case "J" where text == "2":
      wholeClears += 1
      cells = Array(repeating: Array(repeating: .blank, count: width), count: height)
    case "M": shift(up: min(first, height - row))
    case "L": shift(up: -min(first, height - row))
    case "m": render(numbers)
    default: unknown.append("CSI \(text)\(final)")
    }
  }

  /// DL and IL: rows from the cursor's on go up, or down, and blank ones come; the cursor goes to the row's start.
  private mutating func shift(up count: Int) {
    if style.background != .standard { unknown.append("moving rows on a background") }
    let blank = Array(repeating: Array(repeating: Cell.blank, count: width), count: abs(count))
    if count > 0 {
      cells.removeSubrange(row..<row + count)
      cells += blank
    } else {
      cells.removeLast(-count)
      cells.insert(contentsOf: blank, at: row)
    }
    column = 0
  }

  private mutating func render(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.bold = true
      case 2: style.dim = true
      case 3: style.italic = true
      case 4: style.underline = true
      case 7: style.reverse = true
      case 22: (style.bold, style.dim) = (false, false)
      case 23: style.italic = false
      case 24: style.underline = false
      case 27: style.reverse = false
      case 30...39, 90...97: style.foreground = color(number % 10, bright: number >= 90, &rest)
      case 40...49, 100...107: style.background = color(number % 10, bright: number >= 100, &rest)
      default: unknown.append("SGR \(number)")
      }
    }
  }

  /// The 256 of xterm: the named ones, a cube of six levels each way, greys.
  private func indexed(_ index: UInt8) -> Color {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    switch index {
    case 0..<16: return .named(index)
    case 16..<232:
      let place = Int(index) - 16
      return .rgb(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    default: return .rgb(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10)
    }
  }

  private mutating func color(_ digit: Int, bright: Bool, _ rest: inout ArraySlice<Int>) -> Color {
    switch digit {
    case 9: return .standard
    case 8 where rest.first == 2 && rest.count >= 4:
      let parts = rest.dropFirst().prefix(3).map { UInt8(clamping: $0) }
      rest = rest.dropFirst(4)
      return .rgb(parts[0], parts[1], parts[2])
    case 8 where rest.first == 5 && rest.count >= 2:
      let index = UInt8(clamping: rest.dropFirst().first ?? 0)
      rest = rest.dropFirst(2)
      return indexed(index)
    case 8:
      unknown.append("SGR colour")
      return .standard
    default: return .named(UInt8(digit + (bright ? 8 : 0)))
    }
  }
}
