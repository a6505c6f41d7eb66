extension KeyParser {
  /// A control character typed as such.
  static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  /// ESC `O` and a byte: cursor keys in application mode, and the keypad.
  static func shift3(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    // The keypad sends its character with 0x40 added.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(byte - 0x40)))
    default: moving(byte)
    }
  }

  /// ESC `[`, parameters, and a final byte. Shift, Alt and Control with a key that moves mean the key.
  ///
  /// Source: xterm's control sequences, "PC-Style Function Keys"; the `u` form is kitty's and xterm's `formatOtherKeys`.
  static func control(_ parameters: [UInt8], final: UInt8) -> Key? {
    // With `<`, `=`, `>` or `?` in front, or an intermediate byte, it is a reply or the mouse.
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      part.prefix { $0 != UInt8(ascii: ":") }.prefix(7).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    let first = numbers.first ?? 0
    switch final {
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "~"): return numbered(first)
    case UInt8(ascii: "u"): return coded(first, modifiers: numbers.count > 1 ? max(0, numbers[1] - 1) : 0)
    default: return moving(final)
    }
  }

  private static func moving(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  /// The VT220's editing keys and what rxvt and others made of them.
  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: nil
    }
  }

  /// A key by its code point; the modifiers are bits: 1 Shift, 2 Alt, 4 Control.
  private static func coded(_ code: Int, modifiers: Int) -> Key? {
    guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else { return nil }
    if code == 0x1B { return .escape }
    if code == 0x09, modifiers & 1 != 0 { return .backTab }
    if modifiers & 4 != 0 { return .control(Character(scalar)) }
    if code < 0x20 || code == 0x7F { return control(UInt8(truncatingIfNeeded: code)) }
    if scalar.isUnsafe { return nil }
    return (0xE000...0xF8FF).contains(code) ? nil : .character(Character(scalar))
  }
}
