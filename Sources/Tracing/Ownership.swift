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
    let entries = trace.entries
    owners = Array(repeating: nil, count: entries.count)
    for place in entries.indices {
      guard case .visit(.assigned(let exchange, let connection, let index)) = entries[place].fact else { continue }
      let slot = Slot(connection: connection, index: index)
      front[exchange] = slot
      carried[slot] = exchange
      openedFor[connection] = openedFor[connection] ?? exchange
    }
    for place in entries.indices {
      let fact = entries[place].fact
      // An effect comes after its cause.
      let cause = entries[place].cause.flatMap { (0..<place).contains($0) ? $0 : nil }
      guard let owner = stated(fact) ?? cause.flatMap({ inherited(from: $0, entries) }) else { continue }
      owners[place] = owner
      remember(fact, by: entries[place].by, cause: cause, of: owner, entries)
    }
    for place in entries.indices where owners[place] == nil {
      let fact = entries[place].fact
      if fact.opensConnection { owners[place] = fact.connection.flatMap { openedFor[$0] } }
    }
  }

  private func stated(_ fact: Fact) -> Int? {
    switch fact {
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

  private func inherited(from cause: Trace.Entry.ID, _ entries: [Trace.Entry]) -> Int? {
    owners[cause] ?? entries[cause].fact.connection.flatMap { openedFor[$0] }
  }

  private mutating func remember(
    _ fact: Fact, by party: Party, cause: Trace.Entry.ID?, of owner: Int, _ entries: [Trace.Entry]
  ) {
    switch fact {
    // Its address was taken apart before it had a number.
    case .visit(.exchange): if let cause, case .url = entries[cause].fact { owners[cause] = owner }
    case .socket(.connecting(let connection)):
      // Begun for the exchange itself, and not to ask about a name.
      if openedFor[connection] == nil, party == .browser, let cause, case .visit = entries[cause].fact {
        attempts[owner] = connection
      }
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

extension Fact {
  /// True of what happens once for a connection, before any message crosses it.
  fileprivate var opensConnection: Bool {
    switch self {
    case .socket(.connecting), .socket(.connected), .socket(.accepted), .socket(.failed), .socket(.measured): true
    case .tls(.plaintextSent), .tls(.plaintextReceived): false
    case .tls: true
    case .visit, .url, .lookup, .network, .socket, .http, .routing, .handler, .database, .cookie, .rendering: false
    }
  }
}
