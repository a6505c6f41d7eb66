extension DNS {
  /// What a response makes of a question, once the aliases in it are followed (RFC 1034 section 5.3.3, step 4).
  public struct Outcome: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      /// The records asked for, owned by ``Outcome/owner``.
      case records([Record])
      /// The owner is an alias, and its target is nobody's whom the response may speak for: ask about it by itself.
      case alias
      /// There is no such name (NXDOMAIN); the SOA record says how long that holds.
      case noName(StartOfAuthorityRecord?)
      /// The name exists, but has no record of this type (NODATA).
      case noData(StartOfAuthorityRecord?)
      /// Others know: those of `zone`, by name, with the addresses that the response gives for them (glue).
      case referral(zone: Name, nameServers: [Name], addresses: [Record], timeToLive: UInt32)
      /// No answer at all.
      case failure(ResponseCode)
    }

    /// What goes with a "no" that may be remembered (RFC 2308 section 3).
    public struct StartOfAuthorityRecord: Sendable, Hashable {
      public var record: Record
      /// Seconds: the record's own, or what it says of a "no", whichever is shorter (RFC 2308 section 5).
      public var timeToLive: UInt32
    }

    public var kind: Kind
    /// The CNAME records on the way, in order.
    public var aliases: [Record] = []
    /// The name that the aliases lead to; the question's own where it is no alias.
    public var owner: Name

    /// How many aliases are followed in one response.
    public static let aliasLimit = 16

    /// Reads `message` as the answer to `question`. What it says of names outside `zone`, whose server gave it, is not
    /// believed (RFC 2181 section 5.4.1, RFC 5452 section 6).
    ///
    /// Throws ``Fault/Code/loop`` where aliases lead back to one another, ``Fault/Code/limit`` where there are too many.
    public init(_ message: Message, to question: Question, believing zone: Name = .root) throws(Fault) {
      owner = question.name
      kind = .alias
      guard message.responseCode == .noError || message.responseCode == .nameError else {
        kind = .failure(message.responseCode)
        return
      }
      let believed = message.answers.filter { $0.class == question.class && $0.name.isWithin(zone) }
      let records = try follow(from: question, in: believed)
      if !records.isEmpty {
        kind = .records(records)
      } else if owner.isWithin(zone) {
        kind = absence(of: question, in: message, zone)
      }
    }

    private mutating func follow(from question: Question, in answers: [Record]) throws(Fault) -> [Record] {
      var seen: Set<Name> = [owner]
      while true {
        let here = answers.filter { $0.name == owner }
        // An alias answers a question for any record by itself (RFC 1034 section 4.3.2, step 3a).
        let records = here.filter { $0.type == question.type || question.type == .any }
        guard records.isEmpty, let alias = here.first(where: { $0.type == .cname }),
          case .cname(let target) = alias.data
        else { return records }
        guard seen.insert(target).inserted else {
          throw Fault(
            .loop, "the alias \(owner.host) leads back to \(target.host)", spec: .rfc(1034, "3.6.2"))
        }
        guard aliases.count < Self.aliasLimit else {
          throw Fault(.limit, "expected at most \(Self.aliasLimit) aliases, found more")
        }
        aliases.append(alias)
        owner = target
      }
    }

    /// What a response without the records means (RFC 2308 section 2).
    private func absence(of question: Question, in message: Message, _ zone: Name) -> Kind {
      let authority = Self.authority(in: message, over: owner)
      if message.responseCode == .nameError { return .noName(authority) }
      if authority != nil { return .noData(authority) }
      let delegation = message.authorities.filter { record in
        record.type == .ns && record.class == question.class && owner.isWithin(record.name)
          && record.name.isWithin(zone)
      }
      guard let cut = delegation.first?.name else { return aliases.isEmpty ? .noData(nil) : .alias }
      // An alias's target is asked about by itself: from the nearest server that is known, not from this one's.
      guard aliases.isEmpty else { return .alias }
      let here = delegation.filter { $0.name == cut }
      let nameServers = here.compactMap { if case .ns(let name) = $0.data { name } else { nil } }
      let addresses = message.additionals.filter { record in
        (record.type == .a || record.type == .aaaa) && record.name.isWithin(zone) && nameServers.contains(record.name)
      }
      return .referral(
        zone: cut, nameServers: nameServers, addresses: addresses,
        timeToLive: (here + addresses).map(\.believableTimeToLive).min() ?? 0)
    }

    private static func authority(in message: Message, over owner: Name) -> StartOfAuthorityRecord? {
      for record in message.authorities {
        guard case .soa(let soa) = record.data, owner.isWithin(record.name) else { continue }
        return StartOfAuthorityRecord(record: record, timeToLive: min(record.believableTimeToLive, soa.minimum))
      }
      return nil
    }
  }
}

extension DNS.Record {
  /// Seconds that the record may be remembered: a TTL with its top bit set counts as 0 (RFC 2181 section 8).
  public var believableTimeToLive: UInt32 { timeToLive > UInt32(Int32.max) ? 0 : timeToLive }
}
