public import Wire

/// The zones above the shop's: they know nobody's address, only who to ask (RFC 1034 section 4.2).
extension Zone {
  /// The names of the servers of the root and of `test`.
  public static let rootServer = "a.root-servers.test"
  public static let topLevelServer = "a.nic.test"
  /// Seconds that a delegation may be remembered: two days, as the root's real ones.
  private static let delegation: UInt32 = 172_800

  /// The root zone, with the one top-level domain of the lessons. Throws only if this table is wrong.
  public static func root(at address: IPv4Address, topLevel: IPv4Address) throws(Fault) -> Zone {
    try above(.root, served: (rootServer, address), delegating: [("test", topLevelServer, topLevel)])
  }

  /// The zone `test`, whose domains are `shop.test` and `other.test`, both served at `nameServer`. Throws only if this
  /// table is wrong.
  public static func test(
    at address: IPv4Address, root: IPv4Address, nameServer: IPv4Address
  ) throws(Fault) -> Zone {
    let server = try DNS.Name(parsing: rootServer)
    return try above(
      try DNS.Name(parsing: "test"), served: (topLevelServer, address),
      delegating: ["shop.test", "other.test"].map { ($0, "ns1.\($0)", nameServer) },
      and: [DNS.Record(server, .a, timeToLive: delegation, .a(root))])
  }

  private static func above(
    _ apex: DNS.Name, served own: (name: String, address: IPv4Address),
    delegating parts: [(zone: String, server: String, address: IPv4Address)], and others: [DNS.Record] = []
  ) throws(Fault) -> Zone {
    let primary = try DNS.Name(parsing: own.name)
    var records = others + [DNS.Record(apex, .ns, timeToLive: delegation, .ns(primary))]
    // The root's own server has a name below a part that is delegated: it is glue there.
    records.append(DNS.Record(primary, .a, timeToLive: delegation, .a(own.address)))
    for part in parts {
      let (zone, server) = (try DNS.Name(parsing: part.zone), try DNS.Name(parsing: part.server))
      records.append(DNS.Record(zone, .ns, timeToLive: delegation, .ns(server)))
      records.append(DNS.Record(server, .a, timeToLive: delegation, .a(part.address)))
    }
    var authority = try authority(of: apex)
    authority.primary = primary
    return try Zone(apex, soa: authority, timeToLive: 86_400, records: records)
  }
}
