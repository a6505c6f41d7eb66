// Code points, as the tokenizer tells them apart.
extension Unicode.Scalar {
  /// After filtering, the only white space there is (CSS Syntax 3, section 4.2).
  var isCSSWhitespace: Bool { self == "\n" || self == "\t" || self == " " }

  var isCSSDigit: Bool { (0x30...0x39).contains(value) }

  var cssHexDigit: UInt32? { value < 0x80 ? UInt8(truncatingIfNeeded: value).hexDigitValue.map(UInt32.init) : nil }

  /// A code point that an identifier may begin with.
  var startsCSSIdent: Bool {
    (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) || value >= 0x80 || self == "_"
  }

  /// A code point that may stand in an identifier.
  var continuesCSSIdent: Bool { startsCSSIdent || isCSSDigit || self == "-" }

  var isCSSNonPrintable: Bool {
    value <= 0x08 || value == 0x0B || (0x0E...0x1F).contains(value) || value == 0x7F
  }
}
