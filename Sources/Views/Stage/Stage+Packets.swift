import Tracing
import Wire

extension Stage {
  /// The packets that a step is made of; none where none were recorded.
  func packets(of step: Step) -> [Journey] {
    let journeys = query.journeys
    if journeys.isEmpty { return [] }
    switch step.phase {
    // Nothing of them crosses a cable.
    case .url, .render, nil: return []
    case .dns: return naming(journeys, step)
    case .tcp, .tls, .request, .response, .cookies, .cache, .events, .summary, .routing, .handler, .database:
      guard let connection = connection(of: step) else {
        // Probes belong to no connection.
        guard step.phase == .tcp else { return [] }
        return journeys.filter { if case .arp = $0.packet?.content { false } else { true } }
      }
      let reports = query.journeys(of: nil).filter { $0.reports(on: connection) }
      return (query.journeys(of: connection) + reports).sorted { $0.first.entry < $1.first.entry }
    }
  }

  /// Whether ``ladder(of:_:)`` has something.
  func hasPackets(_ step: Step) -> Bool { !packets(of: step).isEmpty || step.phase == .tcp && ladder(of: step) != nil }

  /// The packets as they stand below each other; where none were recorded and the step is about the connection's
  /// opening, as the specification has them.
  ///
  /// - Parameter end: The first entry of the recording that is kept back.
  func ladder(of step: Step, _ depth: PacketLadder.Depth = .hosts, upTo end: Trace.Entry.ID = .max) -> PacketLadder? {
    let packets = packets(of: step).filter { $0.last.entry < end }
    if !packets.isEmpty {
      return PacketLadder(packets, depth: depth, in: query.topology, hasTimes: !query.trace.isNormalised)
    }
    guard step.phase == .tcp, query.topology == nil, let connection = opened(by: step),
      let conversation = query.conversation(connection), conversation.connected != nil
    else { return nil }
    return PacketLadder(
      modelledFrom: conversation.client ?? .browser, to: conversation.server ?? .edge,
      isWhole: step.packetFocus == .connection)
  }

  /// What stands on paper for a step about TCP: the packets that it speaks of. Nil where there are none, or its
  /// connection was there before.
  func printedLadder(of step: Step, upTo end: Trace.Entry.ID = .max) -> PacketLadder? {
    guard step.phase == .tcp else { return nil }
    let hasTimes = !query.trace.isNormalised
    if connection(of: step) != nil, opened(by: step) == nil { return nil }
    switch step.packetFocus {
    case .opening:
      guard let opening = opening(of: step) else { return ladder(of: step, upTo: end)?.folded }
      return PacketLadder(opening, depth: .hosts, in: query.topology, hasTimes: hasTimes)
    case .connection: return ladder(of: step, upTo: end)?.folded
    case .way:
      let packets = packets(of: step).filter { $0.last.entry < end }
      guard let packet = packets.first(where: { $0.isFromClient && !$0.isLost }) else { return nil }
      return PacketLadder([packet], depth: .cables, in: query.topology, hasTimes: hasTimes)
    }
  }

  /// The packets up to the one with which both ends are sure of each other; nil where that never comes.
  func opening(of step: Step) -> [Journey]? {
    let packets = packets(of: step)
    return packets.firstIndex { $0.states == .established }.map { Array(packets[...$0]) }
  }

  /// The connection that was opened for a step's exchange.
  func opened(by step: Step) -> Connection? {
    for entry in query.entries(in: .tcp, exchange: step.exchange) {
      if case .socket(let event) = entry.fact { return event.connection }
    }
    return nil
  }

  private func connection(of step: Step) -> Connection? {
    let exchange = query.exchange(step.exchange)
    switch step.phase {
    case .routing, .handler, .database: return exchange?.upstream?.connection ?? exchange?.front?.connection
    case .url, .render, .summary, .dns, .tcp, .tls, .request, .response, .cookies, .cache, .events, nil:
      return exchange?.front?.connection ?? opened(by: step)
    }
  }

  /// What was asked and answered between the first question of the step's exchange and its last answer; with the
  /// questions about neighbours where the step speaks of them.
  private func naming(_ journeys: [Journey], _ step: Step) -> [Journey] {
    let lookups = query.lookups.filter { $0.exchange == step.exchange }
    guard let first = lookups.map(\.consulted).min() else { return [] }
    let last = lookups.flatMap { $0.responses.map(\.entry) + $0.queries.map(\.entry) }.max() ?? .max
    let hasNeighbours = step.subjects.contains(.neighbours)
    return journeys.filter { journey in
      guard (first...max(first, last)).contains(journey.first.entry) else { return false }
      switch journey.packet?.content {
      case .arp: return hasNeighbours
      case .ipv4, .ipv6: return journey.connection?.transport != .tcp || journey.connection?.server.port == 53
      case .opaque, nil: return false
      }
    }
  }
}

extension Journey {
  /// Whether it is a router's, or a host's, word about a packet between the two ends of `connection`.
  fileprivate func reports(on connection: Connection) -> Bool {
    guard case .icmp(let message) = packet?.payload, let original = message.original else { return false }
    let ends = [connection.client.address, connection.server.address]
    return original.protocol == .tcp && ends.contains(original.source.description)
      && ends.contains(original.destination.description)
  }
}
