/// The control sequences we send, and no others.
///
/// Source: ECMA-48, sections 8.3 (CUF, CUP, ECH, ED, EL, SGR); xterm's control sequences for the private modes.
enum ANSI {
  /// What opens a control sequence: ESC and `[`.
  static let csi: [UInt8] = [0x1B, 0x5B]

  /// CUP, to a row and column counted from 0. The terminal counts from 1 and takes 1 for what is left out.
  static func place(row: Int, column: Int) -> [UInt8] {
    var bytes = csi
    if row > 0 { bytes += decimal(row + 1) }
    if column > 0 { bytes += [UInt8(ascii: ";")] + decimal(column + 1) }
    return bytes + [UInt8(ascii: "H")]
  }

  /// CUF, so many columns to the right; nothing for none.
  static func right(_ columns: Int) -> [UInt8] { columns > 0 ? counted(columns, "C") : [] }

  /// CHA, to a column counted from 0 in the same row.
  static func column(_ column: Int) -> [UInt8] { counted(column + 1, "G") }

  /// ECH, so many cells blank from the cursor on, which stays.
  static func erase(_ columns: Int) -> [UInt8] { counted(columns, "X") }

  /// EL, blank from the cursor to the end of the row.
  static let eraseToEnd: [UInt8] = csi + [UInt8(ascii: "K")]

  /// Plain style, cursor home, and the whole screen blank.
  static let clear: [UInt8] = Array("\u{1B}[m\u{1B}[H\u{1B}[2J".utf8)

  /// Mode 2026: the terminal shows nothing of a frame before its end, so nothing flickers.
  static let beginFrame: [UInt8] = Array("\u{1B}[?2026h".utf8)
  static let endFrame: [UInt8] = Array("\u{1B}[?2026l".utf8)

  /// Taking the screen over: alternate screen (1049), cursor hidden (25), no wrapping at the edge (7), pastes marked
  /// as such (2004). The mouse stays the terminal's own (S10).
  static let enter: [UInt8] = Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h".utf8)

  /// Giving it back, whatever was going on: the exact opposite, ``endFrame`` and a plain style first.
  static let leave: [UInt8] = Array("\u{1B}[?2026l\u{1B}[m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8)

  private static func counted(_ count: Int, _ final: Unicode.Scalar) -> [UInt8] {
    (count == 1 ? csi : csi + decimal(count)) + [UInt8(ascii: final)]
  }

  static func decimal(_ number: Int) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = max(0, number)
    repeat {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    return digits.reversed()
  }
}
