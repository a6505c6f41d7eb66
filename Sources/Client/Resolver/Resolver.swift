public import Tracing
public import Wire

/// The browser's stub resolver with the sockets taken out: it asks one name server about one name at a time, believes
/// only what answers its own question, and asks again where nothing comes (RFC 1034 section 5.3.1).
///
/// For every ``Event/open(_:sourcePort:)`` the driver makes a socket from that port to the name server and closes the
/// one before; `send` goes into the socket opened last. A datagram comes back as ``Command/datagram(_:from:)``, because
/// it matters who sent it; a TCP connection reports ``Command/connected``, then its bytes are `received`.
public struct Resolver<Random: RandomNumberGenerator & Sendable>: Machine, Sendable {
  public enum Command: Sendable {
    /// Look this name up. One at a time: misuse while a look-up is under way.
    case lookup(DNS.Name)
    case datagram(ArraySlice<UInt8>, from: Endpoint)
    /// The TCP connection that was asked for stands.
    case connected
    /// The socket that was asked for could not be opened, or broke.
    case socketFailed(Fault)
  }

  public enum Event: Sendable, Hashable {
    case open(Connection.Transport, sourcePort: UInt16)
    /// A query leaves with the next `send`.
    case asked(id: UInt16, DNS.Question)
    /// Something came that is not the answer to our question, and is not believed.
    case ignored(Fault)
    case answered(Answer)
    /// There is no address. The time to live, in seconds, is for how long that may be remembered; nil for not at all.
    case failed(DNS.Name, Fault, timeToLive: UInt32?)
  }

  /// What a look-up found.
  public struct Answer: Sendable, Hashable {
    /// As it was asked for.
    public var name: DNS.Name
    /// IPv4 first, in the name server's order: `127.0.0.1`.
    public var addresses: [String]
    /// Seconds that all of it may be remembered: the shortest of the records that led here.
    public var timeToLive: UInt32
    /// The aliases' targets in order; the last owns the addresses. Empty where the name is no alias.
    public var canonicalNames: [DNS.Name]

    public init(name: DNS.Name, addresses: [String], timeToLive: UInt32, canonicalNames: [DNS.Name]) {
      self.name = name
      self.addresses = addresses
      self.timeToLive = timeToLive
      self.canonicalNames = canonicalNames
    }
  }

  /// How long each try waits, in milliseconds; as many tries as there are entries.
  public static var patience: [Int] { [1000, 2000, 4000] }
  /// How many aliases are followed.
  public static var aliasLimit: Int { 16 }

  enum State {
    case idle
    /// A datagram is out.
    case asking(Lookup, Query)
    /// The answer did not fit into a datagram: a TCP connection is being opened.
    case connecting(Lookup, Query)
    /// The query went over TCP.
    case reading(Lookup, Query, DNS.Framing)
  }

  /// One question on its way.
  struct Query {
    var id: UInt16
    var question: DNS.Question
    /// 0 for the first.
    var attempt: Int
    var deadline: Tick
  }

  /// What a look-up has found so far.
  struct Lookup {
    var name: DNS.Name
    /// Record types still to be asked about, without the one that is being asked.
    var types: [DNS.RecordType]
    var addresses: [String] = []
    var timeToLive: UInt32 = .max
    var canonicalNames: [DNS.Name] = []
    /// Why there was no address of an earlier type, and how long that holds.
    var absence: (fault: Fault, timeToLive: UInt32?)?
  }

  let server: Endpoint
  let types: [DNS.RecordType]
  private var random: Random
  var state = State.idle

  /// Asks `server`, about IPv4 addresses and, where told to, IPv6 addresses after them. `random` chooses query ids and
  /// source ports, so that a stranger must guess both to be believed (RFC 5452).
  public init(server: Endpoint, includingIPv6: Bool = false, random: Random) {
    self.server = server
    types = includingIPv6 ? [.a, .aaaa] : [.a]
    self.random = random
  }

  public mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>] {
    switch (input, state) {
    case (.command(.lookup(let name)), .idle):
      return askNext(Lookup(name: name, types: types), about: name, at: now)
    case (.command(.lookup(let name)), _):
      throw Misuse("asked to look up \(name) while another look-up is under way")
    case (.command(.datagram(let bytes, let source)), .asking(let lookup, let query)):
      return receive(bytes, from: source, lookup, query, at: now)
    case (.command(.connected), .connecting(let lookup, let query)):
      state = .reading(lookup, query, DNS.Framing())
      return [.happened(.asked(id: query.id, query.question), bytes: 0..<0), .send(DNS.framed(message(query)))]
    case (.received(let bytes), .reading(let lookup, let query, var framing)):
      guard let response = framing.add(bytes).first else {
        state = .reading(lookup, query, framing)
        return []
      }
      return believe(response[...], lookup, query, overTCP: true, at: now)
    case (.woke, .asking(let lookup, let query)), (.woke, .connecting(let lookup, let query)),
      (.woke, .reading(let lookup, let query, _)):
      guard now >= query.deadline else { return [.wake(at: query.deadline)] }
      return retry(
        lookup, query, because: Fault(.unavailable, "the name server did not answer in time", bytes: 0..<0), at: now)
    case (.command(.socketFailed(let fault)), .asking(let lookup, let query)),
      (.command(.socketFailed(let fault)), .connecting(let lookup, let query)),
      (.command(.socketFailed(let fault)), .reading(let lookup, let query, _)):
      return retry(lookup, query, because: fault, at: now)
    case (.ended, .connecting(let lookup, let query)), (.ended, .reading(let lookup, let query, _)):
      let fault = Fault(.truncated, "the name server closed the connection before it answered", bytes: 0..<0)
      return retry(lookup, query, because: fault, at: now)
    // Late news from a socket that is no longer the one in use.
    case (.command(.datagram), _), (.command(.connected), _), (.command(.socketFailed), _), (.received, _), (.woke, _),
      (.ended, _):
      return []
    }
  }

  // MARK: Asking

  /// The look-up's next type, from `name`; where there is none left, the verdict.
  mutating func askNext(_ lookup: Lookup, about name: DNS.Name, at now: Tick) -> [Output<Event>] {
    var lookup = lookup
    guard !lookup.types.isEmpty else {
      state = .idle
      return [.happened(verdict(lookup), bytes: 0..<0)]
    }
    return ask(DNS.Question(name, lookup.types.removeFirst()), for: lookup, attempt: 0, at: now)
  }

  mutating func ask(_ question: DNS.Question, for lookup: Lookup, attempt: Int, at now: Tick) -> [Output<Event>] {
    let query = Query(
      id: .random(in: 0 ... .max, using: &random), question: question, attempt: attempt,
      deadline: now.adding(milliseconds: Self.patience[attempt]))
    state = .asking(lookup, query)
    return [
      .happened(.open(.udp, sourcePort: sourcePort()), bytes: 0..<0),
      .happened(.asked(id: query.id, question), bytes: 0..<0), .send(message(query)), .wake(at: query.deadline),
    ]
  }

  /// The same question over TCP, with a new id.
  mutating func askOverTCP(_ lookup: Lookup, _ query: Query, at now: Tick) -> [Output<Event>] {
    var query = query
    query.id = .random(in: 0 ... .max, using: &random)
    query.deadline = now.adding(milliseconds: Self.patience[query.attempt])
    state = .connecting(lookup, query)
    return [.happened(.open(.tcp, sourcePort: sourcePort()), bytes: 0..<0), .wake(at: query.deadline)]
  }

  private mutating func retry(
    _ lookup: Lookup, _ query: Query, because fault: Fault, at now: Tick
  ) -> [Output<Event>] {
    guard query.attempt + 1 < Self.patience.count else { return fail(lookup, fault) }
    return ask(query.question, for: lookup, attempt: query.attempt + 1, at: now)
  }

  mutating func fail(_ lookup: Lookup, _ fault: Fault, timeToLive: UInt32? = nil) -> [Output<Event>] {
    state = .idle
    return [.happened(.failed(lookup.name, fault, timeToLive: timeToLive), bytes: 0..<0)]
  }

  /// One of the dynamic ports (RFC 6335 section 6).
  private mutating func sourcePort() -> UInt16 { .random(in: 49_152 ... .max, using: &random) }

  private func message(_ query: Query) -> [UInt8] {
    DNS.Message(header: DNS.Header(id: query.id, recursionDesired: true), questions: [query.question]).encoded()
  }

  private func verdict(_ lookup: Lookup) -> Event {
    if lookup.addresses.isEmpty, let absence = lookup.absence {
      return .failed(lookup.name, absence.fault, timeToLive: absence.timeToLive)
    }
    return .answered(
      Answer(
        name: lookup.name, addresses: lookup.addresses, timeToLive: lookup.timeToLive,
        canonicalNames: lookup.canonicalNames))
  }
}
