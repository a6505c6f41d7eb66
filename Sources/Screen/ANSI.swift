/// The control sequences we send, and no others.
///
/// Source: ECMA-48, section 8.3 (CUF, CUP, DL, ECH, ED, EL, IL, SGR); xterm's control sequences for the private modes.
enum ANSI {
  /// What opens a control sequence: ESC and `[`.
  static let csi: [UInt8] = [0x1B, 0x5B]

  /// CUP, to a row and column counted from 0. The terminal counts from 1 and takes 1 for what is left out.
  static func place(row: Int, column: Int, to bytes: inout [UInt8]) {
    bytes += csi
    if row > 0 { write(row + 1, to: &bytes) }
    if column > 0 {
      bytes.append(UInt8(ascii: ";"))
      write(column + 1, to: &bytes)
    }
    bytes.append(UInt8(ascii: "H"))
  }

  static func lengthOfPlace(row: Int, column: Int) -> Int {
    3 + (row > 0 ? digits(row + 1) : 0) + (column > 0 ? 1 + digits(column + 1) : 0)
  }

  /// CUF, so many columns to the right.
  static func right(_ columns: Int, to bytes: inout [UInt8]) { count(columns, UInt8(ascii: "C"), to: &bytes) }

  static func lengthOfRight(_ columns: Int) -> Int { columns == 1 ? 3 : 3 + digits(columns) }

  /// ECH, so many cells blank from the cursor on, which stays.
  static func erase(_ columns: Int, to bytes: inout [UInt8]) { count(columns, UInt8(ascii: "X"), to: &bytes) }

  /// DL, so many rows away from the cursor's on, those below going up; the cursor stands at the start of its row.
  static func deleteLines(_ rows: Int, to bytes: inout [UInt8]) { count(rows, UInt8(ascii: "M"), to: &bytes) }

  /// IL, so many blank rows where the cursor stands, its own and those below going down.
  static func insertLines(_ rows: Int, to bytes: inout [UInt8]) { count(rows, UInt8(ascii: "L"), to: &bytes) }

  /// EL, blank from the cursor to the end of the row.
  static let eraseToEnd: [UInt8] = csi + [UInt8(ascii: "K")]

  /// Plain style, cursor home, and the whole screen blank.
  static let clear: [UInt8] = Array("\u{1B}[m\u{1B}[H\u{1B}[2J".utf8)

  /// Mode 2026: the terminal shows nothing of a frame before its end, so nothing flickers.
  static let beginFrame: [UInt8] = Array("\u{1B}[?2026h".utf8)
  static let endFrame: [UInt8] = Array("\u{1B}[?2026l".utf8)

  /// Taking the screen over: alternate screen (1049), cursor hidden (25), no wrapping at the edge (7), pastes marked
  /// as such (2004). The mouse stays the terminal's own.
  static let enter: [UInt8] = Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h".utf8)

  /// Giving it back, whatever was going on: the exact opposite, ``endFrame`` and a plain style first.
  static let leave: [UInt8] = Array("\u{1B}[?2026l\u{1B}[m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8)

  private static func count(_ count: Int, _ final: UInt8, to bytes: inout [UInt8]) {
    bytes += csi
    if count != 1 { write(count, to: &bytes) }
    bytes.append(final)
  }

  /// A number in decimal; what is below 0 counts as 0.
  static func write(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { write(number / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(max(0, number) % 10))
  }

  private static func digits(_ number: Int) -> Int { number < 10 ? 1 : 1 + digits(number / 10) }
}
