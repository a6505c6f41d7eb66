/// Which exchange each entry of a trace belongs to: by what the entry itself says, else by its cause, else by what its
/// party was doing last.
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
  /// The exchange for which a connection was opened: its opening and its handshake belong to that one.
  private var openedFor: [Connection: Int] = [:]
  private var latest: [Party: Int] = [:]
  /// The connections on which names were asked about.
  private var forNames: Set<Connection> = []

  init(_ trace: Trace) {
    owners = Array(repeating: nil, count: trace.entries.count)
    for entry in trace.entries {
      if case .lookup(.asked(let connection, _, _, _)) = entry.fact { forNames.insert(connection) }
      guard case .visit(.assigned(let exchange, let connection, let index)) = entry.fact else { continue }
      let slot = Slot(connection: connection, index: index)
      front[exchange] = slot
      carried[slot] = exchange
      openedFor[connection] = openedFor[connection] ?? exchange
    }
    for entry in trace.entries {
      attempt(entry)
      guard let owner = stated(entry) ?? inherited(entry) ?? assumed(entry) else { continue }
      owners[entry.id] = owner
      latest[entry.by] = owner
      remember(entry.fact, of: owner)
    }
    for entry in trace.entries where owners[entry.id] == nil && entry.opensConnection {
      owners[entry.id] = entry.connection.flatMap { openedFor[$0] }
    }
    assignAddresses(trace)
  }

  private func stated(_ entry: Trace.Entry) -> Int? {
    switch entry.fact {
    case .visit(.exchange(let number, _, _)), .visit(.assigned(let number, _, _)),
      .visit(.redirected(let number, _, _)), .rendering(.content(let number, _, _, _, _)):
      number
    case .http(.requestSent(let message)), .http(.requestReceived(let message)), .http(.responseSent(let message)),
      .http(.responseReceived(let message)):
      carried[Slot(message)]
    case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering: nil
    }
  }

  private func inherited(_ entry: Trace.Entry) -> Int? {
    guard let cause = entry.cause, (0..<entry.id).contains(cause) else { return nil }
    return owners[cause]
  }

  private func assumed(_ entry: Trace.Entry) -> Int? {
    switch entry.fact {
    case .http, .routing, .handler, .cookie, .rendering: latest[entry.by]
    // The resolver works for the browser, which waits.
    case .lookup: latest[.browser]
    case .database: latest[.app]
    // Who looks for the way looks for nothing else.
    case .network(.probed): 1
    case .visit, .url, .network, .socket, .tls: nil
    }
  }

  private mutating func remember(_ fact: Fact, of owner: Int) {
    switch fact {
    case .routing(.forwarded(let connection, _)): openedFor[connection] = openedFor[connection] ?? owner
    case .http(.requestSent(let message)) where carried[Slot(message)] == nil:
      carried[Slot(message)] = owner
      upstream[owner] = Slot(message)
    case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering:
      break
    }
  }

  /// A connection that nobody was assigned to is for what the browser was doing.
  private mutating func attempt(_ entry: Trace.Entry) {
    guard case .socket(.connecting(let connection)) = entry.fact, connection.transport == .tcp, entry.by == .browser,
      openedFor[connection] == nil, !forNames.contains(connection), let exchange = latest[.browser]
    else { return }
    openedFor[connection] = exchange
    attempts[exchange] = connection
  }

  /// An address is parsed before its exchange has a number: it belongs to the next one with that address.
  private mutating func assignAddresses(_ trace: Trace) {
    var next: [Substring: Int] = [:]
    for entry in trace.entries.reversed() {
      if case .visit(.exchange(let number, let url, _)) = entry.fact { next[url.prefix { $0 != "#" }] = number }
      guard case .url(.parsed(_, _, let href)) = entry.fact, owners[entry.id] == nil else { continue }
      owners[entry.id] = next[href.prefix { $0 != "#" }]
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
