extension Sequence where Element == UInt8 {
  /// Two lower-case hexadecimal digits a byte.
  @inlinable public var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(underestimatedCount * 2)
    for byte in self {
      text.append((byte >> 4).hexDigit)
      text.append((byte & 15).hexDigit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Array where Element == UInt8 {
  /// The bytes that `hex` spells, white space passed over; nil where it is not hexadecimal or has half a byte.
  @inlinable public init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in hex.utf8 {
      guard let digit = character.hexDigitValue else {
        if character == 0x20 || (0x09...0x0D).contains(character) { continue }
        return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil else { return nil }
    self = bytes
  }
}

extension UInt8 {
  /// 0 to 15 for an ASCII hexadecimal digit, in either case.
  @inlinable public var hexDigitValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }

  /// The lower-case digit of a number up to 15.
  @inlinable public var hexDigit: UInt8 { self < 10 ? 0x30 + self : 0x61 - 10 + self }
}
