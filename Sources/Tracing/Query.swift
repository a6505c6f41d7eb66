public import Wire

/// Look-ups over a trace: who said what on which connection, and which entries belong together.
///
/// Made once from a recording (one walk over its entries), then asked by claims and by views alike, so that both mean
/// the same thing by "the response of exchange 2". Nothing here is prose, and nothing is parsed beyond where a message
/// begins and ends.
public struct Query: Sendable, Hashable {
  public let trace: Trace
  /// Every connection and UDP conversation, in the order in which they were opened.
  public var conversations: [Conversation] { spoken.all }
  /// The browser's requests with their responses, in the order in which they began: number 1 first.
  public let exchanges: [Exchange]
  /// The names the browser wanted addresses for, in order.
  public let lookups: [Lookup]
  /// The names that the resolver looked into, in order: those it was asked for, and the targets of their aliases.
  public let recursions: [Lookup]
  /// What TLS did, for each connection that used it, as its client saw it.
  public let handshakes: [Handshake]
  private let index: EntryIndex
  private let spoken: Conversations
  /// Where each connection's handshake, and each number's exchange stand.
  private let handshakePlaces: [Connection: Int]
  private let exchangePlaces: [Int: Int]
  /// Where each visit begins.
  private let visits: [Trace.Entry.ID]
  /// ``journeys``, since every frame is taken apart for them.
  let keptJourneys = Kept<Journeys>()

  public init(_ trace: Trace) {
    self.trace = trace
    let spoken = Conversations(trace)
    let ownership = Ownership(trace)
    self.spoken = spoken
    index = EntryIndex(trace.entries, owners: ownership.owners)
    exchanges = Exchange.all(in: trace, spoken, ownership)
    visits = index.entries(in: .url).filter { entry in
      if case .visit(.started) = trace.entries[entry].fact { true } else { false }
    }
    let naming = index.entries(in: .dns).map { trace.entries[$0] }
    lookups = Lookup.all(of: .browser, in: naming, spoken, ownership.owners)
    recursions = Lookup.all(of: .resolver, in: naming, spoken, ownership.owners)
    handshakes = spoken.all.compactMap { Handshake($0, in: trace) }
    handshakePlaces = handshakes.places(by: \.connection)
    exchangePlaces = exchanges.places(by: \.number)
  }

  /// A query is its trace: all else follows from that.
  public static func == (left: Query, right: Query) -> Bool { left.trace == right.trace }

  public func hash(into hasher: inout Hasher) { hasher.combine(trace) }

  /// The private internet that the recording took place in; nil where it was made on loopback, without packets.
  public var topology: Topology? { trace.topology }

  public func conversation(_ connection: Connection) -> Conversation? { spoken[connection] }

  /// Who opened a connection, and who listened: all that most ask of a conversation.
  public func ends(of connection: Connection) -> (client: Party?, server: Party?) {
    spoken.place(of: connection).map { (spoken.all[$0].client, spoken.all[$0].server) } ?? (nil, nil)
  }

  public func handshake(_ connection: Connection) -> Handshake? {
    handshakePlaces[connection].map { handshakes[$0] }
  }

  /// Exchange `number`, counted from 1.
  public func exchange(_ number: Int) -> Exchange? { exchangePlaces[number].map { exchanges[$0] } }

  /// The exchange that an entry belongs to: by its cause, by the message it speaks of, or because it opened the
  /// connection that carries that exchange. Nil for what belongs to none, such as the raw bytes of a reused connection.
  public func exchange(of entry: Trace.Entry.ID) -> Int? { index.owner(of: entry) }

  /// The entries of one phase that belong to one exchange, in order.
  public func entries(in phase: Phase, exchange number: Int) -> [Trace.Entry] {
    index.entries(in: phase, ofExchange: number).map { trace.entries[$0] }
  }

  /// What the browser made of all that came in the visit that an exchange is part of, in order.
  public func rendering(inVisitOf number: Int) -> [Trace.Entry] {
    let visit = visit(of: number)
    return index.entries(in: .render).filter { visit.contains($0) }.map { trace.entries[$0] }
  }

  /// What the visit that an exchange is part of failed of, where it did; of an exchange that there never was, the last one.
  public func failure(inVisitOf number: Int) -> Fault? {
    for entry in trace.entries[visit(of: number)] { if case .visit(.failed(let fault)) = entry.fact { return fault } }
    return nil
  }

  private func visit(of number: Int) -> Range<Trace.Entry.ID> {
    let begun = exchange(number)?.begun ?? trace.entries.count
    let start = visits.last { $0 <= begun } ?? 0
    return start..<(visits.first { $0 > begun } ?? trace.entries.count)
  }

  /// Where the entries stand that belong to one exchange, in order.
  public func places(ofExchange number: Int) -> [Trace.Entry.ID] { index.entries(ofExchange: number) }
}

extension Array {
  /// Where the first element of each key stands.
  func places<Key: Hashable>(by key: (Element) -> Key) -> [Key: Int] {
    Dictionary(zip(map(key), indices), uniquingKeysWith: { first, _ in first })
  }
}
