public import Tracing
import Wire

/// A lesson's packets as a capture that Wireshark opens (draft-ietf-opsawg-pcapng): every frame that was put on a cable,
/// with the names of the machines, the keys that TLS agreed on, and the lesson's words beside the packets they are about.
public struct PCAPNGExport: Exporter {
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  public var program: String

  public init(program: String) { self.program = program }

  public func stretches(of recording: Recording) -> [@Sendable () -> [UInt8]] {
    [{ blocks(of: recording).reduce(into: []) { $0 += $1.encoded() } }]
  }

  /// Whatever packets are read with stands before the first of them.
  func blocks(of recording: Recording) -> [PCAPNG.Block] {
    let isNormalised = recording.scenes.contains { $0.trace.isNormalised }
    let comments = [recording.title, Self.hint] + (isNormalised ? [Self.normalisation] : [])
    var blocks: [PCAPNG.Block] = [.section(PCAPNG.Section(application: program, comments: comments))]
    // A cable is an interface once, however many scenes use it.
    var topologies: [Topology] = []
    for topology in recording.scenes.compactMap(\.trace.topology) where !topologies.contains(topology) {
      topologies.append(topology)
      blocks += topology.cables.indices.map { .interface(Self.interface($0, of: topology)) }
    }
    blocks.append(.names(Self.names(in: recording, topologies)))
    let log = Self.keyLog(of: recording)
    if !log.isEmpty { blocks.append(.keyLog(log)) }
    for (scene, comments) in zip(recording.scenes, CaptureComments.all(in: recording)) {
      let before = topologies.prefix { $0 != scene.trace.topology }.reduce(0) { $0 + $1.cables.count }
      blocks += Self.packets(of: scene.trace, firstInterface: before, comments)
    }
    return blocks
  }

  private static let hint =
    "A packet is here once for each cable that it crosses, which Wireshark takes for retransmissions: "
    + "frame.interface_name == \"home\" shows one cable."

  private static let normalisation =
    "Recorded under --seed. What the kernel draws at random is counted here instead: clients' ports, first sequence "
    + "numbers, IP identifications; TCP timestamps are 1, bytes of Fast Open cookies C0, and checksums fit. There are no "
    + "times. Everything else, and the order, is as it was on the cables; hosts acknowledged each segment at once."

  /// `line`: `home-router 02:00:00:00:01:01 - exchange 02:00:00:00:01:02`
  private static func interface(_ cable: Int, of topology: Topology) -> PCAPNG.Interface {
    let ends = topology.cables[cable].ends.enumerated().map { number, end in
      let address = Ethernet.Address(octets: topology.hardwareAddress(cable: cable, end: number))
      return "\(topology.nodes[end.node].party.id) \(address)"
    }
    return PCAPNG.Interface(name: topology.cables[cable].id, description: ends.joined(separator: " - "))
  }

  /// What each address is called: the machine that has it, and the names that were looked up and led there.
  private static func names(in recording: Recording, _ topologies: [Topology]) -> [PCAPNG.NameRecord] {
    var records: [PCAPNG.NameRecord] = []
    func call(_ address: IPv4Address, _ name: String) {
      guard let place = records.firstIndex(where: { $0.address == .ipv4(address) }) else {
        return records.append(PCAPNG.NameRecord(.ipv4(address), [name]))
      }
      if !records[place].names.contains(name) { records[place].names.append(name) }
    }
    let lookups = recording.scenes.flatMap(\.query.lookups)
    for topology in topologies {
      for end in topology.cables.flatMap(\.ends) {
        call(end.address, topology.nodes[end.node].party.id)
        for lookup in lookups where lookup.addresses.contains(end.address.description) {
          call(end.address, lookup.name)
        }
      }
    }
    return records
  }

  /// Every secret once: a line of label, random and secret, as programs write for `SSLKEYLOGFILE`.
  private static func keyLog(of recording: Recording) -> [UInt8] {
    var seen: Set<String> = []
    var log: [UInt8] = []
    for entry in recording.scenes.flatMap(\.trace.entries) {
      guard case .tls(.secret(_, let label, let random, let secret)) = entry.fact else { continue }
      let line = "\(label) \(random.hex) \(secret.hex)\n"
      if seen.insert(line).inserted { log += line.utf8 }
    }
    return log
  }

  private static func packets(
    of trace: Trace, firstInterface: Int, _ comments: CaptureComments
  ) -> [PCAPNG.Block] {
    trace.entries.compactMap { entry in
      guard case .network(.frame(let frame)) = entry.fact else { return nil }
      return .packet(
        PCAPNG.EnhancedPacket(
          interface: UInt32(clamping: firstInterface + frame.cable),
          timestamp: trace.epoch &+ entry.at.nanoseconds, frame: frame.bytes,
          comments: (comments[entry.id] ?? []) + fate(of: frame)))
    }
  }

  /// What the cable did to a frame, which the capture would not show otherwise: it has frames as they were put on.
  private static func fate(of frame: NetworkEvent.Frame) -> [String] {
    switch frame.loss {
    case .dropped, .chance: ["Lost on this cable"]
    case .queueFull: ["Lost: too many waited for this cable"]
    case nil: frame.damagedBit.map { ["Bit \($0) of this frame is turned over on this cable"] } ?? []
    }
  }
}
