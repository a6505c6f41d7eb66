// Bytes of UTF-8, as the tokenizer tells them apart. What the specification says of code points past ASCII holds for each
// byte that makes one up: none of them is ASCII.
extension UInt8 {
  /// After filtering, the only white space there is (CSS Syntax 3, section 4.2).
  var isCSSWhitespace: Bool { self == 0x0A || self == 0x09 || self == 0x20 }

  var isCSSDigit: Bool { (0x30...0x39).contains(self) }

  /// Of an ident-start code point: what an identifier may begin with.
  var startsCSSIdent: Bool {
    (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) || self >= 0x80 || self == 0x5F
  }

  /// Of an ident code point: what may stand in an identifier.
  var continuesCSSIdent: Bool { startsCSSIdent || isCSSDigit || self == 0x2D }

  /// A non-printable code point.
  var isCSSNonPrintable: Bool { self <= 0x08 || self == 0x0B || (0x0E...0x1F).contains(self) || self == 0x7F }
}
