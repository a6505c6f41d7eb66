/// One request of the browser with its response, on every connection that carried it.
public struct Exchange: Sendable, Hashable {
  /// 1 for the first of the recording.
  public var number: Int
  public var url: String
  public var reason: VisitEvent.Reason
  /// The entry with which it began.
  public var begun: Trace.Entry.ID
  /// Between browser and edge. Nil when it never got that far: no address, no connection.
  public var front: Leg?
  /// Between edge and app, where the edge forwarded it.
  public var upstream: Leg?
  /// The connection that was to carry it, where none did: refused, given up, or not trusted.
  public var attempt: Connection?

  /// One connection's part in carrying an exchange.
  public struct Leg: Sendable, Hashable {
    public var connection: Connection
    /// Which exchange on that connection: 0 for the first.
    public var index: Int
    public var request: Message?
    /// Answers before the answer: `100 Continue`.
    public var interim: [Message] = []
    public var response: Message?
  }

  /// One HTTP message with its bytes.
  public struct Message: Sendable, Hashable {
    /// The sender's entry, and the receiver's.
    public var sent: Trace.Entry.ID?
    public var received: Trace.Entry.ID?
    /// Where it stands in the sender's stream (``Conversation/Direction/bytes``).
    public var range: Range<Int>
    public var bytes: [UInt8]
  }

  /// Between browser and edge: what carried it, or was to.
  public var connection: Connection? { front?.connection ?? attempt }
  public var request: Message? { front?.request }
  public var response: Message? { front?.response }
}

extension Exchange {
  static func all(in trace: Trace, _ conversations: Conversations, _ ownership: Ownership) -> [Exchange] {
    var exchanges: [Exchange] = []
    for place in trace.entries.indices {
      guard case .visit(.exchange(let number, let url, let reason)) = trace.entries[place].fact else { continue }
      exchanges.append(Exchange(number: number, url: url, reason: reason, begun: place))
    }
    let spoken = Spoken(trace)
    for place in exchanges.indices {
      let number = exchanges[place].number
      exchanges[place].front = ownership.front[number].map { spoken.leg($0, conversations[$0.connection]) }
      if exchanges[place].front == nil { exchanges[place].attempt = ownership.attempts[number] }
      exchanges[place].upstream = ownership.upstream[number].map { spoken.leg($0, conversations[$0.connection]) }
    }
    return exchanges
  }

  /// All HTTP messages of a trace, by the place they have on their connection.
  private struct Spoken {
    private struct Pair {
      var sent: [(Trace.Entry.ID, Range<Int>)] = []
      var received: [(Trace.Entry.ID, Range<Int>)] = []
    }
    private var requests: [Ownership.Slot: Pair] = [:]
    private var responses: [Ownership.Slot: Pair] = [:]

    init(_ trace: Trace) {
      for place in trace.entries.indices {
        guard case .http(let event) = trace.entries[place].fact else { continue }
        switch event {
        case .requestSent(let message):
          requests[Ownership.Slot(message), default: Pair()].sent.append((place, message.bytes))
        case .requestReceived(let message):
          requests[Ownership.Slot(message), default: Pair()].received.append((place, message.bytes))
        case .responseSent(let message):
          responses[Ownership.Slot(message), default: Pair()].sent.append((place, message.bytes))
        case .responseReceived(let message):
          responses[Ownership.Slot(message), default: Pair()].received.append((place, message.bytes))
        case .refused: break
        }
      }
    }

    func leg(_ slot: Ownership.Slot, _ conversation: Conversation?) -> Leg {
      var leg = Leg(connection: slot.connection, index: slot.index)
      leg.request = messages(requests[slot], conversation?.fromClient).last
      let answers = messages(responses[slot], conversation?.fromServer)
      leg.interim = answers.filter(\.isInterim)
      leg.response = answers.last { !$0.isInterim }
      return leg
    }

    private func messages(_ pair: Pair?, _ stream: Conversation.Direction?) -> [Message] {
      guard let pair, let stream else { return [] }
      return (0..<max(pair.sent.count, pair.received.count)).compactMap { number in
        let sent = pair.sent.indices.contains(number) ? pair.sent[number] : nil
        let received = pair.received.indices.contains(number) ? pair.received[number] : nil
        guard let range = (sent ?? received)?.1 else { return nil }
        return Message(
          sent: sent?.0, received: received?.0, range: range,
          bytes: Array(stream.bytes[range.clamped(to: stream.bytes.indices)]))
      }
    }
  }
}

extension Exchange.Message {
  /// True of a response with a 1xx status other than 101, which ends HTTP on its connection (RFC 9110 section 15.2).
  fileprivate var isInterim: Bool {
    bytes.count > 12 && bytes[9] == UInt8(ascii: "1") && !bytes[9...].starts(with: "101".utf8)
  }
}
