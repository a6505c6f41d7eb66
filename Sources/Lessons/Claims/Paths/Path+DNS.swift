import Tracing
import Wire

extension Path {
  static let dns: [Path] = [
    Path("dns.name", about: .name, "the name that was looked up") { Value($0.lookup?.name) },
    Path(
      "dns.cache.verdict", about: .name,
      "what the browser's own memory said: cold, fresh, expired, or literal for an address"
    ) {
      Value($0.lookup?.verdict.rawValue)
    },
    Path("dns.queries.count", about: .name, "how many questions the browser sent to its resolver in this scene") {
      scope in
      .number(scope.query.lookups.reduce(0) { $0 + $1.queries.count })
    },
    Path("dns.query.bytes", about: .name, "the length of the question, in bytes") {
      Value($0.lookup?.queries.first?.bytes.count)
    },
    Path("dns.answer", about: .answer, "the first address that came back") { Value($0.lookup?.addresses.first) },
    Path("dns.answers.count", about: .answer, "how many addresses came back") { Value($0.lookup?.addresses.count) },
    Path("dns.answer.bytes", about: .answer, "the length of the answer, in bytes") {
      Value($0.lookup?.responses.first?.bytes.count)
    },
    Path("dns.ttl", about: .answer, "for how many seconds the answer may be remembered") {
      Value($0.lookup?.timeToLive)
    },
    Path("dns.rcode", about: .answer, "how the resolver says that it went: NOERROR, NXDOMAIN, SERVFAIL") {
      Value($0.reply?.responseCode.description)
    },
    Path(
      "dns.authoritative", about: .answer, "true when the answer comes from the zone's own server, not from a memory"
    ) {
      Value($0.reply?.header.isAuthoritative)
    },
    Path("dns.failure", about: .answer, "why there is no address") { Value($0.lookup?.failure?.message) },
    Path(
      "dns.alias", about: .answer,
      "the name that the name asked for is an alias of: the first CNAME record in the answer"
    ) {
      scope in
      let target = scope.reply?.answers.first { $0.type == .cname }?.data
      return if case .cname(let name) = target { .string(name.host) } else { .nothing }
    },
    Path("dns.recursion", about: .answer, "true when the answer comes from a server that asks others for us (RA)") {
      Value($0.reply?.header.recursionAvailable)
    },
    Path(
      "dns.absence.ttl", about: .answer,
      "for how many seconds it may be remembered that there is no such name, or no address"
    ) {
      Value($0.absenceTimeToLive)
    },
    Path(
      "resolver.cache.verdict", about: .resolver, "what the resolver's memory said about the name: cold, fresh, expired"
    ) {
      Value($0.recursions.first?.verdict.rawValue)
    },
    Path("resolver.queries.count", about: .resolver, "how many questions the resolver sent to find the name") { scope in
      .number(scope.recursions.reduce(0) { $0 + $1.queries.count })
    },
    Path("resolver.asked", about: .resolver, "the servers that the resolver asked, in order") { scope in
      .list(
        scope.recursions.flatMap(\.queries).map { query in
          scope.query.conversation(query.connection)?.server?.name ?? query.connection.server.description
        })
    },
    Path("resolver.referrals.count", about: .resolver, "how often the resolver was told to ask somebody else") {
      scope in
      .number(scope.recursions.reduce(0) { $0 + $1.referrals.count })
    },
    Path("resolver.referrals", about: .resolver, "the zones whose servers the resolver was told to ask, in order") {
      scope in
      .list(scope.recursions.flatMap(\.referrals))
    },
    Path("resolver.ttl", about: .resolver, "for how many seconds the name server let the resolver remember the answer")
    {
      scope in
      Value(scope.recursions.compactMap(\.timeToLive).first)
    },
  ]
}

extension Scope {
  /// The look-up for this exchange: none where its connection was open already.
  fileprivate var lookup: Lookup? { query.lookups.first { $0.exchange == exchange } }

  /// What the resolver did for it.
  fileprivate var recursions: [Lookup] { query.recursions.filter { $0.exchange == exchange } }

  fileprivate var absenceTimeToLive: Int? {
    guard let reply, reply.answers.allSatisfy({ $0.type == .cname }) else { return nil }
    for record in reply.authorities {
      if case .soa(let soa) = record.data { return Int(min(record.believableTimeToLive, soa.minimum)) }
    }
    return nil
  }

  fileprivate var reply: DNS.Message? {
    guard let bytes = lookup?.responses.first?.bytes else { return nil }
    return try? DNS.dissect(bytes).value.get()
  }
}
