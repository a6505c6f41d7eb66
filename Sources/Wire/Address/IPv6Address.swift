/// Where a machine is, in 128 bits (RFC 4291 section 2).
public struct IPv6Address: Sendable, Hashable, CustomStringConvertible {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// From bytes as they go on the wire: the first sixteen, zeros where there are fewer.
  public init(octets: some Sequence<UInt8>) {
    self.init(high: 0, low: 0)
    for (index, octet) in octets.prefix(16).enumerated() {
      if index < 8 { high |= UInt64(octet) << (56 - 8 * index) } else { low |= UInt64(octet) << (120 - 8 * index) }
    }
  }

  /// This machine, seen from itself.
  public static let loopback = IPv6Address(high: 0, low: 1)

  /// The sixteen bytes as they go on the wire.
  public var octets: [UInt8] { [high, low].flatMap { half in (0..<8).map { UInt8(half >> (56 - 8 * $0) & 0xFF) } } }

  /// The eight 16-bit groups that the colons stand between.
  public var groups: [UInt16] {
    [high, low].flatMap { half in (0..<4).map { UInt16(half >> (48 - 16 * $0) & 0xFFFF) } }
  }

  /// The one recommended spelling: lower case, no leading zeros, the longest run of two or more zero groups (the first
  /// of equals) as `::` (RFC 5952 section 4), and the dotted tail of an IPv4-mapped address (section 5).
  public var description: String {
    if high == 0, low >> 32 == 0xFFFF { return "::ffff:\(IPv4Address(bits: UInt32(truncatingIfNeeded: low)))" }
    let groups = self.groups
    var longest = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 { start = index + 1 } else if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    func spelled(_ groups: ArraySlice<UInt16>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard longest.count > 1 else { return spelled(groups[...]) }
    return spelled(groups[..<longest.lowerBound]) + "::" + spelled(groups[longest.upperBound...])
  }
}
