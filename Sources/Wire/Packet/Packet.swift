/// One frame on one cable, from its first byte to its last: each layer is the payload of the one around it.
public struct Packet: Sendable, Hashable {
  public var ethernet: Ethernet.Header
  public var content: Content
  /// What stands behind the content: zeros, where a frame would be shorter than Ethernet allows.
  public var padding: [UInt8]
  /// Every checksum in it is right. A receiver drops others without a word.
  public var isIntact: Bool

  /// What a frame carries.
  public enum Content: Sendable, Hashable {
    case arp(ARP.Message)
    case ipv4(IPv4.Datagram)
    case ipv6(IPv6.Datagram)
    case opaque([UInt8])
  }

  /// What a datagram carries; which of them follows from its header's protocol number.
  public enum Payload: Sendable, Hashable {
    case tcp(TCP.Segment)
    case udp(UDP.Datagram)
    case icmp(ICMP.Message)
    case icmpv6(ICMPv6.Message)
    /// A part of something, which makes no sense before all parts are there.
    case fragment([UInt8])
    case opaque([UInt8])
  }

  public init(_ ethernet: Ethernet.Header, _ content: Content, padding: [UInt8] = []) {
    self.ethernet = ethernet
    self.content = content
    self.padding = padding
    isIntact = true
  }

  /// What a datagram carries, by number (IANA's "Assigned Internet Protocol Numbers").
  public struct ProtocolNumber: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let icmp = ProtocolNumber(rawValue: 1)
    public static let tcp = ProtocolNumber(rawValue: 6)
    public static let udp = ProtocolNumber(rawValue: 17)
    public static let icmpv6 = ProtocolNumber(rawValue: 58)
    public static let prefix = "protocol "
    public static let symbols: [UInt8: String] = [
      0: "IPv6 Hop-by-Hop Options", 1: "ICMP", 2: "IGMP", 4: "IPv4", 6: "TCP", 17: "UDP", 41: "IPv6", 47: "GRE",
      50: "ESP", 58: "ICMPv6", 59: "no next header", 132: "SCTP",
    ]
  }

  /// The ports that lessons meet (IANA's "Service Name and Transport Protocol Port Number Registry").
  static let serviceNames: [UInt16: String] = [53: "domain", 80: "http", 443: "https", 853: "domain-s"]
}

extension Packet {
  /// The frame as it goes onto the cable, without the checksum that the hardware adds.
  public func encoded() -> [UInt8] {
    let bytes: [UInt8] =
      switch content {
      case .arp(let message): message.encoded()
      case .ipv4(let datagram): datagram.encoded()
      case .ipv6(let datagram): datagram.encoded()
      case .opaque(let bytes): bytes
      }
    return ethernet.encoded() + bytes + padding
  }

  /// The TCP segment that it carries.
  public var segment: TCP.Segment? { if case .tcp(let segment) = payload { segment } else { nil } }

  /// What its datagram carries, of either version.
  public var payload: Payload? {
    switch content {
    case .ipv4(let datagram): datagram.payload
    case .ipv6(let datagram): datagram.payload
    case .arp, .opaque: nil
    }
  }
}

extension Packet.Payload {
  /// The bytes behind a network header with these addresses.
  func encoded(_ addresses: PseudoHeader) -> [UInt8] {
    switch self {
    case .tcp(let segment): segment.encoded(addresses)
    case .udp(let datagram): datagram.encoded(addresses)
    case .icmp(let message): message.encoded()
    case .icmpv6(let message): message.encoded(addresses)
    case .fragment(let bytes), .opaque(let bytes): bytes
    }
  }
}
