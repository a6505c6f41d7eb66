public import Tracing
public import Wire

/// A recording in the standard topology, written by hand packet by packet: one connection between laptop and edge.
public struct PacketSample {
  public private(set) var trace: Trace
  private var milliseconds = 0.0

  public static let connection = Connection(
    number: 1, transport: .tcp, client: Endpoint(address: "192.0.2.10", port: 40000),
    server: Endpoint(address: "203.0.113.10", port: 443))

  /// Where each side begins to count.
  public static let initial: (client: UInt32, server: UInt32) = (3_000_000_000, 7000)

  /// The cables between the two, by their places in the topology, and whose they are on the laptop's side.
  private static let way: [(cable: Int, from: Party, to: Party)] = [
    (0, .laptop, .homeRouter), (1, .homeRouter, .exchange), (6, .exchange, .siteRouter), (7, .siteRouter, .edge),
  ]

  public init(isNormalised: Bool = false) {
    trace = Trace(isNormalised: isNormalised)
    add(.network(.raised(.standard)), by: .laptop)
  }

  @discardableResult
  public mutating func add(_ fact: Fact, by party: Party, cause: Int? = nil) -> Int {
    let at = trace.isNormalised ? Tick.zero : Tick(nanoseconds: UInt64(milliseconds * 1_000_000))
    return trace.append(fact, at: at, by: party, cause: cause)
  }

  /// Lets time pass.
  public mutating func wait(milliseconds span: Double) { milliseconds += span }

  /// One segment, its numbers counted from each side's SYN. It is lost on the cable called `lost`; the cable `line`
  /// takes `delay` milliseconds, the others none.
  public mutating func segment(
    _ flags: TCP.Flags, fromClient: Bool = true, _ sequence: Int, _ acknowledgment: Int = 0, _ data: [UInt8] = [],
    lost: String? = nil, delay: Double = 0
  ) {
    let segment = tcp(flags, fromClient: fromClient, sequence, acknowledgment, data)
    send(.tcp(segment), .tcp, fromClient: fromClient, lost: lost, delay: delay)
  }

  private func tcp(
    _ flags: TCP.Flags, fromClient: Bool, _ sequence: Int, _ acknowledgment: Int, _ data: [UInt8]
  ) -> TCP.Segment {
    let (mine, theirs) =
      fromClient
      ? (Self.initial.client, Self.initial.server) : (Self.initial.server, Self.initial.client)
    let ends = (Self.connection.client.port, Self.connection.server.port)
    return TCP.Segment(
      sourcePort: fromClient ? ends.0 : ends.1, destinationPort: fromClient ? ends.1 : ends.0,
      sequenceNumber: mine &+ UInt32(truncatingIfNeeded: sequence),
      acknowledgmentNumber: flags.contains(.ack) ? theirs &+ UInt32(truncatingIfNeeded: acknowledgment) : 0,
      flags: flags, window: 502,
      options: flags.contains(.syn) ? [.maximumSegmentSize(1460), .sackPermitted, .windowScale(7)] : [], data: data)
  }

  private static let (laptop, edge) = (IPv4Address(192, 0, 2, 10), IPv4Address(203, 0, 113, 10))

  /// A datagram in a frame, as it stands on one cable.
  private static func frame(
    _ payload: Packet.Payload, _ number: Packet.ProtocolNumber, from source: IPv4Address, to destination: IPv4Address,
    timeToLive: UInt8 = 64, cable: Int
  ) -> [UInt8] {
    var header = IPv4.Header(source: source, destination: destination, protocol: number)
    header.timeToLive = timeToLive
    let ethernet = Ethernet.Header(
      destination: Ethernet.Address(bits: UInt64(0x0200_0000_0000 + cable * 256 + 2)),
      source: Ethernet.Address(bits: UInt64(0x0200_0000_0000 + cable * 256 + 1)), type: .ipv4)
    return Packet(ethernet, .ipv4(IPv4.Datagram(header, payload))).encoded()
  }

  /// One datagram on its way over all cables; its Time to Live falls from 64.
  public mutating func send(
    _ payload: Packet.Payload, _ number: Packet.ProtocolNumber, fromClient: Bool, lost: String? = nil, delay: Double = 0
  ) {
    let begun = milliseconds
    var cause: Int?
    for (passed, hop) in (fromClient ? Self.way : Self.way.reversed()).enumerated() {
      let bytes = Self.frame(
        payload, number, from: fromClient ? Self.laptop : Self.edge, to: fromClient ? Self.edge : Self.laptop,
        timeToLive: UInt8(64 - passed), cable: hop.cable)
      let cable = Topology.standard.cables[hop.cable].id
      let takes = cable == "line" ? delay : 0
      var frame = NetworkEvent.Frame(
        cable: hop.cable, bytes: bytes, arrivals: [UInt64(takes * 1_000_000)])
      if cable == lost { (frame.arrivals, frame.loss) = ([], .dropped) }
      cause = add(.network(.frame(frame)), by: fromClient ? hop.from : hop.to, cause: cause)
      if cable == lost { break }
      milliseconds += takes
    }
    // Who sends next need not wait for this one to arrive.
    if delay == 0 { milliseconds = begun }
  }

  /// The client sends data, and 5 milliseconds later its FIN, while the data is under way for `delay` milliseconds.
  public mutating func overlap(delay: Double) {
    let begun = milliseconds
    segment([.psh, .ack], 1, 1, [1, 2, 3], delay: delay)
    milliseconds = begun + 5
    segment([.fin, .ack], 4, 1, delay: delay)
  }

  /// The connection stands; then the home router takes a segment of the client's, says that it is too long for the cable
  /// behind it, and the same goes again in a shorter piece.
  public mutating func turnedAway() {
    segment(.syn, 0)
    segment([.syn, .ack], fromClient: false, 0, 1)
    segment(.ack, 1, 1)
    add(.socket(.connected(Self.connection)), by: .browser)
    let long = [UInt8](repeating: 0x61, count: 1400)
    let data = tcp([.psh, .ack], fromClient: true, 1, 1, long)
    let frame = Self.frame(.tcp(data), .tcp, from: Self.laptop, to: Self.edge, cable: 0)
    let sent = add(.network(.frame(NetworkEvent.Frame(cable: 0, bytes: frame, arrivals: [0]))), by: .laptop)
    add(.network(.dropped(.tooLong(limit: 1200))), by: .homeRouter, cause: sent)
    let report = ICMP.Message.unreachable(.fragmentationNeeded, nextHopMTU: 1200, original: frame.dropFirst(14))
    let answer = Self.frame(.icmp(report), .icmp, from: IPv4Address(192, 0, 2, 1), to: Self.laptop, cable: 0)
    add(.network(.frame(NetworkEvent.Frame(cable: 0, bytes: answer, arrivals: [0]))), by: .homeRouter)
    segment([.psh, .ack], 1, 1, Array(long.prefix(1148)))
  }

  /// What the two programs say of it: it is opened, stands, is accepted.
  public mutating func open() {
    add(.visit(.exchange(1, url: "http://www.shop.test/", reason: .typed)), by: .browser)
    add(.socket(.connecting(Self.connection)), by: .browser)
    add(.visit(.assigned(exchange: 1, Self.connection, index: 0)), by: .browser)
  }

  /// The first SYN is lost and sent again after a second; then the three packets, a request, its answer with one
  /// segment lost and sent again, and the close.
  public static func opening(isNormalised: Bool = false) -> PacketSample {
    var sample = PacketSample(isNormalised: isNormalised)
    sample.open()
    sample.segment(.syn, 0, lost: "line")
    sample.wait(milliseconds: 1000)
    sample.segment(.syn, 0, delay: 20)
    sample.segment([.syn, .ack], fromClient: false, 0, 1, delay: 20)
    sample.add(.socket(.connected(connection)), by: .browser)
    sample.segment(.ack, 1, 1, delay: 20)
    sample.add(.socket(.accepted(connection)), by: .edge)
    return sample
  }

  public static let request = Array("GET / HTTP/1.1\r\nHost: www.shop.test\r\n\r\n".utf8)
  public static let response = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".utf8)

  /// As ``opening(isNormalised:)``, then a request and an answer in two segments, the second lost and sent again, and
  /// the close.
  public static func whole(isNormalised: Bool = false) -> PacketSample {
    var sample = opening(isNormalised: isNormalised)
    let (asked, answered) = (request.count, response.count)
    func message(_ count: Int) -> HTTPEvent.Message {
      HTTPEvent.Message(connection: connection, index: 0, bytes: 0..<count)
    }
    sample.add(.socket(.sent(connection, request)), by: .browser)
    sample.add(.http(.requestSent(message(asked))), by: .browser)
    sample.segment([.psh, .ack], 1, 1, request)
    sample.segment(.ack, fromClient: false, 1, 1 + asked)
    sample.add(.socket(.received(connection, request)), by: .edge)
    sample.add(.http(.requestReceived(message(asked))), by: .edge)
    sample.add(.socket(.sent(connection, response)), by: .edge)
    sample.add(.http(.responseSent(message(answered))), by: .edge)
    sample.segment(.ack, fromClient: false, 1, 1 + asked, Array(response[..<20]))
    sample.segment([.psh, .ack], fromClient: false, 21, 1 + asked, Array(response[20...]), lost: "backbone")
    sample.segment(.ack, 1 + asked, 21)
    sample.wait(milliseconds: 200)
    sample.segment([.psh, .ack], fromClient: false, 21, 1 + asked, Array(response[20...]))
    sample.segment(.ack, 1 + asked, 1 + answered)
    sample.add(.http(.responseReceived(message(answered))), by: .browser)
    sample.segment([.fin, .ack], 1 + asked, 1 + answered)
    sample.segment([.fin, .ack], fromClient: false, 1 + answered, 2 + asked)
    sample.segment(.ack, 2 + asked, 2 + answered)
    return sample
  }
}
