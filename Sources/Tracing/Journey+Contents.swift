public import Wire

extension Journey {
  /// What begins in the data that a TCP segment brings.
  public struct Content: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      /// A message of a TLS handshake, an alert or a change_cipher_spec.
      case security(TLSEvent.Content, [UInt8])
      /// A request or a response.
      case message([UInt8], HTTP1.Kind)
      /// Nothing that begins here, or nothing that was recorded.
      case rest
    }

    public var kind: Kind
    /// Nobody on the way can read it: only the two ends know what it is.
    public var isSealed: Bool

    public init(kind: Kind, isSealed: Bool) {
      self.kind = kind
      self.isSealed = isSealed
    }
  }
}

extension Query {
  /// Each with what begins in it.
  func withContents(_ journeys: [Journey]) -> [Journey] {
    let legs = Dictionary(grouping: exchanges.flatMap { [$0.front, $0.upstream].compactMap(\.self) }, by: \.connection)
    var journeys = journeys
    for (connection, places) in Dictionary(grouping: journeys.indices, by: { journeys[$0].connection }) {
      guard let connection, connection.transport == .tcp else { continue }
      for fromClient in [true, false] {
        let contents = Contents(self, connection, legs[connection] ?? [], fromClient: fromClient)
        for place in places where journeys[place].isFromClient == fromClient {
          if let stretch = journeys[place].reading?.stream { journeys[place].contents = contents[stretch] }
        }
      }
    }
    return journeys
  }

  /// What begins in each stretch of what one end sent on a connection.
  struct Contents {
    private var beginnings: [(offset: Int, content: Journey.Content)] = []
    /// The records of ciphertext.
    private var sealed: [Range<Int>] = []

    /// `legs` are those of the exchanges that the connection carried.
    init(_ query: Query, _ connection: Connection, _ legs: [Exchange.Leg], fromClient: Bool) {
      let messages = legs.flatMap { $0.messages(fromClient: fromClient) }.sorted { $0.start < $1.start }
      if let conversation = query.conversation(connection), conversation.isEncrypted {
        let wire = (fromClient ? conversation.fromClient : conversation.fromServer).wire
        // Application data (RFC 8446 section 5.2), whatever it holds.
        sealed = RecordMap.records(in: wire).filter { wire[$0.lowerBound] == TLS.ContentType.applicationData.rawValue }
        beginnings = query.records(connection, fromClient: fromClient)?.beginnings(of: messages) ?? []
      } else {
        beginnings = messages.map { ($0.start, Journey.Content(kind: $0.kind, isSealed: false)) }
      }
    }

    /// What begins in a stretch; that it is sealed, where no more is known.
    subscript(stretch: Range<Int>) -> [Journey.Content] {
      let first = beginnings.start { $0.offset >= stretch.lowerBound }
      let found = beginnings[first...].prefix { $0.offset < stretch.upperBound }.map(\.content)
      if stretch.isEmpty || found.contains(where: \.isSealed) { return found }
      let record = sealed.start { $0.upperBound > stretch.lowerBound }
      let isSealed = sealed.indices.contains(record) && sealed[record].overlaps(stretch)
      return found + (isSealed ? [Journey.Content(kind: .rest, isSealed: true)] : [])
    }
  }
}

extension Exchange.Leg {
  /// Where requests, or responses, begin in what one end's program said.
  fileprivate func messages(fromClient: Bool) -> [(start: Int, kind: Journey.Content.Kind)] {
    (fromClient ? [request] : interim + [response]).compactMap { message in
      message.map { ($0.range.lowerBound, .message($0.bytes, fromClient ? .request : .response)) }
    }
  }
}

extension Array {
  /// The first of those for which `isPast` holds, which stand behind all for which it does not; else the end.
  fileprivate func start(where isPast: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
