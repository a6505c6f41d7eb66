/// The code points that one part of a URL cannot hold as they are (URL Standard, section 1.3).
///
/// Everything past U+007E is in every set, so each set is a hundred and twenty-eight bits.
public struct PercentEncodeSet: Sendable, Hashable {
  private let low: UInt64
  private let high: UInt64

  private init(_ base: PercentEncodeSet?, adding characters: StaticString) {
    var low = base?.low ?? 0xFFFF_FFFF
    var high = base?.high ?? 1 << 63
    characters.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }
    self.low = low
    self.high = high
  }

  public static let c0Control = PercentEncodeSet(nil, adding: "")
  public static let fragment = PercentEncodeSet(.c0Control, adding: " \"<>`")
  public static let query = PercentEncodeSet(.c0Control, adding: " \"#<>")
  public static let specialQuery = PercentEncodeSet(.query, adding: "'")
  public static let path = PercentEncodeSet(.query, adding: "?^`{}")
  public static let userinfo = PercentEncodeSet(.path, adding: "/:;=@[\\]|")
  public static let component = PercentEncodeSet(.userinfo, adding: "$%&+,")
  public static let formURLEncoded = PercentEncodeSet(.component, adding: "!'()~")

  public func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<64: low >> UInt64(byte) & 1 == 1
    case 64..<128: high >> UInt64(byte & 63) & 1 == 1
    default: true
    }
  }

  /// UTF-8 percent-encode: each byte of the set as `%` and two hexadecimal digits.
  public func encode(_ bytes: some Collection<UInt8>) -> String {
    guard bytes.contains(where: contains) else { return String(decoding: bytes, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    for byte in bytes { append(byte, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  func append(_ byte: UInt8, to output: inout [UInt8]) {
    guard contains(byte) else { return output.append(byte) }
    output.append(UInt8(ascii: "%"))
    for digit in [byte >> 4, byte & 15] { output.append(digit < 10 ? 0x30 + digit : 0x41 + digit - 10) }
  }
}

extension Collection<UInt8> {
  /// Percent-decode (URL Standard, section 1.3): a `%` without two hexadecimal digits stays as it is.
  public var percentDecoded: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(count)
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      formIndex(after: &index)
      if byte == UInt8(ascii: "%"), index < endIndex, let high = self[index].hexDigitValue,
        case let second = self.index(after: index), second < endIndex, let low = self[second].hexDigitValue
      {
        output.append(high << 4 | low)
        index = self.index(after: second)
      } else {
        output.append(byte)
      }
    }
    return output
  }
}
