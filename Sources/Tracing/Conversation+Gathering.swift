extension Conversation {
  /// Every conversation of the trace, in the order in which they first appear.
  static func all(in trace: Trace) -> [Conversation] {
    var gathered: [Conversation] = []
    // Who recorded a socket or TLS of each, first come first.
    var ends: [[Party]] = []
    var places: [Connection: Int] = [:]
    for entry in trace.entries {
      guard let connection = entry.connection else { continue }
      let place = places[connection] ?? gathered.count
      if place == gathered.count {
        places[connection] = place
        gathered.append(Conversation(connection, begun: entry.id))
        ends.append([])
      } else {
        gathered[place].entries.append(entry.id)
      }
      gathered[place].note(entry)
      switch entry.fact {
      case .socket, .tls: if !ends[place].contains(entry.by) { ends[place].append(entry.by) }
      case .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering: break
      }
    }
    for place in gathered.indices { gathered[place].join(ends[place], in: trace) }
    return gathered
  }

  private mutating func note(_ entry: Trace.Entry) {
    switch entry.fact {
    case .socket(.connecting):
      client = entry.by
      connecting = connecting ?? entry.id
    case .socket(.connected):
      client = entry.by
      connected = connected ?? entry.id
    case .socket(.accepted):
      server = entry.by
      accepted = accepted ?? entry.id
    case .socket(.failed(_, let reason)): failure = failure ?? reason
    // A client's end of a UDP conversation has nothing to connect: it is the one who speaks first.
    case .socket(.sent): if client == nil, entry.by != server { client = entry.by }
    case .tls: isEncrypted = true
    case .socket, .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering: break
    }
  }

  /// What each end sent, from what it recorded itself; from what the other received where it recorded nothing.
  private mutating func join(_ ends: [Party], in trace: Trace) {
    let clientEnd = ends.first { $0 == client }
    let serverEnd = ends.first { $0 != client }
    if server == nil { server = serverEnd }
    for entry in entries {
      let entry = trace.entries[entry]
      let isClient = entry.by == clientEnd
      guard isClient || entry.by == serverEnd else { continue }
      let isAlone = isClient ? serverEnd == nil : clientEnd == nil
      fromClient.note(entry.fact, bySender: isClient, isAlone: isAlone)
      fromServer.note(entry.fact, bySender: !isClient, isAlone: isAlone)
      if isClient, case .socket(.measured(_, let info)) = entry.fact { measured = info }
    }
    if !isEncrypted { (fromClient.bytes, fromServer.bytes) = (fromClient.wire, fromServer.wire) }
  }
}

extension Conversation.Direction {
  fileprivate mutating func note(_ fact: Fact, bySender: Bool, isAlone: Bool) {
    switch fact {
    case .socket(.sent(_, let sent)) where bySender: write(sent)
    case .socket(.received(_, let received)) where !bySender && isAlone: write(received)
    case .tls(.plaintextSent(_, let sent)) where bySender: bytes += sent
    case .tls(.plaintextReceived(_, let received)) where !bySender && isAlone: bytes += received
    case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering:
      break
    }
  }

  private mutating func write(_ bytes: [UInt8]) {
    writes.append(wire.count..<wire.count + bytes.count)
    wire += bytes
  }
}
