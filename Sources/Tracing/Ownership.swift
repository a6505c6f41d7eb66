/// Which exchange each entry of a trace belongs to: by what the entry itself says, else by its cause, else because its
/// connection was opened for that exchange. Nothing is concluded from what else happened at the time.
struct Ownership {
  /// One exchange's place on one connection.
  struct Slot: Hashable {
    var connection: Connection
    var index: Int

    init(connection: Connection, index: Int) {
      self.connection = connection
      self.index = index
    }

    init(_ message: HTTPEvent.Message) { self.init(connection: message.connection, index: message.index) }
  }

  private(set) var owners: [Int?]
  /// The place of each exchange between browser and edge, and between edge and app.
  private(set) var front: [Int: Slot] = [:]
  private(set) var upstream: [Int: Slot] = [:]
  /// The connection that was begun for an exchange and never carried it: refused, given up, or not trusted.
  private(set) var attempts: [Int: Connection] = [:]

  private var carried: [Slot: Int] = [:]
  /// The exchange for which a connection was opened: its opening and its handshake belong to that one, and so does what
  /// a name server that was asked over it does.
  private var openedFor: [Connection: Int] = [:]

  init(_ trace: Trace) {
    owners = Array(repeating: nil, count: trace.entries.count)
    for entry in trace.entries {
      guard case .visit(.assigned(let exchange, let connection, let index)) = entry.fact else { continue }
      let slot = Slot(connection: connection, index: index)
      front[exchange] = slot
      carried[slot] = exchange
      openedFor[connection] = openedFor[connection] ?? exchange
    }
    for entry in trace.entries {
      guard let owner = stated(entry) ?? inherited(entry, trace) else { continue }
      owners[entry.id] = owner
      remember(entry, of: owner, trace)
    }
    for entry in trace.entries where owners[entry.id] == nil && entry.opensConnection {
      owners[entry.id] = entry.connection.flatMap { openedFor[$0] }
    }
  }

  private func stated(_ entry: Trace.Entry) -> Int? {
    switch entry.fact {
    case .visit(.exchange(let number, _, _)), .visit(.assigned(let number, _, _)),
      .visit(.redirected(let number, _, _)), .rendering(.content(let number, _, _, _, _)):
      number
    case .http(.requestSent(let message)), .http(.requestReceived(let message)), .http(.responseSent(let message)),
      .http(.responseReceived(let message)):
      carried[Slot(message)]
    // Who looks for the way looks for nothing else: it counts as the scene's first, and only, undertaking.
    case .network(.probed): 1
    case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering: nil
    }
  }

  private func inherited(_ entry: Trace.Entry, _ trace: Trace) -> Int? {
    cause(of: entry, trace).flatMap { cause in
      owners[cause.id] ?? cause.connection.flatMap { openedFor[$0] }
    }
  }

  private func cause(of entry: Trace.Entry, _ trace: Trace) -> Trace.Entry? {
    entry.cause.flatMap { (0..<entry.id).contains($0) ? trace.entries[$0] : nil }
  }

  private mutating func remember(_ entry: Trace.Entry, of owner: Int, _ trace: Trace) {
    let cause = cause(of: entry, trace)
    switch entry.fact {
    // Its address was taken apart before it had a number.
    case .visit(.exchange): if let cause, case .url = cause.fact { owners[cause.id] = owner }
    case .socket(.connecting(let connection)):
      // Begun for the exchange itself, and not to ask about a name.
      if openedFor[connection] == nil, entry.by == .browser, case .visit = cause?.fact { attempts[owner] = connection }
      openedFor[connection] = openedFor[connection] ?? owner
    case .lookup(.asked(let connection, _, _, _)), .routing(.forwarded(let connection, _)):
      openedFor[connection] = openedFor[connection] ?? owner
    case .http(.requestSent(let message)) where carried[Slot(message)] == nil:
      carried[Slot(message)] = owner
      upstream[owner] = Slot(message)
    case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering:
      break
    }
  }
}

extension Trace.Entry {
  /// True of what happens once for a connection, before any message crosses it.
  fileprivate var opensConnection: Bool {
    switch fact {
    case .socket(.connecting), .socket(.connected), .socket(.accepted), .socket(.failed), .socket(.measured): true
    case .tls(.plaintextSent), .tls(.plaintextReceived): false
    case .tls: true
    case .visit, .url, .lookup, .network, .socket, .http, .routing, .handler, .database, .cookie, .rendering: false
    }
  }
}
