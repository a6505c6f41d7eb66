extension Conversation {
  mutating func note(_ fact: Fact, _ entry: Trace.Entry.ID, by party: Party) {
    switch fact {
    case .socket(.connecting):
      client = party
      connecting = connecting ?? entry
    case .socket(.connected):
      client = party
      connected = connected ?? entry
    case .socket(.accepted):
      server = party
      accepted = accepted ?? entry
    case .socket(.failed(_, let reason)): failure = failure ?? reason
    // A client's end of a UDP conversation has nothing to connect: it is the one who speaks first.
    case .socket(.sent): if client == nil, party != server { client = party }
    case .tls: isEncrypted = true
    case .socket, .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering: break
    }
  }

  /// What each end sent, from what it recorded itself; from what the other received where it recorded nothing.
  mutating func join(_ ends: [Party], in trace: Trace) {
    let clientEnd = ends.first { $0 == client }
    let serverEnd = ends.first { $0 != client }
    if server == nil { server = serverEnd }
    for entry in entries {
      let party = trace.entries[entry].by
      let isClient = party == clientEnd
      guard isClient || party == serverEnd else { continue }
      let isAlone = isClient ? serverEnd == nil : clientEnd == nil
      let fact = trace.entries[entry].fact
      fromClient.note(fact, bySender: isClient, isAlone: isAlone)
      fromServer.note(fact, bySender: !isClient, isAlone: isAlone)
      if isClient, case .socket(.measured(_, let info)) = fact { measured = info }
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
