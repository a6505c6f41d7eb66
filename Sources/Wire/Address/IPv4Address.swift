/// Where a machine is, in 32 bits (RFC 791 section 3.2).
public struct IPv4Address: Sendable, Hashable, CustomStringConvertible {
  /// Most significant byte first: 127.0.0.1 is `0x7F00_0001`.
  public var bits: UInt32

  public init(bits: UInt32) { self.bits = bits }

  public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
    bits = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
  }

  /// From bytes as they go on the wire: the first four, zeros where there are fewer.
  public init(octets: some Sequence<UInt8>) {
    self.init(bits: 0)
    for (index, octet) in octets.prefix(4).enumerated() { bits |= UInt32(octet) << (24 - 8 * index) }
  }

  /// From four numbers with dots between them, as they are written everywhere: `192.0.2.10`. No zero stands in front:
  /// nobody can say whether it means octal (RFC 6943 section 3.1.1). The address bar's own way of reading more than that
  /// is ``URL``'s.
  public init?(_ text: some StringProtocol) {
    let parts = Substring(text).split(separator: ".", omittingEmptySubsequences: false)
    let octets: [UInt8] = parts.compactMap { part in
      let isNumber =
        part.utf8.allSatisfy(\.isASCIIDigit) && (part.utf8.first != UInt8(ascii: "0") || part.utf8.count == 1)
      return isNumber ? UInt8(part) : nil
    }
    guard parts.count == 4, octets.count == 4 else { return nil }
    self.init(octets: octets)
  }

  /// This machine, seen from itself.
  public static let loopback = IPv4Address(127, 0, 0, 1)

  /// The four bytes as they go on the wire.
  public var octets: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0)) } }

  public var description: String { octets.map(String.init).joined(separator: ".") }
}
