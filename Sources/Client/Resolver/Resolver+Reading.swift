import Tracing
import Wire

/// What the resolver makes of a response.
extension Resolver {
  mutating func receive(
    _ bytes: ArraySlice<UInt8>, from source: Endpoint, _ lookup: Lookup, _ query: Query, at now: Tick
  ) -> [Output<Event>] {
    guard source == server else {
      let fault = Fault(
        .conflict, "expected an answer from \(server), found one from \(source)", bytes: 0..<bytes.count,
        spec: .rfc(5452, "9.1"))
      return [.happened(.ignored(fault), bytes: 0..<bytes.count)]
    }
    return believe(bytes, lookup, query, overTCP: false, at: now)
  }

  /// A datagram that does not fit the question is ignored, and the wait goes on: the right answer may still come. Over
  /// TCP nobody else can have sent it, so there it is an error.
  mutating func believe(
    _ bytes: ArraySlice<UInt8>, _ lookup: Lookup, _ query: Query, overTCP: Bool, at now: Tick
  ) -> [Output<Event>] {
    let message: DNS.Message
    do throws(Fault) {
      message = try DNS.dissect(bytes).value.get()
      try check(message, answers: query, length: bytes.count)
    } catch {
      let ignored = Output.happened(Event.ignored(error), bytes: 0..<bytes.count)
      return overTCP ? [ignored] + fail(lookup, error) : [ignored]
    }
    if message.header.isTruncated {
      if !overTCP { return askOverTCP(lookup, query, at: now) }
      return fail(lookup, Fault(.truncated, "the answer does not fit even over TCP", bytes: 2..<3))
    }
    return read(message, lookup, query, at: now)
  }

  /// Throws unless the message is a response to exactly this query (RFC 5452 section 9.1).
  private func check(_ message: DNS.Message, answers query: Query, length: Int) throws(Fault) {
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

  private mutating func read(
    _ message: DNS.Message, _ lookup: Lookup, _ query: Query, at now: Tick
  ) -> [Output<Event>] {
    var lookup = lookup
    switch message.responseCode {
    case .noError, .nameError: break
    default:
      return fail(
        lookup,
        Fault(
          .unavailable, "the name server answered \(message.responseCode)\(Self.meaning(of: message.responseCode))",
          bits: 28..<32, spec: .rfc(1035, "4.1.1")))
    }
    let found: (owner: DNS.Name, records: [DNS.Record])
    do throws(Fault) {
      found = try follow(from: query.question, in: message, &lookup)
    } catch {
      return fail(lookup, error)
    }
    if message.responseCode == .nameError {
      let fault = Fault(.unavailable, "\(found.owner.host) does not exist", bits: 28..<32, spec: .rfc(2308, "2.1"))
      return fail(lookup, fault, timeToLive: negativeTimeToLive(message, lookup))
    }
    if !found.records.isEmpty {
      lookup.addresses += found.records.map(\.data.description)
      lookup.timeToLive = found.records.map(\.believableTimeToLive).reduce(lookup.timeToLive, min)
      return askNext(lookup, about: found.owner, at: now)
    }
    let hasAuthority = message.authorities.contains { $0.type == .soa }
    // The alias led out of what this server knows, so its target has to be asked about by itself.
    if found.owner != query.question.name, !hasAuthority {
      return ask(DNS.Question(found.owner, query.question.type), for: lookup, attempt: 0, at: now)
    }
    if !hasAuthority, let referral = message.authorities.first(where: { $0.type == .ns }) {
      return fail(
        lookup,
        Fault(
          .unsupported, "the name server only knows who to ask, \(referral.data), and does not ask for us",
          bytes: 0..<0, spec: .rfc(1034, "4.3.1")))
    }
    lookup.absence = (
      Fault(
        .unavailable, "\(found.owner.host) exists, but has no \(query.question.type) record", bytes: 0..<0,
        spec: .rfc(2308, "2.2")), negativeTimeToLive(message, lookup)
    )
    return askNext(lookup, about: found.owner, at: now)
  }

  /// Walks the aliases in the answer section to the name that owns the records asked for.
  private func follow(
    from question: DNS.Question, in message: DNS.Message, _ lookup: inout Lookup
  ) throws(Fault) -> (owner: DNS.Name, records: [DNS.Record]) {
    var owner = question.name
    while true {
      let here = message.answers.filter { $0.name == owner && $0.class == question.class }
      let records = here.filter { $0.type == question.type }
      guard records.isEmpty, let alias = here.first(where: { $0.type == .cname }), case .cname(let target) = alias.data
      else { return (owner, records) }
      guard target != lookup.name, !lookup.canonicalNames.contains(target) else {
        throw Fault(
          .loop, "the alias \(owner.host) leads back to \(target.host)", bytes: 0..<0, spec: .rfc(1034, "3.6.2"))
      }
      guard lookup.canonicalNames.count < Self.aliasLimit else {
        throw Fault(.limit, "expected at most \(Self.aliasLimit) aliases, found more", bytes: 0..<0)
      }
      lookup.canonicalNames.append(target)
      lookup.timeToLive = min(lookup.timeToLive, alias.believableTimeToLive)
      owner = target
    }
  }

  /// How long a "no" may be remembered: the SOA record says it, and an alias on the way may say less. Without a SOA
  /// record not at all (RFC 2308 section 5).
  private func negativeTimeToLive(_ message: DNS.Message, _ lookup: Lookup) -> UInt32? {
    for record in message.authorities {
      guard case .soa(let soa) = record.data else { continue }
      return min(record.believableTimeToLive, soa.minimum, lookup.timeToLive)
    }
    return nil
  }

  private static func meaning(of code: DNS.ResponseCode) -> String {
    switch code {
    case .serverFailure: ": it failed; try again later"
    case .refused: ": it does not answer for this name, or not to us"
    case .formatError: ": it could not read the query"
    case .notImplemented: ": it does not know how to do this"
    default: ""
    }
  }
}

extension DNS.Record {
  /// A TTL with its top bit set counts as 0 (RFC 2181 section 8).
  fileprivate var believableTimeToLive: UInt32 { timeToLive > UInt32(Int32.max) ? 0 : timeToLive }
}
