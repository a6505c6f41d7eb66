public import Wire

/// One byte of a message in one layer on its way down to the cable: what the layer made of the bytes around it, and
/// where among them the byte stands.
public struct Layer: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// What goes into one TLS record, before it is encrypted.
    case plaintext
    /// What crosses the connection instead: the number of the record in its direction, from 1.
    case record(Int, isEncrypted: Bool)
    case segment
    /// A UDP datagram.
    case message
    case datagram
    case frame
  }

  /// Where a message is to be found.
  public enum Source: Sendable, Hashable {
    /// As a range of what one end's program said (``Conversation/Direction/bytes``).
    case stream(Connection, fromClient: Bool, Range<Int>)
    /// As one of the messages that a connection or UDP conversation is made of (``Conversation/Direction/message(_:over:)``).
    case numbered(Connection, fromClient: Bool, Int)
    /// As one of a TLS handshake.
    case handshake(Connection, Handshake.Message)
  }

  public var kind: Kind
  /// All of what the layer sends in one piece, its own header first.
  public var bytes: [UInt8]
  /// Their explanation.
  public var field: Field
  /// Where in ``bytes`` the byte stands.
  public var place: Int
  /// Which bytes of the stream of the layer above are in it; nil where that has no stream.
  public var carries: Range<Int>?
  /// The entry of the frame, of a layer that a frame carries.
  public var entry: Trace.Entry.ID?
}

extension Query {
  /// The layers below a message, from the one right below it down to the frame: in each the same byte, counted from the
  /// message's first. As many as were recorded: on loopback there are no packets.
  public func layers(of source: Layer.Source, byte: Int) -> [Layer] {
    switch source {
    case .stream(let connection, let fromClient, let range):
      guard byte >= 0, byte < range.count else { return [] }
      return layers(connection, fromClient, offset: range.lowerBound + byte)
    case .numbered(let connection, let fromClient, let number):
      return layers(connection, fromClient, number: number, byte: byte)
    case .handshake(let connection, let message):
      guard let records = records(connection, fromClient: message.fromClient),
        let place = records.place(of: message.content, message.bytes, byte: byte)
      else { return [] }
      return layers(connection, message.fromClient, records, place)
    }
  }

  /// Byte `offset` of all that one end's program said.
  private func layers(_ connection: Connection, _ fromClient: Bool, offset: Int) -> [Layer] {
    guard let conversation = conversation(connection) else { return [] }
    guard conversation.isEncrypted else { return packets(connection, fromClient, offset: offset) }
    guard let records = records(connection, fromClient: fromClient), let place = records.place(ofByte: offset) else {
      return []
    }
    return layers(connection, fromClient, records, place)
  }

  private func layers(
    _ connection: Connection, _ fromClient: Bool, _ records: RecordMap, _ place: RecordMap.Place
  ) -> [Layer] {
    records.layers(at: place) + packets(connection, fromClient, offset: records.offset(of: place))
  }

  private func layers(_ connection: Connection, _ fromClient: Bool, number: Int, byte: Int) -> [Layer] {
    guard let conversation = conversation(connection) else { return [] }
    let direction = fromClient ? conversation.fromClient : conversation.fromServer
    let messages = direction.messages(over: connection.transport)
    guard messages.indices.contains(number), (0..<messages[number].count).contains(byte) else { return [] }
    switch connection.transport {
    case .tcp: return packets(connection, fromClient, offset: messages[number].startIndex + byte)
    case .udp:
      let sent = journeys(of: connection).filter { $0.isFromClient == fromClient }
      guard sent.indices.contains(number), case .udp(let datagram) = sent[number].packet?.payload else { return [] }
      return frameLayers(sent[number], .message, dataCount: datagram.data.count, byte: byte, carries: nil)
    }
  }

  /// The segment that first brought byte `offset` of what crossed a TCP connection in one direction, and what is below.
  private func packets(_ connection: Connection, _ fromClient: Bool, offset: Int) -> [Layer] {
    let carriers = journeys(of: connection).filter { journey in
      journey.isFromClient == fromClient && journey.reading?.stream.contains(offset) ?? false
    }
    guard let journey = carriers.first(where: { $0.ending == .arrived }) ?? carriers.first,
      let stream = journey.reading?.stream, let segment = journey.segment
    else { return [] }
    return frameLayers(
      journey, .segment, dataCount: segment.data.count, byte: offset - stream.lowerBound, carries: stream)
  }

  /// Byte `byte` of the last `dataCount` bytes of a datagram, in what carries them.
  private func frameLayers(
    _ journey: Journey, _ kind: Layer.Kind, dataCount: Int, byte: Int, carries: Range<Int>?
  ) -> [Layer] {
    let frame = journey.first.frame.bytes
    guard let header = Packet.Summary(frame)?.ipv4 else { return [] }
    let place = header.payload.upperBound - dataCount + byte
    guard header.payload.contains(place) else { return [] }
    let root = Packet.dissect(frame).field
    func layer(_ kind: Layer.Kind, _ name: String?, _ range: Range<Int>, carries: Range<Int>? = nil) -> Layer {
      let field = name.flatMap(root.first)?.moved(byBytes: -range.lowerBound) ?? root
      return Layer(
        kind: kind, bytes: Array(frame[range]), field: field, place: place - range.lowerBound, carries: carries,
        entry: journey.first.entry)
    }
    return [
      layer(kind, kind == .segment ? "TCP" : "UDP", header.payload, carries: carries),
      layer(.datagram, "IPv4", header.range), layer(.frame, nil, 0..<frame.count),
    ]
  }
}
