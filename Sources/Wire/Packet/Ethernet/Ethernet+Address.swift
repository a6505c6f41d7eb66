extension Ethernet {
  /// Which interface on a cable, in 48 bits: given by whoever made the interface, and good for this cable only.
  public struct Address: Sendable, Hashable, CustomStringConvertible {
    /// Most significant byte first, in the lower 48 bits.
    public var bits: UInt64

    public init(bits: UInt64) { self.bits = bits & 0xFFFF_FFFF_FFFF }

    /// From bytes as they go on the wire: the first six, zeros where there are fewer.
    public init(octets: some Sequence<UInt8>) {
      bits = 0
      for (index, octet) in octets.prefix(6).enumerated() { bits |= UInt64(octet) << (40 - 8 * index) }
    }

    /// Everybody on the cable.
    public static let broadcast = Address(bits: 0xFFFF_FFFF_FFFF)
    /// Nobody yet: what an ARP request asks for.
    public static let zero = Address(bits: 0)

    /// For more than one interface: broadcast, or a group.
    public var isGroup: Bool { bits >> 40 & 1 == 1 }

    /// The six bytes as they go on the wire.
    public var octets: [UInt8] { (0..<6).map { UInt8(truncatingIfNeeded: bits >> (40 - 8 * $0)) } }

    /// `02:00:5e:00:53:01`.
    public var description: String {
      octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
  }
}
