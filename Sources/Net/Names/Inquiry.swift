public import Tracing
public import Wire

/// One question put to one name server, with the sockets taken out: it believes only what answers its own question, and
/// asks again where nothing comes (RFC 1034 section 5.3.3, RFC 5452). Whoever wants to know something of a name server
/// asks through it: the browser's stub of its resolver, a resolver of the servers of a zone.
///
/// For every ``Event/open(_:sourcePort:)`` the driver makes a socket from that port to the name server and closes the
/// one before; `send` goes into the socket opened last. A datagram comes back as ``Command/datagram(_:from:)``, because
/// it matters who sent it; a TCP connection reports ``Command/connected``, then its bytes are `received`.
public struct Inquiry<Random: RandomNumberGenerator & Sendable>: Machine, Sendable {
  public enum Command: Sendable {
    /// Ask this. One at a time: misuse while another question is out.
    case ask(DNS.Question, of: Endpoint)
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
    /// The response, whatever it says.
    case answered(DNS.Message)
    /// No response came that can be believed.
    case failed(Fault)
  }

  enum State {
    case idle
    /// A datagram is out.
    case asking(Query)
    /// The answer did not fit into a datagram: a TCP connection is being opened.
    case connecting(Query)
    /// The query went over TCP.
    case reading(Query, DNS.Framing)
  }

  /// One question on its way.
  struct Query {
    var id: UInt16
    var question: DNS.Question
    var server: Endpoint
    /// 0 for the first.
    var attempt = 0
    var deadline: Tick
  }

  /// Whether the server shall ask others, if it must.
  private let recursionDesired: Bool
  private let patience: [Int]
  private var random: Random
  private var state = State.idle

  /// `patience` says how long each try waits, in milliseconds; there are as many tries as it has entries. `random`
  /// chooses query ids and source ports, so that a stranger must guess both to be believed (RFC 5452 section 9.2).
  public init(recursionDesired: Bool, patience: [Int], random: Random) {
    self.recursionDesired = recursionDesired
    self.patience = patience
    self.random = random
  }

  public mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>] {
    switch (input, state) {
    case (.command(.ask(let question, let server)), .idle):
      return ask(Query(id: 0, question: question, server: server, deadline: now), at: now)
    case (.command(.ask(let question, _)), _):
      throw Misuse("asked for \(question) while another question is out")
    case (.command(.datagram(let bytes, let source)), .asking(let query)):
      guard source == query.server else { return [Self.stranger(source, query, bytes.count)] }
      return believe(bytes, query, overTCP: false, at: now)
    case (.command(.connected), .connecting(let query)):
      state = .reading(query, DNS.Framing())
      return [.happened(.asked(id: query.id, query.question), bytes: 0..<0), .send(DNS.framed(message(query)))]
    case (.received(let bytes), .reading(let query, var framing)):
      guard let response = framing.add(bytes).first else {
        state = .reading(query, framing)
        return []
      }
      return believe(response[...], query, overTCP: true, at: now)
    case (.woke, .asking(let query)), (.woke, .connecting(let query)), (.woke, .reading(let query, _)):
      guard now >= query.deadline else { return [.wake(at: query.deadline)] }
      return retry(
        query, because: Fault(.unavailable, "the name server did not answer in time"), at: now)
    case (.command(.socketFailed(let fault)), .asking(let query)),
      (.command(.socketFailed(let fault)), .connecting(let query)),
      (.command(.socketFailed(let fault)), .reading(let query, _)):
      return retry(query, because: fault, at: now)
    case (.ended, .connecting(let query)), (.ended, .reading(let query, _)):
      let fault = Fault(.truncated, "the name server closed the connection before it answered")
      return retry(query, because: fault, at: now)
    // Late news from a socket that is no longer the one in use.
    case (.command(.datagram), _), (.command(.connected), _), (.command(.socketFailed), _), (.received, _), (.woke, _),
      (.ended, _):
      return []
    }
  }

  // MARK: Asking

  private mutating func ask(_ asked: Query, at now: Tick) -> [Output<Event>] {
    guard patience.indices.contains(asked.attempt) else {
      return fail(Fault(.unavailable, "the name server was not asked"))
    }
    var query = asked
    query.id = .random(in: 0 ... .max, using: &random)
    query.deadline = now.adding(milliseconds: patience[query.attempt])
    state = .asking(query)
    return [
      .happened(.open(.udp, sourcePort: sourcePort()), bytes: 0..<0),
      .happened(.asked(id: query.id, query.question), bytes: 0..<0), .send(message(query)), .wake(at: query.deadline),
    ]
  }

  /// The same question over TCP, with a new id.
  private mutating func askOverTCP(_ asked: Query, at now: Tick) -> [Output<Event>] {
    var query = asked
    query.id = .random(in: 0 ... .max, using: &random)
    query.deadline = now.adding(milliseconds: patience[query.attempt])
    state = .connecting(query)
    return [.happened(.open(.tcp, sourcePort: sourcePort()), bytes: 0..<0), .wake(at: query.deadline)]
  }

  private mutating func retry(_ query: Query, because fault: Fault, at now: Tick) -> [Output<Event>] {
    guard query.attempt + 1 < patience.count else { return fail(fault) }
    var next = query
    next.attempt += 1
    return ask(next, at: now)
  }

  private mutating func fail(_ fault: Fault) -> [Output<Event>] {
    state = .idle
    return [.happened(.failed(fault), bytes: 0..<0)]
  }

  /// One of the dynamic ports (RFC 6335 section 6).
  private mutating func sourcePort() -> UInt16 { .random(in: 49_152 ... .max, using: &random) }

  private func message(_ query: Query) -> [UInt8] {
    DNS.Message(
      header: DNS.Header(id: query.id, recursionDesired: recursionDesired), questions: [query.question]
    ).encoded()
  }

  // MARK: Reading

  /// A datagram that does not fit the question is ignored, and the wait goes on: the right answer may still come. Over
  /// TCP nobody else can have sent it, so there it is an error.
  private mutating func believe(
    _ bytes: ArraySlice<UInt8>, _ query: Query, overTCP: Bool, at now: Tick
  ) -> [Output<Event>] {
    // What did not fit may end within a record; nobody needs to read it (RFC 2181 section 9).
    if !overTCP, let header = DNS.header(of: bytes), header.isResponse, header.id == query.id, header.isTruncated {
      return askOverTCP(query, at: now)
    }
    let message: DNS.Message
    do throws(Fault) {
      message = try DNS.dissect(bytes).value.get()
      try Self.check(message, answers: query, length: bytes.count)
    } catch {
      let ignored = Output.happened(Event.ignored(error), bytes: 0..<bytes.count)
      return overTCP ? [ignored] + fail(error) : [ignored]
    }
    if message.header.isTruncated {
      return fail(Fault(.truncated, "the answer does not fit even over TCP", bytes: 2..<3))
    }
    state = .idle
    return [.happened(.answered(message), bytes: 0..<bytes.count)]
  }

  private static func stranger(_ source: Endpoint, _ query: Query, _ length: Int) -> Output<Event> {
    let fault = Fault(
      .conflict, "expected an answer from \(query.server), found one from \(source)", bytes: 0..<length,
      spec: .rfc(5452, "9.1"))
    return .happened(.ignored(fault), bytes: 0..<length)
  }

  /// Throws unless the message is a response to exactly this query (RFC 5452 section 9.1).
  private static func check(_ message: DNS.Message, answers query: Query, length: Int) throws(Fault) {
    let spec = Spec.rfc(5452, "9.1")
    guard message.header.isResponse else {
      throw Fault(.conflict, "expected a response, found a query", bytes: 2..<3, spec: spec)
    }
    guard message.header.id == query.id else {
      throw Fault(.conflict, "expected the id \(query.id), found \(message.header.id)", bytes: 0..<2, spec: spec)
    }
    // A server that could not read the question may leave it out.
    if message.questions.isEmpty, message.responseCode == .formatError { return }
    guard message.questions == [query.question] else {
      let found = message.questions.map(\.description).joined(separator: ", ")
      throw Fault(
        .conflict, "expected the question \(query.question), found \(found.isEmpty ? "none" : found)",
        bytes: 12..<max(12, length), spec: spec)
    }
  }
}
