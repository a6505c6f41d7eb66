public import Wire

extension Zone {
  /// The zones that the lessons live in: `shop.test`, and `other.test`, somebody else's site. Both at `address`, and at
  /// `address6` where one is given; their name server at `nameServer`, which is `address` unless told. The names end in `.test`, which will never be anyone's (RFC 6761 section 6.2).
  ///
  /// Throws only if this table is wrong, which a test rules out.
  public static func lessons(
    at address: IPv4Address = .loopback, and address6: IPv6Address? = nil, nameServer: IPv4Address? = nil
  ) throws(Fault) -> [Zone] {
    let server = nameServer ?? address
    return [try shop(address, address6, server), try other(address, address6, server)]
  }

  private static func shop(
    _ address: IPv4Address, _ address6: IPv6Address?, _ server: IPv4Address
  ) throws(Fault) -> Zone {
    let apex = try DNS.Name(parsing: "shop.test")
    let www = try apex.child("www")
    let mail = try apex.child("mail")
    let primary = try apex.child("ns1")
    let partners = try apex.child("partners")
    let partnersServer = try partners.child("ns")
    var records = hosts(primary, server, address6) + [www, apex, mail].flatMap { hosts($0, address, address6) }
    records += [
      DNS.Record(apex, .ns, timeToLive: 3600, .ns(primary)),
      DNS.Record(apex, .mx, timeToLive: 3600, .mx(preference: 10, exchange: mail)),
      DNS.Record(apex, .txt, timeToLive: 3600, .txt([Array("v=spf1 mx -all".utf8)])),
      DNS.Record(apex, .caa, timeToLive: 3600, .caa(flags: 0, tag: Array("issue".utf8), value: Array(";".utf8))),
      // Somebody else's part of our tree, with the address of who to ask (RFC 5737: no such machine exists).
      DNS.Record(partners, .ns, timeToLive: 3600, .ns(partnersServer)),
      DNS.Record(partnersServer, .a, timeToLive: 3600, .a(IPv4Address(192, 0, 2, 53))),
      // Long enough not to fit into 512 bytes: the question has to be asked again over TCP.
      DNS.Record(
        try apex.child("long"), .txt, timeToLive: 60,
        .txt(
          (1...8).map { Array("part \($0) of a text that is too long for one plain datagram; ask again over TCP".utf8) }
        )),
    ]
    for alias in ["static", "api", "shop"] {
      records.append(DNS.Record(try apex.child(alias), .cname, timeToLive: 300, .cname(www)))
    }
    // An alias that leads nowhere, and two that lead to each other.
    records.append(DNS.Record(try apex.child("gone"), .cname, timeToLive: 300, .cname(try apex.child("nowhere"))))
    let (ping, pong) = (try apex.child("ping"), try apex.child("pong"))
    records.append(DNS.Record(ping, .cname, timeToLive: 300, .cname(pong)))
    records.append(DNS.Record(pong, .cname, timeToLive: 300, .cname(ping)))
    // Any name below preview.shop.test.
    records += hosts(try apex.child("preview").child("*"), address, address6)
    return try Zone(apex, soa: try authority(of: apex), timeToLive: 3600, records: records)
  }

  private static func other(
    _ address: IPv4Address, _ address6: IPv6Address?, _ server: IPv4Address
  ) throws(Fault) -> Zone {
    let apex = try DNS.Name(parsing: "other.test")
    let primary = try apex.child("ns1")
    var records = [DNS.Record(apex, .ns, timeToLive: 3600, .ns(primary))]
    records += hosts(primary, server, address6)
    for host in [apex, try apex.child("www")] { records += hosts(host, address, address6) }
    return try Zone(apex, soa: try authority(of: apex), timeToLive: 3600, records: records)
  }

  private static func hosts(_ name: DNS.Name, _ address: IPv4Address, _ address6: IPv6Address?) -> [DNS.Record] {
    [DNS.Record(name, .a, timeToLive: 300, .a(address))]
      + (address6.map { [DNS.Record(name, .aaaa, timeToLive: 300, .aaaa($0))] } ?? [])
  }

  static func authority(of apex: DNS.Name) throws(Fault) -> DNS.StartOfAuthority {
    DNS.StartOfAuthority(
      primary: try apex.child("ns1"), mailbox: try apex.child("hostmaster"), serial: 2_026_010_101, refresh: 7200,
      retry: 900, expire: 1_209_600, minimum: 60)
  }
}
