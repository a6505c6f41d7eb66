import Tracing
import Wire

extension Breakdown {
  /// The connection that carries the exchange: its ends, its three packets, and what the kernel measured. What stands
  /// in an earlier step that looks at the same connection is said there, once.
  var transport: [Piece] {
    let earlier = earlierSteps.map { step in
      (step: step, parts: Breakdown(step, stage, isPrinted: isPrinted, upTo: end).transportParts)
    }
    let all = transportParts
    let parts = all.filter { part in !earlier.contains { $0.parts.contains(part) } }
    if parts.isEmpty, let last = all.last, let holder = earlier.first(where: { $0.parts.contains(last) }) {
      return Self.nothing("What was recorded of it stands in the step \"\(holder.step.title)\".")
    }
    return Array(parts.joined(separator: [.gap]))
  }

  /// The steps before this one that look at the same thing, and show it.
  private var earlierSteps: [Step] {
    let steps = stage.scene.steps
    let own = steps.firstIndex(of: step) ?? 0
    return steps[..<own].indices.filter { !isPrinted || stage.scene.isLastLook(at: $0) }.map { steps[$0] }
      .filter { $0.phase == step.phase && $0.exchange == step.exchange }
  }

  private var transportParts: [[Piece]] {
    let opened = facts(.tcp).compactMap { fact -> Connection? in
      if case .socket(let event) = fact { event.connection } else { nil }
    }
    guard let connection = opened.first ?? exchange?.connection else {
      return [way ?? Self.nothing("No connection was opened for this request.")]
    }
    let conversation = query.conversation(connection)
    let client = conversation?.client?.name ?? "Client"
    let server = conversation?.server?.name ?? "Server"
    var pieces: [Piece] = [Self.heading("The two ends", .live)]
    pieces.append(
      .entries([
        Piece.Entry(client, "\(connection.client)", "on the laptop; its kernel chose the port, a free one"),
        Piece.Entry(server, "\(connection.server)", "\(listening(conversation))\(standIn(for: connection))"),
      ]))
    if let reason = conversation?.failure { pieces.append(.prose([Run("No connection: ", .wrong), Run(reason)])) }
    if opened.isEmpty { pieces.append(.text("Opened for an earlier request, and used again.", .right)) }
    let packets = packets(client, server, isNew: !opened.isEmpty, stood: conversation?.connected != nil)
    return [pieces] + (packets.isEmpty ? [] : [packets]) + [measured(conversation)]
  }

  private func listening(_ conversation: Conversation?) -> String {
    switch conversation?.failure {
    case "ECONNREFUSED": "nobody was listening there"
    case "ETIMEDOUT": "nobody answered there"
    default: "it was listening there"
    }
  }

  /// The machines that probes found on the way; nil where there were no probes.
  private var way: [Piece]? {
    let entries = facts(.tcp).compactMap { fact -> Piece.Entry? in
      guard case .network(.hop(let hop)) = fact else { return nil }
      guard let reply = hop.reply else { return Piece.Entry("TTL \(hop.number)", "nobody", "no answer in time") }
      let address = reply.from
      let name = query.topology.flatMap { topology in topology.node(at: address).map { topology.nodes[$0].party.name } }
      let meaning =
        switch reply.meaning {
        case .timeExceeded: "a router"
        case .arrived: "the host itself"
        case .unreachable: "no probe gets further"
        }
      return Piece.Entry(
        "TTL \(hop.number)", "\(address)\(name.map { " \($0)" } ?? "")", "\(reply.meaning.words): \(meaning)")
    }
    return entries.isEmpty ? nil : [Self.heading("Who answered", .live), .entries(entries)]
  }

  /// The packets that opened it, number by number; from the specification where none were recorded.
  private func packets(_ client: String, _ server: String, isNew: Bool, stood: Bool) -> [Piece] {
    if query.topology == nil {
      guard stood else { return [] }
      return [
        Self.heading("Three packets open it", .modelled),
        .entries([
          packet(client, "SYN", server, "may we talk? I count my bytes from x"),
          packet(server, "SYN, ACK", client, "yes; I count mine from y, and expect x+1"),
          packet(client, "ACK", server, "good; I expect y+1"),
        ]),
      ]
    }
    guard isNew else { return [] }
    guard step.packetFocus == .opening else { return packetWords }
    let packets = stage.opening(of: step) ?? Array(stage.packets(of: step).prefix(Self.mostPackets))
    return [Self.heading("The packets that opened it", .live, saysMore: false)]
      + packets.flatMap { packet in
        let text = PacketText(packet: packet, destination: packet.destination(in: query.topology))
        return [text.heading, text.numbers]
      }
  }

  /// What the step's packets say in short, where they are drawn: on paper here, on a screen at a key.
  private var packetWords: [Piece] {
    let words = PacketWord.entries(for: stage.printedLadder(of: step)?.packets ?? [])
    return words.isEmpty ? [] : [.heading(["Words in the packets"]), .entries(words)]
  }

  /// Where a connection never stands, so many packets tell of it.
  private static let mostPackets = 8

  /// Says where another port than the address's own was used: those below 1024 are an administrator's.
  private func standIn(for connection: Connection) -> String {
    guard let url = exchange.flatMap({ try? URL.dissect(Array($0.url.utf8)).value.get() }),
      let port = url.effectivePort,
      port != connection.server.port
    else { return "" }
    return "; this port plays \(port), which only an administrator may open"
  }

  private func packet(_ from: String, _ flags: String, _ to: String, _ meaning: String) -> Piece.Entry {
    Piece.Entry([Run("\(from) -> \(to)  "), Run(flags, .transport)], [Run(meaning, .faint)])
  }

  private func measured(_ conversation: Conversation?) -> [Piece] {
    let heading = Self.heading("What the kernel knows of it", .measured)
    guard let info = conversation?.measured else {
      return [heading, .text("It gave no figures.", .faint)]
    }
    var entries: [Piece.Entry] = []
    if let state = info.state {
      entries.append(Piece.Entry("state", state, "where this end stood when last asked, before its close"))
    }
    if let time = info.roundTripTime {
      let text = "\(time / 1000).\(String(time % 1000 + 1000).dropFirst()) ms"
      let why = query.topology == nil ? "; short, since both ends are this machine" : ""
      entries.append(Piece.Entry("round trip", text, "there and back\(why)"))
    }
    if let size = info.maximumSegmentSize {
      entries.append(Piece.Entry("largest segment", size.counted("byte"), "what fits beside TCP's options"))
    }
    if let window = info.congestionWindow {
      entries.append(Piece.Entry("congestion window", window.counted("segment"), "may be under way unanswered"))
    }
    if let again = info.retransmissions {
      entries.append(Piece.Entry("sent again", again.counted("segment"), "because they were lost"))
    }
    if entries.isEmpty { return [heading, .text("Left out: --seed fixed this recording's times.", .faint)] }
    return [heading, .entries(entries)]
  }
}
