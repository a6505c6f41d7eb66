extension Conversation {
  /// What one end recorded of one connection.
  fileprivate struct Log {
    var party: Party
    var sent: [UInt8] = []
    var received: [UInt8] = []
    var plaintextSent: [UInt8] = []
    var plaintextReceived: [UInt8] = []
    var sentWrites: [Range<Int>] = []
    var receivedWrites: [Range<Int>] = []
    var measured: TCPInfo?
  }

  /// Every conversation of the trace, in the order in which they first appear.
  static func all(in trace: Trace) -> [Conversation] {
    var gathered: [Conversation] = []
    var logs: [[Log]] = []
    var places: [Connection: Int] = [:]
    for entry in trace.entries {
      guard let connection = entry.connection else { continue }
      let place = places[connection] ?? gathered.count
      if place == gathered.count {
        places[connection] = place
        gathered.append(Conversation(connection, begun: entry.id))
        logs.append([])
      } else {
        gathered[place].entries.append(entry.id)
      }
      gathered[place].note(entry)
      switch entry.fact {
      case .socket, .tls:
        let end = logs[place].firstIndex { $0.party == entry.by } ?? logs[place].count
        if end == logs[place].count { logs[place].append(Log(party: entry.by)) }
        logs[place][end].add(entry.fact)
      case .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering: break
      }
    }
    for place in gathered.indices { gathered[place].join(logs[place]) }
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

  private mutating func join(_ logs: [Log]) {
    let clientLog = logs.first { $0.party == client }
    let serverLog = logs.first { $0.party != client }
    if server == nil { server = serverLog?.party }
    fromClient = direction(sender: clientLog, receiver: serverLog)
    fromServer = direction(sender: serverLog, receiver: clientLog)
    measured = clientLog?.measured
  }

  private func direction(sender: Log?, receiver: Log?) -> Direction {
    var direction = Direction()
    if let sender {
      direction.wire = sender.sent
      direction.writes = sender.sentWrites
    } else if let receiver {
      direction.wire = receiver.received
      direction.writes = receiver.receivedWrites
    }
    direction.bytes =
      isEncrypted ? sender?.plaintextSent ?? receiver?.plaintextReceived ?? [] : direction.wire
    return direction
  }
}

extension Conversation.Log {
  fileprivate mutating func add(_ fact: Fact) {
    switch fact {
    case .socket(.sent(_, let bytes)):
      sentWrites.append(sent.count..<sent.count + bytes.count)
      sent += bytes
    case .socket(.received(_, let bytes)):
      receivedWrites.append(received.count..<received.count + bytes.count)
      received += bytes
    case .socket(.measured(_, let info)): measured = info
    case .tls(.plaintextSent(_, let bytes)): plaintextSent += bytes
    case .tls(.plaintextReceived(_, let bytes)): plaintextReceived += bytes
    case .socket, .tls, .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering:
      break
    }
  }
}
