extension Packet {
  /// Takes one frame apart, layer in layer, and explains every bit of it.
  ///
  /// A checksum that is wrong is a fault on its field only, and ``isIntact`` is false; the rest is read as if it were
  /// right. Lengths that can't be are a fault, and what they leave unread becomes a gap.
  public static func dissect(_ frame: ArraySlice<UInt8>) -> Dissection<Packet> {
    Wire.dissect("frame", frame) { scanner throws(Fault) in try scanner.packet() }
  }

  /// As ``dissect(_:)-(ArraySlice<UInt8>)``, for a whole array.
  public static func dissect(_ frame: [UInt8]) -> Dissection<Packet> { dissect(frame[...]) }
}

extension Scanner {
  fileprivate mutating func packet() throws(Fault) -> Packet {
    var isIntact = true
    let ethernet = try ethernetHeader()
    var packet = Packet(ethernet, try content(ethernet.type, &isIntact))
    packet.padding = try data("padding", Spec("IEEE 802.3", "3.2.8"))
    packet.isIntact = isIntact
    return packet
  }

  private mutating func content(
    _ type: Ethernet.EtherType, _ isIntact: inout Bool
  ) throws(Fault) -> Packet.Content {
    switch type {
    case .arp:
      return .arp(try group("ARP", .rfc(826)) { scanner throws(Fault) in try scanner.arpMessage() })
    case .ipv4:
      return .ipv4(
        try group("IPv4", .rfc(791)) { scanner throws(Fault) in try scanner.ipv4Datagram(&isIntact) })
    case .ipv6:
      return .ipv6(
        try group("IPv6", .rfc(8200)) { scanner throws(Fault) in try scanner.ipv6Datagram(&isIntact) })
    default:
      return .opaque(try data("data", Spec("IEEE 802.3", "3.2.7")))
    }
  }

  /// Whatever `number` says is behind a network header, up to the end of its datagram.
  mutating func payload(
    _ number: Packet.ProtocolNumber, _ addresses: PseudoHeader, _ isIntact: inout Bool
  ) throws(Fault) -> Packet.Payload {
    switch number {
    case .tcp: .tcp(try tcpSegment(addresses, &isIntact))
    case .udp: .udp(try udpDatagram(addresses, &isIntact))
    case .icmp: .icmp(try icmpMessage(&isIntact))
    case .icmpv6: .icmpv6(try icmpv6Message(addresses, &isIntact))
    default: .opaque(try data("data", .rfc(791, "3.1")))
    }
  }
}
