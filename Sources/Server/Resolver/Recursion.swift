import Net
public import Tracing
public import Wire

/// One name being resolved, with the sockets taken out (RFC 1034 section 5.3.3): first what is remembered, then the
/// servers of the nearest zone that is known, then those that they refer to, down to one who knows.
///
/// Every list that a server could make long has an end: so many questions, so many aliases, and each referral must lead
/// nearer to the name (RFC 1035 section 7.1, RFC 9520).
public struct Recursion: Sendable {
  public enum Output: Sendable, Hashable {
    /// What was remembered of this name.
    case consulted(DNS.Name, LookupEvent.Verdict)
    /// Ask this server, and ``take(_:_:at:)`` what comes of it.
    case ask(DNS.Question, of: ResolverCache.Server)
    /// The reply named others: the servers of `zone`.
    case referred(DNS.Name, zone: DNS.Name, nameServers: [DNS.Name])
    /// The reply had the records asked for, or a step on the way to them.
    case answered(DNS.Name, [DNS.Record])
    /// The reply was a "no", or no use.
    case denied(DNS.Name, Fault)
    /// The end. The aliases that were followed come first in the answers.
    case finished(DNS.ResponseCode, answers: [DNS.Record], authorities: [DNS.Record])
  }

  /// How many questions one name may cost.
  public static let questionLimit = 32
  /// How many aliases are followed.
  public static let aliasLimit = 16

  private var question: DNS.Question
  private var answers: [DNS.Record] = []
  private var seen: Set<DNS.Name>
  /// Whose servers are being asked.
  private var zone = DNS.Name.root
  /// Those that have not been asked yet.
  private var servers: ArraySlice<ResolverCache.Server> = []
  private var asked = 0
  private let wanted: DNS.Question

  public init(_ question: DNS.Question) {
    self.question = question
    wanted = question
    seen = [question.name]
  }

  /// Step 1: is it known already?
  public mutating func begin(_ cache: inout ResolverCache, at now: Tick) -> [Output] {
    let finding = cache.find(question.name, question.type, at: now)
    if case .fresh(let content) = finding {
      let consulted = Output.consulted(question.name, .fresh)
      switch content {
      case .records(let records): return [consulted, finish(.noError, records)]
      case .noName(let authority): return [consulted, finish(.nameError, authorities: [authority])]
      case .noData(let authority): return [consulted, finish(.noError, authorities: [authority])]
      case .failure: return [consulted, finish(.serverFailure)]
      }
    }
    // Who asks for any record is content with the alias itself (RFC 1034 section 4.3.2, step 3a).
    if question.type != .any, case .fresh(.records(let aliases)) = cache.find(question.name, .cname, at: now) {
      return [.consulted(question.name, .fresh)] + follow(aliases, &cache, at: now)
    }
    (zone, servers) = Self.sliced(cache.nearest(to: question.name, at: now))
    return [.consulted(question.name, finding.verdict)] + ask(&cache, at: now)
  }

  private static func sliced(
    _ nearest: (zone: DNS.Name, servers: [ResolverCache.Server])
  ) -> (DNS.Name, ArraySlice<ResolverCache.Server>) { (nearest.zone, nearest.servers[...]) }

  /// Steps 2 and 3: the best servers known, one after the other.
  private mutating func ask(_ cache: inout ResolverCache, at now: Tick) -> [Output] {
    guard asked < Self.questionLimit, let server = servers.popFirst() else {
      cache.storeFailure(wanted.name, wanted.type, at: now)
      return [finish(.serverFailure)]
    }
    asked += 1
    return [.ask(question, of: server)]
  }

  /// Step 4: what a server's reply, or its silence, leads to.
  public mutating func take(
    _ reply: Result<DNS.Message, Fault>, _ cache: inout ResolverCache, at now: Tick
  ) -> [Output] {
    let outcome: DNS.Outcome
    do throws(Fault) {
      let message = try reply.get()
      outcome = try DNS.Outcome(message, to: question, believing: zone)
      try check(outcome, message)
    } catch { return [.denied(question.name, error)] + ask(&cache, at: now) }

    for alias in outcome.aliases { cache.store(alias.name, .cname, [alias], at: now) }
    switch outcome.kind {
    case .records(let records):
      cache.store(outcome.owner, question.type, records, at: now)
      return [
        .answered(question.name, outcome.aliases + records), finish(.noError, outcome.aliases + records),
      ]
    case .alias:
      return [.answered(question.name, outcome.aliases)] + follow(outcome.aliases, &cache, at: now)
    case .noName(let authority):
      if let authority { cache.store(outcome.owner, question.type, absence: authority, noName: true, at: now) }
      let fault = Fault(.unavailable, "\(outcome.owner.host) does not exist", bits: 28..<32, spec: .rfc(2308, "2.1"))
      return [
        .denied(question.name, fault),
        finish(.nameError, outcome.aliases, authorities: [authority?.record].compactMap { $0 }),
      ]
    case .noData(let authority):
      if let authority { cache.store(outcome.owner, question.type, absence: authority, noName: false, at: now) }
      let fault = Fault(
        .unavailable, "\(outcome.owner.host) exists, but has no \(question.type) record",
        spec: .rfc(2308, "2.2"))
      return [
        .denied(question.name, fault),
        finish(.noError, outcome.aliases, authorities: [authority?.record].compactMap { $0 }),
      ]
    case .referral(let cut, let nameServers, let addresses, let timeToLive):
      let found = addresses.compactMap { record in
        if case .a(let address) = record.data { ResolverCache.Server(record.name, at: address) } else { nil }
      }
      if !found.isEmpty { cache.store(cut, servers: found, timeToLive: timeToLive, at: now) }
      (zone, servers) = (cut, found[...])
      return [.referred(question.name, zone: cut, nameServers: nameServers)] + ask(&cache, at: now)
    case .failure: return ask(&cache, at: now)
    }
  }

  /// Throws where this server is no use for this zone.
  private func check(_ outcome: DNS.Outcome, _ message: DNS.Message) throws(Fault) {
    switch outcome.kind {
    case .failure(let code):
      throw Fault(.unavailable, "the name server answered \(code)", bits: 28..<32, spec: .rfc(1035, "4.1.1"))
    case .referral(let cut, _, _, _):
      // Each must lead down, or two servers could send us to and fro for ever.
      guard cut.labels.count > zone.labels.count else {
        throw Fault(
          .loop, "expected a referral below \(zone), found one to \(cut)", spec: .rfc(1034, "5.3.3"))
      }
    case .records, .alias, .noName, .noData:
      guard message.header.isAuthoritative else {
        throw Fault(
          .conflict, "expected an answer with authority, found one without", bits: 21..<22, spec: .rfc(1035, "4.1.1"))
      }
    }
  }

  /// The name is an alias: the target is a name like any other, and may be known.
  private mutating func follow(
    _ aliases: [DNS.Record], _ cache: inout ResolverCache, at now: Tick
  ) -> [Output] {
    for alias in aliases {
      guard case .cname(let target) = alias.data else { continue }
      guard seen.count <= Self.aliasLimit, seen.insert(target).inserted else { return [finish(.serverFailure)] }
      answers.append(alias)
      question.name = target
    }
    return begin(&cache, at: now)
  }

  private func finish(
    _ code: DNS.ResponseCode, _ records: [DNS.Record] = [], authorities: [DNS.Record] = []
  ) -> Output {
    .finished(code, answers: answers + records, authorities: authorities)
  }
}
