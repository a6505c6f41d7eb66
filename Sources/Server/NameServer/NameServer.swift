import Wire

/// An authoritative name server with the sockets taken out: a query's bytes in, the response's bytes out.
///
/// It knows its own zones and nobody else's: it never asks other servers (RFC 1034 section 4.3.1). The same query always
/// gets the same bytes back.
public struct NameServer: Sendable {
  public let zones: [Zone]
  /// How many aliases are followed before the rest is left to the asker.
  static let aliasLimit = 8

  public init(zones: [Zone]) { self.zones = zones }

  /// The response to the message `query`; nil where there must be none: to a response, which would start a ping-pong,
  /// and to bytes too short to be a message.
  public func answer(query: ArraySlice<UInt8>, over transport: ReceivedQuery.Transport) -> [UInt8]? {
    switch ReceivedQuery.read(query, over: transport) {
    case .nothing: nil
    case .refused(let response): response
    case .query(let query): query.encoded(respond(to: query))
    }
  }

  private func respond(to query: ReceivedQuery) -> DNS.Message {
    guard let zone = zone(for: query.question) else { return query.response(.refused) }
    var response = query.response()
    // Nobody speaks for all classes (RFC 1035 section 6.2).
    response.header.isAuthoritative = query.question.class == .internet
    look(up: query.question.name, query.question.type, in: zone, for: &response)
    return response
  }

  /// Fills in the answer, following aliases for as long as they lead to names of ours (RFC 1034 section 4.3.2).
  private func look(up name: DNS.Name, _ type: DNS.RecordType, in zone: Zone, for response: inout DNS.Message) {
    var (name, zone) = (name, zone)
    var seen: Set<DNS.Name> = [name]
    while true {
      switch zone.find(name, type) {
      case .records(let records):
        response.answers += records
        let known = response.answers + response.additionals
        response.additionals += records.flatMap { zone.addresses(of: $0.data) }.filter { !known.contains($0) }
        return
      case .alias(let record, let target):
        response.answers.append(record)
        guard seen.count < Self.aliasLimit, seen.insert(target).inserted else { return }
        guard let next = self.zone(for: DNS.Question(target, type)) else { return }
        (name, zone) = (target, next)
      case .referral(let nameServers, let addresses):
        // Not ours to say: unless we came here by an alias of ours, the response has no authority.
        if response.answers.isEmpty { response.header.isAuthoritative = false }
        response.authorities = nameServers
        response.additionals += addresses
        return
      case .noData:
        response.authorities = [negative(zone)]
        return
      case .noName:
        // Also at the end of a chain of aliases (RFC 6604 section 3).
        response.header.responseCode = .nameError
        response.authorities = [negative(zone)]
        return
      }
    }
  }

  /// The SOA record as it goes with a "no": its TTL says how long the "no" may be remembered (RFC 2308 section 3).
  private func negative(_ zone: Zone) -> DNS.Record {
    var record = zone.authority
    if case .soa(let soa) = record.data { record.timeToLive = min(record.timeToLive, soa.minimum) }
    return record
  }

  /// The zone nearest to the name; for DS, which the parent answers, the zone above it.
  private func zone(for question: DNS.Question) -> Zone? {
    let holding = zones.filter { question.name.isWithin($0.apex) }.sorted {
      $0.apex.labels.count > $1.apex.labels.count
    }
    if question.type == .ds, holding.first?.apex == question.name, holding.count > 1 { return holding[1] }
    return holding.first
  }
}
