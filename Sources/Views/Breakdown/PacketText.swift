import Tracing
import Wire

/// One packet in words: who to whom, what it says, and its fields from the innermost layer outwards.
struct PacketText {
  let packet: Journey
  /// Whom it is for; of one cable, who is at its other end.
  let destination: Party
  /// Which of the frames that carried it, one a cable; nil for the packet on its whole way.
  var hop: Int?

  private static let layers: Set = ["Ethernet header", "ARP", "IPv4", "IPv6", "ICMP", "ICMPv6", "UDP", "TCP"]

  private var shown: Journey.Hop {
    hop.flatMap { packet.hops.indices.contains($0) ? packet.hops[$0] : nil } ?? packet.first
  }

  /// `SYN ACK: Edge to Laptop`, and what becomes of it.
  var heading: Piece {
    var runs = [Run(packet.name, .transport), Run("  \(shown.from.name) to \(destination.name)")]
    if let loss = packet.loss { runs += [Run(", "), Run(loss, .wrong)] }
    if packet.reading?.marks.contains(.retransmission) ?? false { runs.append(Run(", sent again", .mark)) }
    let delay = (hop == nil ? packet.hops : [shown]).reduce(0) { $0 + ($1.frame.arrivals.min() ?? 0) }
    let place = hop == nil ? "cables" : "this cable"
    if delay >= 100_000 { runs.append(Run(", \(Tick(nanoseconds: delay).milliseconds) on \(place)", .faint)) }
    return .heading(runs)
  }

  /// What a TCP segment says, in the words of its arrow: numbers as people count, and as they cross the wire.
  var numbers: Piece {
    guard let segment = packet.segment else { return .entries([]) }
    let reading = packet.reading
    func number(_ relative: Int?, _ raw: UInt32) -> String { relative.map { "\($0)  (raw \(raw))" } ?? "\(raw)" }
    let sequenceNumber = number(reading?.sequenceNumber, segment.sequenceNumber)
    var entries = [entry(PacketWord.sequenceNumber.text, sequenceNumber, segment.sequenceMeaning)]
    if segment.flags.contains(.ack) {
      entries.append(
        entry(.acknowledgmentNumber, number(reading?.acknowledgmentNumber, segment.acknowledgmentNumber)))
    }
    if !segment.data.isEmpty { entries.append(entry(.length, "\(segment.data.count)")) }
    entries += contents
    entries.append(entry(.window, "\(reading?.window ?? Int(segment.window))"))
    entries += segment.options.compactMap(\.gloss).map { entry($0.word, $0.value, $0.meaning) }
    return .entries(entries)
  }

  /// What both ends do once it has gone its way, as long as that is more than carrying on.
  var states: Piece {
    guard hop == nil, let states = packet.states else { return .entries([]) }
    let (client, server) =
      packet.isFromClient ? (packet.first.from, destination) : (destination, packet.first.from)
    return .entries(
      [(client, states.client), (server, states.server)].compactMap { party, state in
        guard let state, state != .established else { return nil }
        return entry(party.name, state.description, state.meaning)
      })
  }

  /// The messages that begin in it.
  private var contents: [Piece.Entry] {
    let (open, sealed) = (packet.contents.filter { !$0.isSealed }, packet.contents.filter(\.isSealed))
    let unsealed = open.compactMap(\.name).joined(separator: ", ")
    let closed = sealed.compactMap(\.name).joined(separator: ", ")
    return (open.isEmpty ? [] : [entry("brings", unsealed, "anyone on the way can read it")])
      + (sealed.isEmpty ? [] : [entry(.sealed, closed)])
  }

  private func entry(_ word: PacketWord, _ value: String) -> Piece.Entry { entry(word.text, value, word.meaning) }

  private func entry(_ name: String, _ value: String, _ meaning: String) -> Piece.Entry {
    Piece.Entry(name, value, meaning, depth: 1)
  }

  /// Every field with its meaning, the innermost layer first.
  var fields: [Piece] {
    let root = Packet.dissect(shown.frame.bytes).field
    return sections(of: root, within: [root]).reversed().flatMap { layer, entries in
      [Piece.heading([Run(layer.name), Run(layer.spec.map { "  \($0)" } ?? "", .faint)]), .entries(entries)]
    }
  }

  /// Its frames as bytes, the shown one first.
  var messages: [BytesPane.Message] {
    let chosen = hop ?? 0
    let others = packet.hops.indices.filter { $0 != chosen }
    return ([chosen] + others).filter(packet.hops.indices.contains).map { place in
      let hop = packet.hops[place]
      return BytesPane.Message(
        "Frame from \(hop.from.name) to \(hop.to.name)", hop.frame.bytes, Packet.dissect(hop.frame.bytes).field)
    }
  }

  /// The layers in and below a field, outermost first, each with entries for its own fields.
  private func sections(of field: Field, within path: [Field]) -> [(Field, [Piece.Entry])] {
    var found: [(Field, [Piece.Entry])] = []
    if Self.layers.contains(field.name) { found.append((field, entries(of: field, within: path, depth: 0))) }
    for child in field.children { found += sections(of: child, within: path + [child]) }
    return found
  }

  private func entries(of field: Field, within path: [Field], depth: Int) -> [Piece.Entry] {
    field.children.flatMap { child -> [Piece.Entry] in
      if Self.layers.contains(child.name) { return [] }
      let way = path + [child]
      // Of the flags only those that are set say anything.
      if field.name == "Control Bits", child.value == .flag(false) { return [] }
      if child.children.isEmpty { return [entry(child, way, depth)] }
      // A header's fields are its layer's; other groups stand above theirs.
      if child.value == .none, child.name == "header" { return entries(of: child, within: way, depth: depth) }
      return [entry(child, way, depth)] + entries(of: child, within: way, depth: depth + 1)
    }
  }

  private func entry(_ field: Field, _ path: [Field], _ depth: Int) -> Piece.Entry {
    let value =
      switch field.value {
      case .bytes(let bytes) where bytes.count > 24: bytes.count.counted("byte")
      case .none, .number, .flag, .text, .bytes: field.value.description
      }
    let fault = field.fault.map { "wrong: \($0.message)" }
    return Piece.Entry(field.name, value, fault ?? Glossary.meaning(of: path) ?? "", depth: depth)
  }
}
