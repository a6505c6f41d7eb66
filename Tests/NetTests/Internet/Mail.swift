import Net
import Tracing
import Wire

/// Frames as the machines of the standard topology put them on their cables.
enum Mail {
  static let laptop = IPv4Address(192, 0, 2, 10)
  static let homeRouter = IPv4Address(192, 0, 2, 1)
  static let edge = IPv4Address(203, 0, 113, 10)
  static let app = IPv4Address(203, 0, 113, 130)

  static let cables = Topology.standard.cables.map(\.id)

  static func number(of cable: String) -> Int { cables.firstIndex(of: cable) ?? -1 }

  static func router(_ party: Party, limits: [Int: Int] = [:]) -> Router {
    Router(Topology.standard.node(of: party) ?? -1, in: .standard, limits: limits)
  }

  static func hardware(_ cable: String, end: Int) -> Ethernet.Address {
    Ethernet.Address(octets: Topology.standard.hardwareAddress(cable: number(of: cable), end: end))
  }

  /// A datagram in a frame from one end of a cable to the other.
  static func frame(
    on cable: String, from end: Int, _ source: IPv4Address, _ destination: IPv4Address, _ payload: Packet.Payload,
    timeToLive: UInt8 = 64, dontFragment: Bool = false
  ) -> [UInt8] {
    let header = IPv4.Header(
      source: source, destination: destination, protocol: number(of: payload), timeToLive: timeToLive,
      dontFragment: dontFragment)
    return Packet(
      Ethernet.Header(
        destination: hardware(cable, end: 1 - end), source: hardware(cable, end: end), type: .ipv4),
      .ipv4(IPv4.Datagram(header, payload))
    ).encoded()
  }

  private static func number(of payload: Packet.Payload) -> Packet.ProtocolNumber {
    switch payload {
    case .tcp: .tcp
    case .udp: .udp
    case .icmp: .icmp
    case .icmpv6: .icmpv6
    case .fragment, .opaque: Packet.ProtocolNumber(rawValue: 99)
    }
  }

  static func udp(_ length: Int = 4) -> Packet.Payload {
    .udp(UDP.Datagram(sourcePort: 50_000, destinationPort: 53, data: Array(repeating: 7, count: length)))
  }

  static func tcp(_ flags: TCP.Flags, data: [UInt8] = []) -> Packet.Payload {
    .tcp(
      TCP.Segment(
        sourcePort: 50_000, destinationPort: 80, sequenceNumber: 1, flags: flags, window: 512, data: data))
  }

  static func ping(_ length: Int = 3) -> Packet.Payload {
    let echo = ICMP.Echo(identifier: 1, sequenceNumber: 2, data: Array(repeating: 3, count: length))
    return .icmp(ICMP.Message(.echo, .echo(echo)))
  }

  static func arp(
    _ operation: ARP.Operation, on cable: String, from end: Int, _ sender: IPv4Address, for target: IPv4Address
  ) -> [UInt8] {
    let mine = hardware(cable, end: end)
    return Packet(
      Ethernet.Header(
        destination: operation == .request ? .broadcast : hardware(cable, end: 1 - end), source: mine, type: .arp),
      .arp(ARP.Message(operation, senderHardware: mine, senderProtocol: sender, targetProtocol: target))
    ).encoded()
  }
}

/// What a router does, in a line: `send line 192.0.2.10 > 203.0.113.10 ttl 63 UDP`.
func told(_ actions: [Router.Action]) -> [String] { actions.map(told) }

private func told(_ action: Router.Action) -> String {
  switch action {
  case .send(let frame, let cable): "send \(Mail.cables[cable]) \(told(frame))"
  case .release(let waiting, let cable): "release \(Mail.cables[cable]) \(told(waiting.frame))"
  case .drop(let reason): "drop \(told(reason))"
  case .giveUp(let waiting, let reason): "give up \(told(waiting.frame)): \(told(reason))"
  case .wake(let moment): "wake at \(moment.nanoseconds / 1_000_000) ms"
  }
}

private func told(_ reason: NetworkEvent.Reason) -> String {
  if case .malformed = reason { "malformed" } else { "\(reason)" }
}

private func told(_ frame: [UInt8]) -> String {
  guard case .success(let packet) = Packet.dissect(frame).value else { return "no packet" }
  switch packet.content {
  case .arp(let message):
    return "ARP \(message.operation) \(message.senderProtocol) asks for \(message.targetProtocol)"
  case .ipv4(let datagram):
    let header = datagram.header
    let payload =
      switch datagram.payload {
      case .icmp(let message): told(message)
      default: header.protocol.description
      }
    return "\(header.source) > \(header.destination) ttl \(header.timeToLive) \(payload)"
      + (packet.isIntact ? "" : " with a wrong checksum")
  case .ipv6, .opaque: return "something else"
  }
}

private func told(_ message: ICMP.Message) -> String {
  let quoted = message.original.map { " about \($0.source) > \($0.destination) ttl \($0.timeToLive)" } ?? ""
  return "\(message.type) \(message.code)\(message.nextHopMTU.map { " MTU \($0)" } ?? "")\(quoted)"
}
