public import Wire

/// A part of the name tree that one server has the last word on: its records, by name and type (RFC 1034 section 4.2).
public struct Zone: Sendable {
  /// Where the zone begins: `shop.test`.
  public let apex: DNS.Name
  /// The SOA record, which says how its "no" answers age.
  public let authority: DNS.Record
  /// All records with the same name and type belong together and are answered together (RFC 2181 section 5).
  private var sets: [DNS.Name: [DNS.RecordType: [DNS.Record]]] = [:]

  /// A zone that holds `soa`, owned by the zone's apex, and `records`.
  ///
  /// Throws ``Fault/Code/conflict`` where a record lies outside the zone, or shares its name with a CNAME
  /// (RFC 1034 section 3.6.2).
  public init(_ apex: DNS.Name, soa: DNS.StartOfAuthority, timeToLive: UInt32, records: [DNS.Record]) throws(Fault) {
    self.apex = apex
    authority = DNS.Record(apex, .soa, timeToLive: timeToLive, .soa(soa))
    for record in [authority] + records { try add(record) }
  }

  private mutating func add(_ record: DNS.Record) throws(Fault) {
    guard record.name.isWithin(apex) else {
      throw Fault(.conflict, "expected names within \(apex), found \(record.name)")
    }
    sets[record.name, default: [:]][record.type, default: []].append(record)
    let types = sets[record.name, default: [:]]
    guard let aliases = types[.cname], types.count > 1 || aliases.count > 1 else { return }
    throw Fault(
      .conflict, "expected the alias \(record.name) to stand alone, found other records of that name",
      spec: .rfc(1034, "3.6.2"))
  }

  /// The same zone without those names, and without the wildcards that would answer for them: as if nobody had ever
  /// registered them.
  public func without(_ hosts: [String]) -> Zone {
    var copy = self
    for name in hosts.compactMap({ try? DNS.Name(parsing: $0) }) {
      copy.sets[name] = nil
      if let wildcard = try? name.parent?.child("*") { copy.sets[wildcard] = nil }
    }
    return copy
  }

  /// What the zone has to say about a question, before aliases are followed (RFC 1034 section 4.3.2, step 3).
  public enum Finding: Sendable, Hashable {
    case records([DNS.Record])
    /// The name is another name's alias: look there.
    case alias(DNS.Record, target: DNS.Name)
    /// Others answer for this part: their NS records, and addresses to reach them by.
    case referral(nameServers: [DNS.Record], addresses: [DNS.Record])
    /// The name exists, but not with this type (NODATA, RFC 2308 section 2.2).
    case noData
    /// There is no such name (NXDOMAIN).
    case noName
  }

  /// Looks `name`, which must be within the zone, up.
  public func find(_ name: DNS.Name, _ type: DNS.RecordType) -> Finding {
    // 3b: walking down from the apex, does somebody else take over?
    let path = Array(sequence(first: name, next: \.parent).prefix(name.labels.count - apex.labels.count))
    for ancestor in path.reversed() {
      guard let nameServers = sets[ancestor]?[.ns] else { continue }
      // The DS record of a delegation lives above the cut (RFC 4035 section 3.1.4.1).
      if ancestor == name && type == .ds { break }
      return .referral(nameServers: nameServers, addresses: nameServers.flatMap { addresses(of: $0.data) })
    }
    // 3a: the whole name matches.
    if let types = sets[name] { return answer(types, owner: name, type) }
    if exists(name) { return .noData }
    // 3c: it does not; perhaps a wildcard below the nearest ancestor that does exist (RFC 4592 section 3.3.1).
    let encloser = path.dropFirst().first(where: exists) ?? apex
    guard let types = (try? encloser.child("*")).flatMap({ sets[$0] }) else { return .noName }
    return answer(types, owner: name, type)
  }

  /// The A and AAAA records of the host that an NS, MX or SRV record names, where this zone knows them: what a response
  /// adds so that nobody has to ask again.
  public func addresses(of data: DNS.RecordData) -> [DNS.Record] {
    let host: DNS.Name
    switch data {
    case .ns(let name), .mx(_, let name), .srv(_, _, _, let name): host = name
    case .a, .aaaa, .cname, .ptr, .soa, .txt, .service, .caa, .opt, .opaque: return []
    }
    let types = sets[host, default: [:]]
    return types[.a, default: []] + types[.aaaa, default: []]
  }

  /// Records as they are, but owned by the name as the question spelled it: a wildcard's by the name that it stood in
  /// for, and any other's with the asker's own letters (draft-vixie-dnsext-dns0x20).
  private func answer(
    _ types: [DNS.RecordType: [DNS.Record]], owner: DNS.Name, _ type: DNS.RecordType
  ) -> Finding {
    func owned(_ records: [DNS.Record]) -> [DNS.Record] {
      records.map { DNS.Record(owner, $0.type, class: $0.class, timeToLive: $0.timeToLive, $0.data) }
    }
    // ANY gets one of the sets, not all: the lowest type, so that it is always the same (RFC 8482 section 4.1).
    if type == .any, let first = types.min(by: { $0.key.rawValue < $1.key.rawValue }) {
      return .records(owned(first.value))
    }
    if let records = types[type] { return .records(owned(records)) }
    if let alias = types[.cname]?.first, case .cname(let target) = alias.data {
      return owned([alias]).first.map { .alias($0, target: target) } ?? .noData
    }
    return .noData
  }

  /// True of names with records and of names between those and the apex (RFC 4592 section 2.2.2).
  private func exists(_ name: DNS.Name) -> Bool { sets[name] != nil || sets.keys.contains { $0.isWithin(name) } }
}
