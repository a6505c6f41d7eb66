import Tracing
import Wire

extension BytesPane {
  /// The bytes that a step is about, each message taken apart.
  static func messages(of step: Step, _ stage: Stage) -> [Message] {
    let query = stage.query
    let exchange = query.exchange(step.exchange)
    switch step.phase {
    case .url: return addresses(query.entries(in: .url, exchange: step.exchange))
    case .dns:
      let (asks, hears) = (stage.shows(.asking, in: step), stage.shows(.answering, in: step))
      let lookups = query.lookups.filter { $0.exchange == step.exchange }
      let recursions = query.recursions.filter { $0.exchange == step.exchange && stage.shows(.walking, in: step) }
      return lookups.flatMap { messages($0, query, asks: asks, hears: hears) }
        + recursions.flatMap { messages($0, query) }
    case .tls: return (exchange?.connection).flatMap(query.handshake).map(messages) ?? []
    case .request, .cookies: return messages(exchange?.front, .request, "Browser to Edge")
    case .routing, .handler: return messages(exchange?.upstream, .request, "Edge to App")
    case .response, .summary:
      return messages(exchange?.front, .response, "Edge to Browser")
        + messages(exchange?.upstream, .response, "App to Edge")
    case .render: return documents(query.rendering(inVisitOf: step.exchange), query)
    case .tcp:
      let packets = stage.opening(of: step) ?? stage.packets(of: step)
      return packets.map { packet in
        let frame = packet.first.frame.bytes
        return Message(
          "\(packet.name), \(packet.first.from.name) to \(packet.destination(in: query.topology).name)", frame,
          Packet.dissect(frame).field)
      }
    case .database, .cache, .events, nil: return []
    }
  }

  private static func addresses(_ entries: [Trace.Entry]) -> [Message] {
    entries.compactMap { entry in
      guard case .url(.parsed(let input, nil, _)) = entry.fact else { return nil }
      let bytes = Array(input.utf8)
      return Message("The address as typed", bytes, URL.dissect(bytes).field)
    }
  }

  /// Each question with its answer below it, or one of the two alone.
  private static func messages(_ lookup: Lookup, _ query: Query, asks: Bool = true, hears: Bool = true) -> [Message] {
    lookup.queries.flatMap { asked in
      let ends = query.conversation(asked.connection)
      let (client, server) = (ends?.client?.name ?? "?", ends?.server?.name ?? "?")
      let answers = lookup.responses.filter { hears && $0.connection == asked.connection }
      let question = Message(
        "DNS query for \(lookup.name), \(client) to \(server)", asked.bytes, DNS.dissect(asked.bytes).field,
        from: .numbered(asked.connection, fromClient: true, asked.number))
      return (asks ? [question] : [])
        + answers.map { message in
          Message(
            "DNS response, \(server) to \(client)", message.bytes, DNS.dissect(message.bytes).field,
            from: .numbered(message.connection, fromClient: false, message.number))
        }
    }
  }

  private static func messages(_ handshake: Handshake) -> [Message] {
    let version: TLS.ProtocolVersion = handshake.agreement?.version == "TLSv1.2" ? .tls12 : .tls13
    let counted = handshake.messages.filter { $0.content == .handshake }
    return handshake.messages.map { message in
      let number = counted.firstIndex { $0.entry == message.entry }
      let count = number.map { "handshake \($0 + 1) of \(counted.count):" } ?? "no handshake message:"
      let words = HandshakeWords(message.content, message.bytes)
      let direction = message.fromClient ? "from client" : "from server"
      let seen = message.encrypted ? "sent encrypted" : "sent in clear"
      let field =
        switch message.content {
        case .changeCipherSpec: TLS.dissectChangeCipherSpec(message.bytes[...]).field
        case .alert: TLS.dissectAlert(message.bytes[...]).field
        case .handshake: TLS.dissectHandshake(message.bytes[...], version: version).field
        }
      return Message(
        "\(words.name) \(direction), \(seen)", message.bytes, field, count: count,
        from: .handshake(handshake.connection, message))
    }
  }

  private static func messages(_ leg: Exchange.Leg?, _ kind: HTTP1.Kind, _ direction: String) -> [Message] {
    guard let leg, let message = kind == .request ? leg.request : leg.response else { return [] }
    let field = HTTP1.dissect(message.bytes, kind).field
    let source = Layer.Source.stream(leg.connection, fromClient: kind == .request, message.range)
    return [Message("HTTP \(kind.rawValue), \(direction)", message.bytes, field, from: source)]
  }

  /// What the page is made from, tag by tag.
  private static func documents(_ entries: [Trace.Entry], _ query: Query) -> [Message] {
    entries.compactMap { entry in
      guard case .rendering(.content(let number, let url, .document, _, let bytes)) = entry.fact else { return nil }
      let source = query.exchange(number)?.front.flatMap { Self.source(of: bytes, in: $0) }
      var message = Message("HTML of \(url.withoutOrigin)", bytes, HTML.dissect(bytes).field, from: source)
      if source == nil {
        message.isolation = "it crossed in a coding: the step of the response has those bytes"
      }
      return message
    }
  }

  /// Where the content of a response stands as it is, byte for byte; nil where a coding was undone to get it.
  private static func source(of content: [UInt8], in leg: Exchange.Leg) -> Layer.Source? {
    guard let response = leg.response, response.bytes.count == response.range.count,
      response.bytes.suffix(content.count).elementsEqual(content)
    else { return nil }
    let end = response.range.upperBound
    return .stream(leg.connection, fromClient: false, end - content.count..<end)
  }
}
