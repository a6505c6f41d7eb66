extension String {
  /// The same text with nothing in it that could steer a terminal: control characters (C0, DEL, C1), bidirectional
  /// overrides, and the line and paragraph separators are spelled out, as `\n`, `\x1b` or `\u{202e}`.
  ///
  /// Everything that came from a peer, a lesson or a file goes through here before it is drawn.
  public var escapingControls: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.steersTerminal:
        let digits = String(scalar.value, radix: 16)
        text += scalar.value < 0x100 ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// True of characters that act on a terminal, or reorder what stands around them, rather than being seen.
  public var steersTerminal: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}
