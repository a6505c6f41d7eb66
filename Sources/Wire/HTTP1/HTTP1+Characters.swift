/// The character sets of RFC 9110 section 5.6 and RFC 3986, asked of single bytes.
extension UInt8 {
  /// One bit for each of the first 64, and the other 64, ASCII characters that may stand in a token.
  private static let tokenLow: UInt64 = 0x03FF_6CFA_0000_0000
  private static let tokenHigh: UInt64 = 0x57FF_FFFF_C7FF_FFFE

  /// tchar: letters, digits and ``!#$%&'*+-.^_`|~`` (RFC 9110 section 5.6.2).
  var isToken: Bool {
    if self < 64 { return Self.tokenLow >> UInt64(self) & 1 == 1 }
    return self < 128 && Self.tokenHigh >> UInt64(self - 64) & 1 == 1
  }

  /// What a field value may hold: visible characters, space, tab, and bytes over 127 (RFC 9110 section 5.5).
  var isFieldValue: Bool { self >= 0x20 ? self != 0x7F : self == 0x09 }

  var isASCII: Bool { self < 0x80 }

  /// VCHAR: visible ASCII.
  var isVisible: Bool { self > 0x20 && self < 0x7F }

  /// OWS: space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isLetter: Bool { (0x61...0x7A).contains(asciiLowercased) }

  /// What a registered name or an address in a URI may hold (RFC 3986 section 3.2.2), brackets aside.
  var isHost: Bool {
    if isLetter || isDigit { return true }
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "%"),
      UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "="):
      return true
    default: return false
    }
  }
}
