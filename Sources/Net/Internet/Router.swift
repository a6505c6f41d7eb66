public import Tracing
public import Wire

/// A router with its cables taken out: frames in, frames out. It answers ARP, takes one from the Time to Live, finds
/// the next cable, and says by ICMP what it can't pass on (RFC 1812).
public struct Router: Sendable {
  public enum Action: Sendable, Hashable {
    case send([UInt8], cable: Int)
    case drop(NetworkEvent.Reason)
    /// What waited for a neighbour goes out, or is given up; with the number that it was handed over with.
    case release(Waiting, cable: Int)
    case giveUp(Waiting, NetworkEvent.Reason)
    /// ``wake(at:)`` is to be called then: the earliest moment that it waits for, in place of the one said before.
    case wake(at: Tick)
  }

  /// A frame that can't go on before a neighbour has said its hardware address.
  public struct Waiting: Sendable, Hashable {
    public var frame: [UInt8]
    /// The trace's entry for the frame as it came in.
    public var entry: Int?
  }

  /// One of its interfaces: the end of a cable.
  struct Interface: Sendable {
    var address: IPv4Address
    var hardware: Ethernet.Address
  }

  /// How long it waits for a neighbour to say its hardware address, and how often it asks.
  private static let neighbourPatience = (milliseconds: 1000, tries: 3)
  /// How many frames wait for one neighbour.
  private static let mostWaiting = 64

  private let node: Int
  private let topology: Topology
  private let interfaces: [Int: Interface]
  /// The longest datagram that a cable takes, in bytes; 1500 where nothing else is said.
  var limits: [Int: Int]
  private var neighbours: [IPv4Address: Neighbour] = [:]
  /// The entry of the frame that is being dealt with.
  private var entry: Int?
  private var routes: [IPv4Address: Route] = [:]

  private struct Route: Sendable {
    var cable: Int
    var next: IPv4Address
  }

  private enum Neighbour: Sendable {
    case known(Ethernet.Address)
    case asked(cable: Int, tries: Int, until: Tick, waiting: [Waiting])
  }

  /// The router that is `node` of a topology; `limits` are the lengths of its cables that are not 1500.
  public init(_ node: Int, in topology: Topology, limits: [Int: Int] = [:]) {
    self.node = node
    self.topology = topology
    self.limits = limits
    var interfaces: [Int: Interface] = [:]
    for number in topology.cables(at: node) {
      guard let end = topology.cables[number].end(at: node) else { continue }
      interfaces[number] = Interface(
        address: topology.cables[number].ends[end].address,
        hardware: Ethernet.Address(octets: topology.hardwareAddress(cable: number, end: end)))
    }
    self.interfaces = interfaces
    // Other routers were introduced when the cables were laid; hosts come and go, and are asked.
    for number in interfaces.keys {
      guard let end = topology.cables[number].end(at: node) else { continue }
      let far = topology.cables[number].ends[1 - end]
      guard topology.nodes[far.node].kind == .router else { continue }
      neighbours[far.address] = .known(
        Ethernet.Address(octets: topology.hardwareAddress(cable: number, end: 1 - end)))
    }
  }

  // MARK: Frames

  /// What to do about a frame that came in on one of its cables, as that entry of the trace says.
  public mutating func receive(_ frame: [UInt8], on cable: Int, at now: Tick, entry: Int? = nil) -> [Action] {
    self.entry = entry
    guard let interface = interfaces[cable] else { return [.drop(.notForUs)] }
    guard let summary = Packet.Summary(frame) else { return malformed(frame) }
    guard summary.destination == interface.hardware || summary.destination.isGroup else { return [.drop(.notForUs)] }
    switch summary.type {
    case .arp: return resolve(frame, on: cable, interface)
    case .ipv4:
      guard let datagram = summary.ipv4 else { return malformed(frame) }
      guard !summary.destination.isGroup else { return [.drop(.notForUs)] }
      if interfaces.values.contains(where: { $0.address == datagram.destination }) {
        return answer(frame, datagram, at: now)
      }
      return forward(frame, datagram, at: now)
    default: return [.drop(.notForUs)]
    }
  }

  /// Asks again for neighbours that did not answer, or gives them up.
  public mutating func wake(at now: Tick) -> [Action] {
    entry = nil
    var actions: [Action] = []
    for (address, neighbour) in neighbours.sorted(by: { $0.key.bits < $1.key.bits }) {
      guard case .asked(let cable, let tries, let until, let waiting) = neighbour, until <= now else { continue }
      if tries < Self.neighbourPatience.tries {
        actions += ask(address, on: cable, tries: tries + 1, waiting: waiting, at: now)
        continue
      }
      neighbours[address] = nil
      for waiting in waiting {
        actions.append(.giveUp(waiting, .noNeighbour))
        guard let datagram = Packet.Summary(waiting.frame)?.ipv4 else { continue }
        actions += report(.unreachable(.host, original: waiting.frame[datagram.range]), about: datagram, at: now)
      }
    }
    return actions + alarm
  }

  /// Until a neighbour that was asked has been silent for long enough.
  private var alarm: [Action] {
    let moments = neighbours.values.compactMap { if case .asked(_, _, let until, _) = $0 { until } else { nil } }
    return moments.min().map { [.wake(at: $0)] } ?? []
  }

  /// The dissector says what is wrong; where it reads on, only a checksum is.
  private func malformed(_ frame: [UInt8]) -> [Action] {
    switch Packet.dissect(frame).value {
    case .failure(let fault): [.drop(.malformed(fault))]
    case .success:
      [.drop(.malformed(Fault(.conflict, "expected right checksums, found a wrong one", bytes: 14..<frame.count)))]
    }
  }

  // MARK: Passing on

  private mutating func forward(_ frame: [UInt8], _ datagram: IPv4.Summary, at now: Tick) -> [Action] {
    let original = frame[datagram.range]
    guard let route = route(to: datagram.destination) else {
      return [.drop(.noRoute)] + report(.unreachable(.network, original: original), about: datagram, at: now)
    }
    var frame = Array(frame[..<datagram.range.upperBound])
    guard IPv4.decrementTimeToLive(in: &frame) else {
      return [.drop(.timeToLiveExceeded)] + report(.timeExceeded(original: original), about: datagram, at: now)
    }
    let limit = limits[route.cable] ?? Self.standardLimit
    if datagram.range.count <= limit { return send(frame, along: route, at: now) }
    if let fragments = IPv4.fragments(of: frame, limit: limit) {
      return fragments.flatMap { send($0, along: route, at: now) }
    }
    let report = ICMP.Message.unreachable(.fragmentationNeeded, nextHopMTU: UInt16(clamping: limit), original: original)
    return [.drop(.tooLong(limit: limit))] + self.report(report, about: datagram, at: now)
  }

  /// What an Ethernet cable takes (RFC 894).
  private static let standardLimit = 1500

  private mutating func route(to address: IPv4Address) -> Route? {
    if let known = routes[address] { return known }
    guard let (cable, next) = topology.route(from: node, to: address) else { return nil }
    let route = Route(cable: cable, next: next)
    // A peer that names a million addresses fills no memory.
    if routes.count < 4096 { routes[address] = route }
    return route
  }

  private mutating func send(_ frame: consuming [UInt8], along route: Route, at now: Tick) -> [Action] {
    guard let interface = interfaces[route.cable] else { return [.drop(.noRoute)] }
    switch neighbours[route.next] {
    case .known(let hardware):
      Ethernet.readdress(&frame, to: hardware, from: interface.hardware)
      return [.send(frame, cable: route.cable)]
    case .asked(let cable, let tries, let until, var waiting):
      guard waiting.count < Self.mostWaiting else { return [.drop(.queueFull)] }
      waiting.append(Waiting(frame: frame, entry: entry))
      neighbours[route.next] = .asked(cable: cable, tries: tries, until: until, waiting: waiting)
      return []
    case nil:
      let first = Waiting(frame: frame, entry: entry)
      return ask(route.next, on: route.cable, tries: 1, waiting: [first], at: now) + alarm
    }
  }

  // MARK: Neighbours

  private mutating func ask(
    _ address: IPv4Address, on cable: Int, tries: Int, waiting: [Waiting], at now: Tick
  ) -> [Action] {
    guard let interface = interfaces[cable] else { return [.drop(.noRoute)] }
    let until = now.adding(milliseconds: Self.neighbourPatience.milliseconds)
    neighbours[address] = .asked(cable: cable, tries: tries, until: until, waiting: waiting)
    let question = ARP.Message(
      .request, senderHardware: interface.hardware, senderProtocol: interface.address, targetProtocol: address)
    let header = Ethernet.Header(destination: .broadcast, source: interface.hardware, type: .arp)
    return [.send(Packet(header, .arp(question)).encoded(), cable: cable)]
  }

  /// RFC 826, "Packet Reception": whoever asks us is a neighbour too.
  private mutating func resolve(_ frame: [UInt8], on cable: Int, _ interface: Interface) -> [Action] {
    guard case .success(let packet) = Packet.dissect(frame).value, case .arp(let message) = packet.content else {
      return malformed(frame)
    }
    guard topology.cables[cable].holds(message.senderProtocol) else { return [.drop(.notForUs)] }
    var actions = learn(message.senderProtocol, message.senderHardware, on: cable, interface)
    if message.operation == .request, message.targetProtocol == interface.address {
      let header = Ethernet.Header(destination: message.senderHardware, source: interface.hardware, type: .arp)
      actions.append(.send(Packet(header, .arp(message.reply(from: interface.hardware))).encoded(), cable: cable))
    }
    return actions
  }

  private mutating func learn(
    _ address: IPv4Address, _ hardware: Ethernet.Address, on cable: Int, _ interface: Interface
  ) -> [Action] {
    let before = neighbours.updateValue(.known(hardware), forKey: address)
    guard case .asked(_, _, _, let waiting) = before else { return [] }
    return waiting.map { waiting in
      var waiting = waiting
      Ethernet.readdress(&waiting.frame, to: hardware, from: interface.hardware)
      return .release(waiting, cable: cable)
    }
  }

  // MARK: Speaking for itself

  /// A datagram for one of the router's own addresses: a ping is answered, and no port is open.
  private mutating func answer(_ frame: [UInt8], _ datagram: IPv4.Summary, at now: Tick) -> [Action] {
    let packet: Packet
    switch Packet.dissect(frame).value {
    case .success(let value): packet = value
    case .failure(let fault): return [.drop(.malformed(fault))]
    }
    guard packet.isIntact, case .ipv4(let content) = packet.content else { return malformed(frame) }
    let original = frame[datagram.range]
    switch content.payload {
    case .icmp(let message):
      guard let reply = message.echoReply else { return [.drop(.notForUs)] }
      return originate(reply, from: datagram.destination, to: datagram.source, at: now)
    case .udp:
      return report(.unreachable(.port, original: original), about: datagram, from: datagram.destination, at: now)
    // Not applicable: putting fragments together (RFC 1812 section 4.2.2.7), which it would only do for itself.
    case .fragment: return [.drop(.notForUs)]
    case .tcp, .icmpv6, .opaque:
      return report(.unreachable(.protocol, original: original), about: datagram, from: datagram.destination, at: now)
    }
  }

  /// Tells the sender what became of its datagram, unless that was a report itself, or a fragment behind the first
  /// (RFC 1812 section 4.3.2.7).
  private mutating func report(
    _ message: ICMP.Message, about datagram: IPv4.Summary, from source: IPv4Address? = nil, at now: Tick
  ) -> [Action] {
    guard datagram.protocol != .icmp || datagram.messageType.map({ !$0.isReport }) ?? false,
      !datagram.isLaterFragment, let way = route(to: datagram.source),
      let source = source ?? interfaces[way.cable]?.address
    else { return [] }
    return originate(message, from: source, to: datagram.source, at: now)
  }

  /// It gives its datagrams no numbers, so nobody may cut them (RFC 6864 section 4.1).
  private mutating func originate(
    _ message: ICMP.Message, from source: IPv4Address, to destination: IPv4Address, at now: Tick
  ) -> [Action] {
    guard let way = route(to: destination) else { return [] }
    let header = IPv4.Header(source: source, destination: destination, protocol: .icmp, dontFragment: true)
    let frame = Packet(
      Ethernet.Header(destination: .zero, source: .zero, type: .ipv4), .ipv4(IPv4.Datagram(header, .icmp(message))))
    return send(frame.encoded(), along: way, at: now)
  }
}
