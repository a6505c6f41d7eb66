import Tracing
import Wire

/// Packets one below the other: each an arrow from host to host, or cable by cable.
struct PacketLadder: Sendable, Hashable {
  /// How close one looks.
  enum Depth: Sendable, Hashable, CaseIterable {
    /// One arrow a packet.
    case hosts
    /// One arrow a cable that it crosses, with the Time to Live there.
    case cables
  }

  /// One arrow.
  struct Rung: Sendable, Hashable {
    var from: Party
    var to: Party
    var at: Tick
    /// When it arrives; nil where it never does.
    var arrival: Tick?
    /// What stands on it: as much from the first on as there is room for.
    var words: [String]
    /// The state of its sender once it has sent it, and of its receiver once it has arrived.
    var states: Journey.States?
    var isLost = false
    var role = Role.transport
    /// The packet's place in ``packets``, and the cable's on its way.
    var packet: Int?
    var hop = 0
    /// It takes so long that it is drawn over two rows: that it sets out, and further down that it arrives.
    var isSlanted = false
  }

  enum Row: Sendable, Hashable {
    case rung(Rung)
    /// The other end of a slanted rung.
    case arrival(Rung)
    /// What is left out between two.
    case folded(String)
  }

  let packets: [Journey]
  let parties: [Party]
  let rows: [Row]
  let hasTimes: Bool
  /// The states before the first packet, where the packets are those of one connection.
  let beginning: Journey.States?
  /// So many lanes that no words fit between two of them: they stand beside.
  let hasWordsBeside: Bool

  /// Packets that were recorded, in the order in which they set out.
  init(_ packets: [Journey], depth: Depth, in topology: Topology?, hasTimes: Bool) {
    self.packets = packets
    self.hasTimes = hasTimes
    let connections = Set(packets.compactMap(\.connection))
    let isConnection = connections.count == 1 && connections.first?.transport == .tcp
    beginning =
      isConnection && depth == .hosts ? Journey.States(client: .closed, server: Self.beginning(packets.first)) : nil
    let speakers = topology?.routers(in: packets) ?? []
    let endToEnd = depth == .hosts && (isConnection || speakers.isEmpty)
    let rungs = packets.indices.flatMap { number in
      depth == .hosts
        ? [Self.rung(packets[number], number: number, endToEnd ? topology : nil, speakers)]
        : Self.rungs(packets[number], number: number)
    }
    rows = depth == .hosts && isConnection && hasTimes ? Self.slanted(rungs) : rungs.map(Row.rung)
    parties = endToEnd ? Self.ends(rungs, speakers, topology) : Self.way(rungs, packets)
    hasWordsBeside = depth == .cables || parties.count > 3
  }

  /// The three packets of a handshake as RFC 9293 section 3.5 has them, where none were recorded; for a whole
  /// connection those of its end too (section 3.6).
  init(modelledFrom client: Party, to server: Party, isWhole: Bool) {
    func rung(_ isBack: Bool, _ words: [String], _ before: TCP.State, _ after: TCP.State) -> Row {
      .rung(
        Rung(
          from: isBack ? server : client, to: isBack ? client : server, at: .zero, words: words,
          states: Journey.States(client: before, server: after)))
    }
    packets = []
    parties = [client, server]
    hasTimes = false
    hasWordsBeside = false
    beginning = Journey.States(client: .closed, server: .listen)
    let opening = [
      rung(false, ["SYN", "seq x"], .synSent, .synReceived),
      rung(true, ["SYN ACK", "seq y", "ack x+1"], .established, .synReceived),
      rung(false, ["ACK", "seq x+1", "ack y+1"], .established, .established),
    ]
    let end = [
      .folded("data, both ways"), rung(false, ["FIN ACK", "seq u", "ack v"], .finWait1, .closeWait),
      rung(true, ["ACK", "seq v", "ack u+1"], .finWait2, .closeWait),
      rung(true, ["FIN ACK", "seq v", "ack u+1"], .timeWait, .lastAck),
      rung(false, ["ACK", "seq u+1", "ack v+1"], .timeWait, .closed),
    ]
    rows = opening + (isWhole ? end : [])
  }

  private init(_ ladder: PacketLadder, _ rows: [Row]) {
    packets = ladder.packets
    parties = ladder.parties
    hasTimes = ladder.hasTimes
    beginning = ladder.beginning
    hasWordsBeside = ladder.hasWordsBeside
    self.rows = rows
  }

  /// The same without the packets that only carry on: what stays opens, closes, breaks or mends something.
  var folded: PacketLadder {
    var rows: [Row] = []
    var left: [Row] = []
    var shown: Set<Int> = []
    func fold() {
      let packets = left.compactMap { $0.rung?.packet.map { self.packets[$0] } }
      // One row says no more than the other.
      if packets.count == 1 {
        rows += left
        shown.formUnion(left.compactMap(\.packet))
      }
      let sizes = [true, false].map { way in
        packets.filter { $0.isFromClient == way }.reduce(0) { $0 + ($1.segment?.data.count ?? 0) }
      }
      let data = sizes[0] + sizes[1] > 0 ? ": \(sizes[0].counted("byte")) out, \(sizes[1].grouped) back" : ""
      if packets.count > 1 { rows.append(.folded("\(packets.count.counted("packet"))\(data)")) }
      left = []
    }
    var isOpen = false
    for row in self.rows {
      if let number = row.packet, row.rung == nil, !shown.contains(number) {
        // It arrives where it was left out.
        if left.contains(where: { $0.packet == number }) { left.append(row) }
      } else if isOpen, row.rung != nil, row.packet.map({ packets[$0].isRoutine }) ?? false {
        left.append(row)
      } else {
        fold()
        rows.append(row)
        if let number = row.packet { shown.insert(number) }
      }
      switch row {
      case .rung(let rung) where !rung.isSlanted, .arrival(let rung):
        if rung.states == .established { isOpen = true }
      case .rung, .folded: break
      }
    }
    fold()
    return PacketLadder(self, rows)
  }

  /// The server's state before the first packet: where nobody listens its end is closed, and stays so; of one that keeps
  /// silent nothing is known.
  private static func beginning(_ packet: Journey?) -> TCP.State? {
    guard let states = packet?.states else { return .listen }
    return states.server.map { $0 == .closed ? .closed : .listen }
  }

  /// Which rows a window of `room` shows, where not all fit: as far as the last that is lost, mended or broken off, or
  /// to the newest where all went well, and as many before and behind as there is room for.
  func window(of room: Int) -> Range<Int> {
    let last = rows.lastIndex { $0.packet.map { packets.indices.contains($0) && packets[$0].isRemarkable } ?? false }
    let first = max(0, (last.map { $0 + 1 } ?? rows.count) - max(0, room))
    return first..<min(rows.count, first + max(0, room))
  }

  /// One arrow for the whole way. Without `topology` it ends where the packet did: at the router that dropped it; so it
  /// does where that router is one of `speakers`, which have a lane of their own.
  private static func rung(_ packet: Journey, number: Int, _ topology: Topology?, _ speakers: [Party]) -> Rung {
    let isTurnedAway = if case .dropped = packet.ending { speakers.contains(packet.last.to) } else { false }
    let isLost = topology == nil ? packet.last.frame.loss != nil : packet.isLost
    return Rung(
      from: packet.first.from, to: packet.destination(in: isTurnedAway ? nil : topology), at: packet.first.at,
      arrival: isLost ? nil : packet.last.arrival, words: packet.words, states: packet.states, isLost: isLost,
      role: packet.role, packet: number)
  }

  /// One arrow a cable.
  private static func rungs(_ packet: Journey, number: Int) -> [Rung] {
    packet.hops.indices.map { place in
      let hop = packet.hops[place]
      let left = hop.timeToLive.map { ["ttl \($0)"] } ?? []
      return Rung(
        from: hop.from, to: hop.to, at: hop.at, arrival: hop.arrival,
        words: [packet.name] + left + packet.words.dropFirst(), isLost: hop.frame.loss != nil, role: packet.role,
        packet: number, hop: place)
    }
  }

  /// What takes less than this, in nanoseconds, is drawn as if it took no time.
  private static let shortestSlant: UInt64 = 1_000_000

  /// What takes its time in two rows, each where it belongs among the others.
  private static func slanted(_ rungs: [Rung]) -> [Row] {
    var rows: [Row] = []
    var underWay: [(rung: Rung, arrival: Tick)] = []
    func arrive(by moment: Tick?) {
      while let next = underWay.first, moment.map({ next.arrival <= $0 }) ?? true {
        rows.append(.arrival(next.rung))
        underWay.removeFirst()
      }
    }
    for var rung in rungs {
      arrive(by: rung.at)
      if let arrival = rung.arrival, arrival.since(rung.at) >= shortestSlant {
        rung.isSlanted = true
        let place = underWay.firstIndex { $0.arrival > arrival } ?? underWay.endIndex
        underWay.insert((rung, arrival), at: place)
      }
      rows.append(.rung(rung))
    }
    arrive(by: nil)
    return rows
  }

  /// The hosts, in the order in which they speak, and between them the routers that have something to say.
  private static func ends(_ rungs: [Rung], _ speakers: [Party], _ topology: Topology?) -> [Party] {
    var lanes: [Party] = []
    for rung in rungs {
      for party in [rung.from, rung.to] where !lanes.contains(party) && topology?.isRouter(party) != true {
        lanes.append(party)
      }
    }
    let known = speakers.indices.filter { speakers.firstIndex(of: speakers[$0]) == $0 }.map { speakers[$0] }
    lanes.insert(contentsOf: known, at: min(1, lanes.count))
    return lanes
  }

  /// All that the packets meet: the longest way is the one that the others are stretches of.
  private static func way(_ rungs: [Rung], _ packets: [Journey]) -> [Party] {
    let longest = packets.max { $0.hops.count < $1.hops.count }
    let way = longest.map { $0.hops.map(\.from) + [$0.last.to] } ?? []
    var lanes = longest?.isFromClient ?? true ? way : way.reversed()
    for rung in rungs { for party in [rung.from, rung.to] where !lanes.contains(party) { lanes.append(party) } }
    return lanes
  }
}

extension Journey {
  /// Whose it is to be: where it arrived, or would have.
  func destination(in topology: Topology?) -> Party {
    guard isLost, let topology, case .ipv4(let datagram)? = packet?.content,
      let node = topology.node(at: datagram.header.destination)
    else { return last.to }
    return topology.nodes[node].party
  }

  /// Does not arrive, goes again or breaks the connection off: what a step about more than an opening is about.
  var isRemarkable: Bool {
    isLost || segment?.flags.contains(.rst) ?? false || reading?.marks.contains(.retransmission) ?? false
  }

  fileprivate var role: Role { isLost ? .wrong : segment == nil ? .naming : .transport }

  /// Brings data or confirms it, as nearly every packet does.
  fileprivate var isRoutine: Bool {
    guard !isLost, let segment, segment.flags.isDisjoint(with: [.syn, .fin, .rst]) else { return false }
    return reading?.marks.isDisjoint(with: [.retransmission, .outOfOrder, .duplicateACK, .zeroWindow]) ?? true
  }
}

extension Topology {
  fileprivate func isRouter(_ party: Party) -> Bool { nodes.contains { $0.party == party && $0.kind == .router } }

  /// The routers that have something to say themselves.
  fileprivate func routers(in packets: [Journey]) -> [Party] { packets.map(\.first.from).filter(isRouter) }
}
