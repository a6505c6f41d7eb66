import Wire

/// An authoritative name server with the sockets taken out: a query's bytes in, the response's bytes out.
///
/// It knows its own zones and nobody else's: it never asks other servers (RFC 1034 section 4.3.1). The same query always
/// gets the same bytes back.
public struct NameServer: Sendable {
  /// How a query came, which decides how long the response may be.
  public enum Transport: Sendable, Hashable { case udp, tcp }

  public let zones: [Zone]
  /// The largest UDP response that we send, in bytes, whatever the asker could take: it fits into one packet
  /// practically everywhere.
  public static let payloadSize: UInt16 = 1232
  /// How many aliases are followed before the rest is left to the asker.
  static let aliasLimit = 8

  public init(zones: [Zone]) { self.zones = zones }

  /// The response to the message `query`; nil where there must be none: to a response, which would start a ping-pong,
  /// and to bytes too short to be a message.
  public func answer(query: ArraySlice<UInt8>, over transport: Transport) -> [UInt8]? {
    switch DNS.dissect(query).value {
    case .success(let message):
      guard !message.header.isResponse else { return nil }
      var response = respond(to: message)
      if let edns = message.edns {
        // The upper eight bits of the response code travel in the OPT record.
        let upper = UInt8(truncatingIfNeeded: response.header.responseCode.rawValue >> 4)
        let ours = DNS.EDNS(
          payloadSize: Self.payloadSize, extendedResponseCode: upper, dnssecOK: edns.dnssecOK)
        response.additionals.append(ours.record)
        return fit(response, into: transport, asked: edns.payloadSize)
      }
      return fit(response, into: transport, asked: nil)
    case .failure:
      return refuse(unreadable: query)
    }
  }

  private func respond(to query: DNS.Message) -> DNS.Message {
    var header = DNS.Header(
      id: query.header.id, isResponse: true, opcode: query.header.opcode,
      recursionDesired: query.header.recursionDesired, checkingDisabled: query.header.checkingDisabled)
    func failed(_ code: DNS.ResponseCode) -> DNS.Message {
      header.responseCode = code
      return DNS.Message(header: header, questions: query.questions)
    }
    guard query.header.opcode == .query else { return failed(.notImplemented) }
    let options = query.additionals.filter { $0.type == .opt }
    guard options.count <= 1, options.allSatisfy({ $0.name == .root }) else { return failed(.formatError) }
    guard query.edns.map({ $0.version == 0 }) ?? true else { return failed(.badVersion) }
    guard query.questions.count == 1, let question = query.questions.first else { return failed(.formatError) }
    guard question.class == .internet || question.class == .any else { return failed(.refused) }
    guard !question.type.isQuestionOnly || question.type == .any else { return failed(.refused) }
    guard let zone = zone(for: question) else { return failed(.refused) }
    header.isAuthoritative = true
    var response = DNS.Message(header: header, questions: [question])
    look(up: question.name, question.type, in: zone, for: &response)
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

  /// The bytes, or, where they are too many, the question alone with TC set: ask again over TCP (RFC 2181 section 9).
  /// Addresses beside an answer are a courtesy and go first; those of a referral are what it is for.
  private func fit(_ response: DNS.Message, into transport: Transport, asked: UInt16?) -> [UInt8] {
    let limit =
      transport == .tcp
      ? DNS.messageLimit : min(Int(Self.payloadSize), max(DNS.plainUDPLimit, Int(asked ?? 0)))
    let whole = response.encoded()
    if whole.count <= limit { return whole }
    var shorter = response
    shorter.additionals.removeAll { $0.type != .opt }
    if !response.answers.isEmpty {
      let bytes = shorter.encoded()
      if bytes.count <= limit { return bytes }
    }
    shorter.header.isTruncated = true
    shorter.answers = []
    shorter.authorities = []
    return shorter.encoded()
  }

  /// A header with FORMERR to a message whose header can be read and the rest cannot.
  private func refuse(unreadable query: ArraySlice<UInt8>) -> [UInt8]? {
    guard query.count >= 12,
      case .success(let head) = DNS.dissect(query.prefix(4) + [UInt8](repeating: 0, count: 8)).value,
      !head.header.isResponse
    else { return nil }
    let header = DNS.Header(
      id: head.header.id, isResponse: true, opcode: head.header.opcode,
      recursionDesired: head.header.recursionDesired, responseCode: .formatError)
    return DNS.Message(header: header).encoded()
  }
}
