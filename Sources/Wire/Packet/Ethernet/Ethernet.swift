/// The link layer of the lessons: frames between the two ends of one cable (IEEE 802.3, "Ethernet II" framing).
public enum Ethernet {
  /// Who a frame is from and for, and what it carries.
  public struct Header: Sendable, Hashable {
    public var destination: Address
    public var source: Address
    public var type: EtherType

    /// Its length in bytes.
    public static let length = 14

    public init(destination: Address, source: Address, type: EtherType) {
      self.destination = destination
      self.source = source
      self.type = type
    }

    public func encoded() -> [UInt8] {
      var bytes = destination.octets + source.octets
      bytes.append(bigEndian: type.rawValue)
      return bytes
    }
  }

  /// What a frame carries (IEEE 802 EtherType numbers). Below 1536 it is a length instead, of the older 802.3 framing.
  public struct EtherType: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let ipv4 = EtherType(rawValue: 0x0800)
    public static let arp = EtherType(rawValue: 0x0806)
    public static let ipv6 = EtherType(rawValue: 0x86DD)
    public static let prefix = "EtherType "
    public static let symbols: [UInt16: String] = [
      0x0800: "IPv4", 0x0806: "ARP", 0x8100: "802.1Q VLAN", 0x86DD: "IPv6", 0x88CC: "LLDP",
    ]
  }
}

extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                          Destination                          |
  ///     +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                               |                               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
  ///     |                            Source                             |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |           EtherType           |  what it carries ...
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  mutating func ethernetHeader() throws(Fault) -> Ethernet.Header {
    let spec = Spec("IEEE 802.3", "3.1.1")
    return try group("Ethernet header", spec) { scanner throws(Fault) in
      Ethernet.Header(
        destination: try scanner.ethernetAddress("Destination", spec),
        source: try scanner.ethernetAddress("Source", spec),
        type: try scanner.code("EtherType", Ethernet.EtherType.self, Spec("IEEE 802.3", "3.2.6")))
    }
  }

  mutating func ethernetAddress(_ name: String, _ spec: Spec) throws(Fault) -> Ethernet.Address {
    Ethernet.Address(
      octets: try value(name, count: 6, spec) { .text(Ethernet.Address(octets: $0).description) })
  }
}
