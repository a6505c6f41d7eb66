/// Look-ups over a trace: who said what on which connection, and which entries belong together.
///
/// Made once from a recording (one walk over its entries), then asked by claims and by views alike, so that both mean
/// the same thing by "the response of exchange 2". Nothing here is prose, and nothing is parsed beyond where a message
/// begins and ends.
public struct Query: Sendable, Hashable {
  public let trace: Trace
  /// Every connection and UDP conversation, in the order in which they were opened.
  public let conversations: [Conversation]
  /// The browser's requests with their responses, in the order in which they began: number 1 first.
  public let exchanges: [Exchange]
  /// The names the browser wanted addresses for, in order.
  public let lookups: [Lookup]
  /// The names that the resolver looked into, in order: those it was asked for, and the targets of their aliases.
  public let recursions: [Lookup]
  /// What TLS did, for each connection that used it, as its client saw it.
  public let handshakes: [Handshake]
  /// For each entry, the exchange it belongs to.
  private let owners: [Int?]
  /// Where each connection's conversation stands.
  private let places: [Connection: Int]
  /// ``journeys``, since every frame is taken apart for them.
  let keptJourneys = Kept<[Journey]>()

  public init(_ trace: Trace) {
    self.trace = trace
    let conversations = Conversation.all(in: trace)
    let ownership = Ownership(trace)
    self.conversations = conversations
    owners = ownership.owners
    places = Dictionary(
      conversations.enumerated().map { ($1.connection, $0) }, uniquingKeysWith: { first, _ in first })
    exchanges = Exchange.all(in: trace, conversations, ownership)
    lookups = Lookup.all(of: .browser, in: trace, conversations, ownership.owners)
    recursions = Lookup.all(of: .resolver, in: trace, conversations, ownership.owners)
    handshakes = Handshake.all(in: trace, conversations)
  }

  /// A query is its trace: all else follows from that.
  public static func == (left: Query, right: Query) -> Bool { left.trace == right.trace }

  public func hash(into hasher: inout Hasher) { hasher.combine(trace) }

  /// The private internet that the recording took place in; nil where it was made on loopback, without packets.
  public var topology: Topology? { trace.topology }

  public func conversation(_ connection: Connection) -> Conversation? {
    places[connection].map { conversations[$0] }
  }

  public func handshake(_ connection: Connection) -> Handshake? { handshakes.first { $0.connection == connection } }

  /// Exchange `number`, counted from 1.
  public func exchange(_ number: Int) -> Exchange? { exchanges.first { $0.number == number } }

  /// The exchange that an entry belongs to: by its cause, by the message it speaks of, or because it opened the
  /// connection that carries that exchange. Nil for what belongs to none, such as the raw bytes of a reused connection.
  public func exchange(of entry: Trace.Entry.ID) -> Int? { owners.indices.contains(entry) ? owners[entry] : nil }

  /// The entries of one phase, in order; only those of one exchange when `exchange` is given.
  public func entries(in phase: Phase, exchange: Int? = nil) -> [Trace.Entry] {
    trace.entries.filter { entry in
      entry.phase == phase && (exchange == nil || owners[entry.id] == exchange)
    }
  }

  /// The entries that belong to one exchange, in order.
  public func entries(ofExchange number: Int) -> [Trace.Entry] { trace.entries.filter { owners[$0.id] == number } }

  /// The exchanges that a connection carried, in order.
  public func exchanges(on connection: Connection) -> [Exchange] {
    exchanges.filter { $0.front?.connection == connection }
  }
}
