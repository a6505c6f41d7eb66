import Tracing
import Wire

extension Path {
  static let dns: [Path] = [
    Path("dns.name", "the name that was looked up") { Value($0.lookup?.name) },
    Path("dns.cache.verdict", "what the browser's own memory said: cold, fresh, expired, or literal for an address") {
      Value($0.lookup?.verdict.rawValue)
    },
    Path("dns.queries.count", "how many questions the browser sent to the name server in this scene") { scope in
      .number(scope.query.lookups.reduce(0) { $0 + $1.queries.count })
    },
    Path("dns.query.bytes", "the length of the question, in bytes") { Value($0.lookup?.queries.first?.bytes.count) },
    Path("dns.answer", "the first address that came back") { Value($0.lookup?.addresses.first) },
    Path("dns.answers.count", "how many addresses came back") { Value($0.lookup?.addresses.count) },
    Path("dns.answer.bytes", "the length of the answer, in bytes") { Value($0.lookup?.responses.first?.bytes.count) },
    Path("dns.ttl", "for how many seconds the answer may be remembered") { Value($0.lookup?.timeToLive) },
    Path("dns.rcode", "how the name server says that it went: NOERROR, NXDOMAIN") {
      Value($0.response?.responseCode.description)
    },
    Path("dns.authoritative", "true when the answer comes from the zone's own server, not from a memory") {
      Value($0.response?.header.isAuthoritative)
    },
    Path("dns.failure", "why there is no address") { Value($0.lookup?.failure?.message) },
  ]
}

extension Scope {
  /// The look-up for this exchange: none where its connection was open already.
  fileprivate var lookup: Lookup? { query.lookups.first { $0.exchange == exchange } }

  fileprivate var response: DNS.Message? {
    guard let bytes = lookup?.responses.first?.bytes else { return nil }
    return try? DNS.dissect(bytes).value.get()
  }
}
