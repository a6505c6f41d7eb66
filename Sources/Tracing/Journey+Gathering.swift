import Wire

extension Query {
  /// Every packet that crossed a cable, in the order in which they set out; empty of a recording without packets.
  ///
  /// Worked out when they are first asked for.
  public var journeys: [Journey] { gathered.all }

  /// The packets of one connection or conversation, or those that belong to none.
  public func journeys(of connection: Connection?) -> [Journey] {
    let gathered = gathered
    return gathered.places[connection, default: []].map { gathered.all[$0] }
  }

  private var gathered: Journeys {
    keptJourneys.value {
      var gathering = Gathering(conversations, silent: silent)
      for entry in trace.entries { gathering.add(entry) }
      return Journeys(withContents(gathering.journeys))
    }
  }

  /// The connections whose server's kernel let every packet pass without a word.
  private var silent: Set<Connection> {
    var silent = Set(
      conversations.filter { $0.failure == "ETIMEDOUT" && $0.connection.transport == .tcp }.map(\.connection))
    guard !silent.isEmpty else { return [] }
    for entry in trace.entries {
      guard case .network(.frame(let frame)) = entry.fact, let datagram = Packet.Summary(frame.bytes)?.ipv4,
        let ports = datagram.ports
      else { continue }
      let speaker = Endpoint(address: datagram.source.description, port: ports.source)
      silent = silent.filter { $0.server != speaker || $0.client.port != ports.destination }
    }
    return silent
  }
}

/// Every packet, and where those of each connection stand.
struct Journeys: Sendable {
  let all: [Journey]
  let places: [Connection?: [Int]]

  init(_ all: [Journey]) {
    self.all = all
    places = Dictionary(grouping: all.indices) { all[$0].connection }
  }
}

/// Puts hops together into journeys, and segments into connections.
private struct Gathering {
  private(set) var journeys: [Journey] = []
  private var topology: Topology?
  /// Which journey the frame of an entry belongs to.
  private var places: [Trace.Entry.ID: Int] = [:]
  private var conversations: [Ends: [Conversation]] = [:]
  private var flows: [Connection: Ladder] = [:]
  /// Where nobody listens, and where whoever listens takes nothing in.
  private let refusing: Set<Connection>
  private let silent: Set<Connection>

  /// Both ends of a conversation, in an order that does not depend on who speaks.
  private struct Ends: Hashable {
    var transport: Connection.Transport
    var ends: Set<Endpoint>
  }

  /// One connection's segments so far.
  private struct Ladder {
    var flow = TCP.Flow()
    var client = TCP.Endpoint()
    var server = TCP.Endpoint()
    var states: Journey.States { Journey.States(client: client.state, server: server.state) }
  }

  init(_ conversations: [Conversation], silent: Set<Connection>) {
    self.silent = silent
    refusing = Set(conversations.filter { $0.failure == "ECONNREFUSED" }.map(\.connection))
    for conversation in conversations {
      let connection = conversation.connection
      let ends = Ends(transport: connection.transport, ends: [connection.client, connection.server])
      self.conversations[ends, default: []].append(conversation)
    }
  }

  mutating func add(_ entry: Trace.Entry) {
    guard case .network(let event) = entry.fact else { return }
    switch event {
    case .raised(let topology): self.topology = topology
    case .frame(let frame): add(frame, entry)
    case .dropped(let reason):
      if let place = entry.cause.flatMap({ places[$0] }) { journeys[place].ending = .dropped(reason) }
    case .probed, .hop: break
    }
  }

  private mutating func add(_ frame: NetworkEvent.Frame, _ entry: Trace.Entry) {
    guard let topology, let hop = hop(frame, entry, topology) else { return }
    let ending = frame.loss.map(Journey.Ending.lost) ?? .arrived
    let place: Int
    if let before = entry.cause.flatMap({ places[$0] }), journeys[before].last.entry == entry.cause,
      Packet.isPassedOn(journeys[before].last.frame.bytes, as: frame.bytes)
    {
      place = before
      journeys[place].hops.append(hop)
      journeys[place].ending = ending
    } else {
      place = journeys.count
      journeys.append(begin(hop, ending))
    }
    places[entry.id] = place
    let isThere = topology.nodes.contains { $0.party == hop.to && $0.kind == .host }
    if isThere, frame.loss == nil, frame.damagedBit == nil { arrive(place) }
  }

  private func hop(_ frame: NetworkEvent.Frame, _ entry: Trace.Entry, _ topology: Topology) -> Journey.Hop? {
    guard topology.cables.indices.contains(frame.cable) else { return nil }
    let parties = topology.cables[frame.cable].ends.map { topology.nodes[$0.node].party }
    guard let to = parties.first(where: { $0 != entry.by }) else { return nil }
    return Journey.Hop(entry: entry.id, at: entry.at, from: entry.by, to: to, frame: frame)
  }

  private mutating func begin(_ hop: Journey.Hop, _ ending: Journey.Ending) -> Journey {
    var journey = Journey(hops: [hop], ending: ending, isFromClient: true)
    journey.packet = try? Packet.dissect(hop.frame.bytes).value.get()
    guard let (connection, isFromClient) = conversation(of: journey.packet, at: hop.entry) else { return journey }
    journey.connection = connection
    journey.isFromClient = isFromClient
    guard let segment = journey.packet?.segment else { return journey }
    var ladder = flows[connection] ?? Ladder()
    if flows[connection] == nil, !refusing.contains(connection) { ladder.server.listen() }
    journey.reading = ladder.flow.add(segment, isFromClient ? .outward : .back)
    if isFromClient { ladder.client.sent(segment) } else { ladder.server.sent(segment) }
    journey.states = ladder.states
    if silent.contains(connection) { journey.states?.server = nil }
    flows[connection] = ladder
    return journey
  }

  private mutating func arrive(_ place: Int) {
    guard let connection = journeys[place].connection, let segment = journeys[place].segment,
      var ladder = flows[connection]
    else { return }
    if !journeys[place].isFromClient {
      ladder.client.received(segment)
      journeys[place].states?.client = ladder.client.state
    } else if !silent.contains(connection) {
      ladder.server.received(segment)
      journeys[place].states?.server = ladder.server.state
    }
    flows[connection] = ladder
  }

  /// The conversation that a packet belongs to: of several between the same two ends, the last to have begun by then.
  private func conversation(of packet: Packet?, at entry: Trace.Entry.ID) -> (Connection, isFromClient: Bool)? {
    guard case .ipv4(let datagram) = packet?.content, let ports = datagram.payload.ports else { return nil }
    let source = Endpoint(address: datagram.header.source.description, port: ports.source)
    let destination = Endpoint(address: datagram.header.destination.description, port: ports.destination)
    let ends = Ends(transport: datagram.header.protocol == .tcp ? .tcp : .udp, ends: [source, destination])
    guard let known = conversations[ends] else { return nil }
    let connection = (known.last { $0.begun <= entry } ?? known[0]).connection
    return (connection, connection.client == source)
  }
}

extension Packet.Payload {
  fileprivate var ports: (source: UInt16, destination: UInt16)? {
    switch self {
    case .tcp(let segment): (segment.sourcePort, segment.destinationPort)
    case .udp(let datagram): (datagram.sourcePort, datagram.destinationPort)
    case .icmp, .icmpv6, .fragment, .opaque: nil
    }
  }
}
