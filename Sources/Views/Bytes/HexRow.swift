/// One byte as it stands in a dump.
enum HexRow {
  private static let hex = Array("0123456789abcdef")

  static func digits(_ byte: UInt8) -> String { String([hex[Int(byte >> 4)], hex[Int(byte & 15)]]) }

  /// The character for a printable ASCII byte, else a dot.
  static func character(_ byte: UInt8) -> Character {
    (0x20...0x7E).contains(byte) ? Character(Unicode.Scalar(byte)) : "."
  }

  static func offset(_ offset: Int) -> String {
    let digits = String(offset, radix: 16)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
