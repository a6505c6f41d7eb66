import Tracing
import Wire

extension Journey {
  /// What it is, the most important first: an arrow has as much of it as there is room for.
  var words: [String] {
    guard let packet else { return ["not a packet"] }
    let words =
      switch packet.content {
      case .arp(let message):
        message.operation == .request
          ? ["ARP: who has \(message.targetProtocol)?"]
          : ["ARP: \(message.senderProtocol) is at \(message.senderHardware)"]
      case .ipv4(let datagram): self.words(of: datagram.payload)
      case .ipv6(let datagram): self.words(of: datagram.payload)
      case .opaque: ["\(packet.ethernet.type)"]
      }
    return [words[0]] + fate + words.dropFirst()
  }

  /// In a word or two: `SYN ACK`.
  var name: String {
    if case .icmp(let message) = packet?.payload { "ICMP \(message.summary)" } else { words[0] }
  }

  private func words(of payload: Packet.Payload) -> [String] {
    switch payload {
    case .tcp(let segment): words(of: segment)
    case .udp(let datagram):
      if let message = try? DNS.dissect(datagram.data).value.get() {
        [message.summary, "UDP", "len \(datagram.data.count)"]
      } else {
        ["UDP"] + (first.timeToLive.map { ["ttl \($0)"] } ?? [])
          + ["to port \(datagram.destinationPort)", "len \(datagram.data.count)"]
      }
    case .icmp(let message): ["ICMP", message.summary]
    case .icmpv6: ["ICMPv6"]
    case .fragment(let bytes): ["fragment", "len \(bytes.count)"]
    case .opaque(let bytes): ["data", "len \(bytes.count)"]
    }
  }

  private func words(of segment: TCP.Segment) -> [String] {
    var words =
      [segment.flags.description] + contentWords + ["seq \(reading?.sequenceNumber ?? Int(segment.sequenceNumber))"]
    if segment.flags.contains(.ack) {
      words.append("ack \(reading?.acknowledgmentNumber ?? Int(segment.acknowledgmentNumber))")
    }
    if !segment.data.isEmpty { words.append("len \(segment.data.count)") }
    words.append("win \(reading?.window ?? Int(segment.window))")
    return words + segment.options.compactMap(\.word)
  }

  /// What begins in it: what anyone can read, then that the rest is sealed, and one thing that is.
  private var contentWords: [String] {
    let open = contents.filter { !$0.isSealed }.compactMap(\.name)
    let sealed = contents.filter(\.isSealed)
    guard let most = sealed.first(where: \.isMessage) ?? sealed.first else { return open }
    return open + ["sealed"] + (most.name.map { [$0] } ?? []) + (sealed.count > 1 ? ["…"] : [])
  }

  /// What became of it, or of the one before it.
  private var fate: [String] {
    var fate: [String] = []
    let marks = reading?.marks ?? []
    if marks.contains(.retransmission) { fate.append("again") }
    if marks.contains(.outOfOrder) { fate.append("late") }
    if marks.contains(.afterHole) { fate.append("after a gap") }
    if marks.contains(.duplicateACK) { fate.append("duplicate") }
    if marks.contains(.zeroWindow) { fate.append("no room") }
    if marks.contains(.windowUpdate) { fate.append("more room") }
    if hops.contains(where: { $0.frame.damagedBit != nil }) { fate.append("damaged") }
    if hops.contains(where: { $0.frame.arrivals.count > 1 }) { fate.append("twice") }
    return fate
  }

  var isLost: Bool { ending != .arrived }

  /// How it ended, as a clause; nil of what arrived.
  var loss: String? {
    switch ending {
    case .arrived: nil
    case .lost(.dropped): "lost on the cable between \(last.from.name) and \(last.to.name), as the lesson asks for"
    case .lost(.chance): "lost by chance on the cable between \(last.from.name) and \(last.to.name)"
    case .lost(.queueFull): "lost: too much waited for the cable between \(last.from.name) and \(last.to.name)"
    case .dropped(let reason): "dropped by \(last.to.name): \(reason.words)"
    }
  }
}

extension NetworkEvent.Reason {
  /// As a clause.
  var words: String {
    switch self {
    case .malformed(let fault): fault.message
    case .notForUs: "it is for another machine"
    case .timeToLiveExceeded: "its Time to Live was used up"
    case .noRoute: "no way leads there"
    case .noNeighbour: "nobody there answers to that address"
    case .tooLong(let limit): "longer than the \(limit) bytes that the next cable takes"
    case .queueFull: "too much waited already"
    }
  }
}

extension TCP.Option {
  /// As on an arrow; nil of what only fills up, and of clocks, which every segment has.
  var word: String? {
    switch self {
    case .noOperation, .timestamps: nil
    case .maximumSegmentSize(let size): "mss \(size)"
    case .windowScale(let shift): "scale \(shift)"
    case .sackPermitted: "sack"
    case .sack(let blocks): "sack \(blocks.count)"
    case .fastOpenCookie(let cookie): cookie.isEmpty ? "cookie?" : "cookie"
    case .unknown(let kind, _): "\(kind)"
    }
  }
}

extension ICMP.Message {
  /// `time exceeded`, `port unreachable`, `too long: at most 1200`.
  fileprivate var summary: String {
    if let limit = nextHopMTU { return "too long: at most \(limit)" }
    if type == .timeExceeded { return "time exceeded" }
    switch type == .destinationUnreachable ? ICMP.Unreachable(rawValue: code) : nil {
    case .network: return "network unreachable"
    case .host: return "host unreachable"
    case .protocol: return "protocol unreachable"
    case .port: return "port unreachable"
    case .fragmentationNeeded: return "too long"
    case .administratively: return "forbidden"
    case nil: return "\(type)"
    }
  }
}

extension DNS.Message {
  /// `A? www.shop.test`, or what came of it.
  fileprivate var summary: String {
    guard header.isResponse else { return questions.first?.words ?? "a question" }
    if responseCode != .noError { return "\(responseCode)" }
    if !answers.isEmpty { return answers.count.counted("answer") }
    guard let question = questions.first, let outcome = try? DNS.Outcome(self, to: question),
      case .referral(let zone, _, _, _) = outcome.kind
    else { return "no answer" }
    return "referral \(zone.host.zoneName)"
  }
}

extension DNS.Question {
  /// Without the dot that stands for the root.
  fileprivate var words: String {
    let name = name.description
    return "\(type)? \(name.utf8.count > 1 && name.utf8.last == 0x2E ? String(name.dropLast()) : name)"
  }
}

extension Journey.Content {
  private static let longest = 24

  fileprivate var isMessage: Bool { if case .message = kind { true } else { false } }

  /// `ClientHello`, `GET /about.html`; nil of what has no name of its own.
  var name: String? {
    switch kind {
    case .security(let content, let bytes): HandshakeWords(content, bytes).name
    case .message(let bytes, let kind): shortened(Run(StartLine(bytes, kind).words).text, to: Self.longest)
    case .rest: nil
    }
  }
}
