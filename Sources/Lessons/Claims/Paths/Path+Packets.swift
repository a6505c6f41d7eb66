import Tracing
import Wire

extension Path {
  static let connectionPackets: [Path] = [
    Path(
      "tcp.packets.count", about: .connection, of: .packets,
      "how many packets the connection's two ends put on their cables"
    ) {
      Value($0.segments?.count)
    },
    Path(
      "tcp.retransmissions", about: .connection, of: .packets, "how many of them brought only what had been sent before"
    ) {
      Value($0.segments?.count { $0.reading?.marks.contains(.retransmission) ?? false })
    },
    Path(
      "tcp.resets", about: .connection, of: .packets,
      "how many of them have RST: there is no such connection, or no more"
    ) {
      Value($0.segments?.count { $0.segment?.flags.contains(.rst) ?? false })
    },
    Path(
      "tcp.handshake.milliseconds", about: .opening, of: .timedPackets,
      "how long the browser waited, from its first SYN to the answer's arrival, in whole milliseconds"
    ) { scope in
      guard let start = scope.segments?.first?.first.at,
        let answer = scope.segments?.first(where: { $0.isSYNACK && $0.ending == .arrived })?.last.arrival
      else { return .nothing }
      return .number(Int(clamping: answer.since(start) / 1_000_000))
    },
    Path(
      "tcp.handshake.acknowledgement", about: .opening, of: .packets,
      "which number the server's first answer asks for, where the browser's SYN has number 0"
    ) { scope in Value(scope.segments?.first { $0.isSYNACK }?.reading?.acknowledgmentNumber) },
    Path("tcp.states.client", about: .connection, of: .packets, "the state of the browser's end in the end: TIME-WAIT")
    {
      Value($0.segments?.last?.states?.client.description)
    },
    Path("tcp.states.server", about: .connection, of: .packets, "the state of the server's end in the end: CLOSED") {
      Value($0.segments?.last?.states?.server?.description)
    },
    Path(
      "tcp.syn.data", about: .connection, of: .packets,
      "how many bytes of data the browser's first packet brought along"
    ) { scope in
      Value(scope.segments?.first { $0.isSYN }?.segment?.data.count)
    },
    Path("tcp.syn.cookie", about: .connection, of: .packets, "true when that packet had a Fast Open cookie to show") {
      scope in
      let options = scope.segments?.first { $0.isSYN }?.segment?.options
      return Value(options?.contains { if case .fastOpenCookie(let cookie) = $0 { !cookie.isEmpty } else { false } })
    },
    Path(
      "tcp.segment.largest", about: .connection, of: .packets,
      "the most data that one packet of the connection carried, in bytes"
    ) {
      Value($0.segments?.compactMap { $0.segment?.data.count }.max())
    },
    Path("ip.hops", about: .way, of: .packets, "how many routers a packet crosses from the browser to the server") {
      scope in
      Value(scope.crossing.map { $0.hops.count - 1 })
    },
    Path(
      "ip.destination", about: .way, of: .packets, "which machine has the address that the browser's packets are for"
    ) { scope in
      guard case .ipv4(let datagram)? = scope.crossing?.packet?.content else { return .nothing }
      return Value(scope.query.topology?.machine(at: datagram.header.destination))
    },
    Path("ip.ttl.sent", about: .way, of: .packets, "the Time to Live that the browser's packets begin with") { scope in
      Value(scope.crossing?.first.timeToLive)
    },
    Path("ip.ttl.received", about: .way, of: .packets, "what is left of it when they reach the server") { scope in
      Value(scope.crossing?.last.timeToLive)
    },
  ]

  static let internetPackets: [Path] = [
    Path(
      "packets.count", about: .connection, of: .packets,
      "how many packets crossed the internet in this scene, whosever they were"
    ) {
      .number($0.query.journeys.count)
    },
    Path("udp.packets.count", about: .connection, of: .packets, "how many of them were UDP's") { scope in
      .number(scope.query.journeys.count { if case .udp = $0.packet?.payload { true } else { false } })
    },
    Path(
      "arp.packets.count", about: .neighbours, of: .packets,
      "how many asked for, or told, the hardware address of a neighbour"
    ) {
      .number($0.query.journeys.count { if case .arp = $0.packet?.content { true } else { false } })
    },
    Path(
      "icmp.timeExceeded.count", about: .connection, of: .packets,
      "how many told that a packet's Time to Live was used up"
    ) {
      .number($0.reports(.timeExceeded).count)
    },
    Path(
      "icmp.timeExceeded.from", about: .connection, of: .packets,
      "the addresses of the routers that told so, in order, each once"
    ) {
      $0.tellers(.timeExceeded)
    },
    Path("icmp.unreachable.count", about: .connection, of: .packets, "how many told that a packet can't be delivered") {
      .number($0.reports(.destinationUnreachable).count)
    },
    Path(
      "icmp.unreachable.from", about: .connection, of: .packets,
      "the addresses of those that told so, in order, each once"
    ) {
      $0.tellers(.destinationUnreachable)
    },
    Path("link.losses", about: .connection, of: .packets, "how many packets were lost on a cable") { scope in
      .number(scope.query.journeys.count { if case .lost = $0.ending { true } else { false } })
    },
    Path("link.duplicates", about: .connection, of: .packets, "how many packets a cable delivered twice") { scope in
      .number(scope.query.journeys.count { journey in journey.hops.contains { $0.frame.arrivals.count > 1 } })
    },
    Path("router.drops", about: .connection, of: .packets, "how many packets a router did not pass on") { scope in
      .number(scope.query.journeys.count { if case .dropped = $0.ending { true } else { false } })
    },
  ]
}

extension Scope {
  /// The packets of this exchange's connection, also of one that never stood.
  var segments: [Journey]? {
    guard let connection = current?.connection else { return nil }
    let found = query.journeys(of: connection)
    return found.isEmpty ? nil : found
  }

  /// Those up to the one with which both ends are sure of each other; nil where that never came.
  var handshakeSegments: ArraySlice<Journey>? {
    guard let segments, let last = segments.firstIndex(where: { $0.states == .established }) else { return nil }
    return segments[...last]
  }

  /// The browser's first packet that reached the server.
  fileprivate var crossing: Journey? { segments?.first { $0.isFromClient && $0.ending == .arrived } }

  fileprivate func reports(_ type: ICMP.MessageType) -> [Journey] {
    query.journeys.filter { if case .icmp(let message) = $0.packet?.payload { message.type == type } else { false } }
  }

  fileprivate func tellers(_ type: ICMP.MessageType) -> Expression.Value {
    var tellers: [String] = []
    for case .ipv4(let datagram)? in reports(type).map(\.packet?.content) {
      let address = datagram.header.source.description
      if !tellers.contains(address) { tellers.append(address) }
    }
    return .list(tellers)
  }
}

extension Journey {
  fileprivate var isSYN: Bool { isFromClient && segment?.flags.contains(.syn) ?? false }
  fileprivate var isSYNACK: Bool { segment?.flags.contains([.syn, .ack]) ?? false }
}
