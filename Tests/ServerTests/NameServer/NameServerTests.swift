import Server
import Testing
import Wire

@Suite("Name server: answers")
struct NameServerTests {
  let server: NameServer

  init() throws { server = NameServer(zones: try Zone.lessons(and: .loopback)) }

  func ask(
    _ name: String, _ type: DNS.RecordType, over transport: ReceivedQuery.Transport = .udp, edns: DNS.EDNS? = nil
  ) throws -> DNS.Message {
    let query = DNS.Message(
      header: DNS.Header(id: 7, recursionDesired: true), questions: [DNS.Question(try DNS.Name(parsing: name), type)],
      additionals: edns.map { [$0.record] } ?? [])
    let bytes = try #require(server.answer(query: query.encoded()[...], over: transport))
    return try DNS.dissect(bytes).value.get()
  }

  @Test(
    "question, response code, flags, answers, authority",
    arguments: [
      ("www.shop.test", .a, .noError, "qr aa rd", ["www.shop.test. 300 IN A 127.0.0.1"], []),
      ("www.shop.test", .aaaa, .noError, "qr aa rd", ["www.shop.test. 300 IN AAAA ::1"], []),
      (
        "shop.test", .soa, .noError, "qr aa rd",
        ["shop.test. 3600 IN SOA ns1.shop.test. hostmaster.shop.test. 2026010101 7200 900 1209600 60"], []
      ),
      ("shop.test", .mx, .noError, "qr aa rd", ["shop.test. 3600 IN MX 10 mail.shop.test."], []),
      ("shop.test", .txt, .noError, "qr aa rd", [#"shop.test. 3600 IN TXT "v=spf1 mx -all""#], []),
      // An alias is followed for as long as it stays with us.
      (
        "static.shop.test", .a, .noError, "qr aa rd",
        ["static.shop.test. 300 IN CNAME www.shop.test.", "www.shop.test. 300 IN A 127.0.0.1"], []
      ),
      ("static.shop.test", .cname, .noError, "qr aa rd", ["static.shop.test. 300 IN CNAME www.shop.test."], []),
      ("static.shop.test", .txt, .noError, "qr aa rd", ["static.shop.test. 300 IN CNAME www.shop.test."], [soa]),
      ("gone.shop.test", .a, .nameError, "qr aa rd", ["gone.shop.test. 300 IN CNAME nowhere.shop.test."], [soa]),
      (
        "ping.shop.test", .a, .noError, "qr aa rd",
        ["ping.shop.test. 300 IN CNAME pong.shop.test.", "pong.shop.test. 300 IN CNAME ping.shop.test."], []
      ),
      // No such type, no such name, a name that only has names below it.
      ("www.shop.test", .mx, .noError, "qr aa rd", [], [soa]),
      ("nowhere.shop.test", .a, .nameError, "qr aa rd", [], [soa]),
      ("a.www.shop.test", .a, .nameError, "qr aa rd", [], [soa]),
      ("preview.shop.test", .a, .noError, "qr aa rd", [], [soa]),
      // A wildcard stands in for any depth below it, also spelled oddly.
      ("x.preview.shop.test", .a, .noError, "qr aa rd", ["x.preview.shop.test. 300 IN A 127.0.0.1"], []),
      ("y.X.preview.shop.test", .a, .noError, "qr aa rd", ["y.X.preview.shop.test. 300 IN A 127.0.0.1"], []),
      ("x.preview.shop.test", .mx, .noError, "qr aa rd", [], [soa]),
      // Somebody else's part, not our word.
      ("a.partners.shop.test", .a, .noError, "qr rd", [], ["partners.shop.test. 3600 IN NS ns.partners.shop.test."]),
      ("partners.shop.test", .ns, .noError, "qr rd", [], ["partners.shop.test. 3600 IN NS ns.partners.shop.test."]),
      ("partners.shop.test", .ds, .noError, "qr aa rd", [], [soa]),
      // Nobody of ours.
      ("example.org", .a, .refused, "qr rd", [], []),
      (".", .ns, .refused, "qr rd", [], []),
      // 0x20: the asker's letters come back.
      ("wWw.sHOP.tEst", .a, .noError, "qr aa rd", ["wWw.sHOP.tEst. 300 IN A 127.0.0.1"], []),
      // ANY gets one set; a zone transfer gets none.
      ("www.shop.test", .any, .noError, "qr aa rd", ["www.shop.test. 300 IN A 127.0.0.1"], []),
      ("shop.test", .init(rawValue: 252), .refused, "qr rd", [], []),
    ] as [(String, DNS.RecordType, DNS.ResponseCode, String, [String], [String])])
  func answers(
    _ name: String, _ type: DNS.RecordType, _ code: DNS.ResponseCode, _ flags: String, _ answers: [String],
    _ authorities: [String]
  ) throws {
    let response = try ask(name, type)
    #expect(response.header.id == 7)
    #expect(response.questions.map(\.name.host) == [name])
    #expect(response.responseCode == code)
    #expect(response.header.flagNames.joined(separator: " ") == flags)
    #expect(response.answers.map(\.description) == answers)
    #expect(response.authorities.map(\.description) == authorities)
  }

  /// With the minimum of the zone as its TTL: how long the "no" may be remembered.
  static let soa =
    "shop.test. 60 IN SOA ns1.shop.test. hostmaster.shop.test. 2026010101 7200 900 1209600 60"

  @Test("addresses that save the next question come along")
  func courtesy() throws {
    let added = try ask("shop.test", .mx).additionals.map(\.description)
    #expect(added == ["mail.shop.test. 300 IN A 127.0.0.1", "mail.shop.test. 300 IN AAAA ::1"])
    let glue = try ask("x.partners.shop.test", .a).additionals.map(\.description)
    #expect(glue == ["ns.partners.shop.test. 3600 IN A 192.0.2.53"])
  }

  @Test("too long for a datagram: TC and no answers; with EDNS or over TCP it fits")
  func truncation() throws {
    let short = try ask("long.shop.test", .txt)
    #expect(short.header.isTruncated)
    #expect(short.answers.isEmpty)
    for response in [
      try ask("long.shop.test", .txt, edns: DNS.EDNS(payloadSize: 4096)), try ask("long.shop.test", .txt, over: .tcp),
    ] {
      #expect(!response.header.isTruncated)
      #expect(response.answers.count == 1)
    }
    // A size below 512 counts as 512 (RFC 6891 section 6.2.3).
    #expect(try ask("www.shop.test", .a, edns: DNS.EDNS(payloadSize: 0)).answers.count == 1)
  }

  @Test("of all classes nobody has the last word")
  func anyClass() throws {
    let name = try DNS.Name(parsing: "www.shop.test")
    let query = DNS.Message(header: DNS.Header(id: 7), questions: [DNS.Question(name, .a, .any)])
    let bytes = try #require(server.answer(query: query.encoded()[...], over: .udp))
    let response = try DNS.dissect(bytes).value.get()
    #expect(response.answers.map(\.description) == ["www.shop.test. 300 IN A 127.0.0.1"])
    #expect(!response.header.isAuthoritative)
  }

  @Test("EDNS is answered with EDNS, an unknown version of it with BADVERS")
  func edns() throws {
    #expect(try ask("www.shop.test", .a).edns == nil)
    let response = try ask("www.shop.test", .a, edns: DNS.EDNS(payloadSize: 4096, dnssecOK: true))
    #expect(response.edns == DNS.EDNS(payloadSize: ReceivedQuery.payloadSize, dnssecOK: true))
    let newer = try ask("www.shop.test", .a, edns: DNS.EDNS(payloadSize: 4096, version: 1))
    #expect(newer.responseCode == .badVersion)
    #expect(newer.answers.isEmpty)
  }

  @Test(
    "what is not a plain question",
    arguments: [
      // A response, and less than a header: silence.
      ("0007 8000 0001 0000 0000 0000  00 0001 0001", nil),
      ("0007 0100 0001 0000 0000 00", nil),
      ("", nil),
      // No question, two questions, a question cut off, bytes that are no name: FORMERR with the id.
      ("0007 0100 0000 0000 0000 0000", "0007 8101 0000 0000 0000 0000"),
      (
        "0007 0000 0002 0000 0000 0000  00 0001 0001 00 0001 0001",
        "0007 8001 0002 0000 0000 0000  00 0001 0001 00 0001 0001"
      ),
      ("0007 0100 0001 0000 0000 0000  04 77", "0007 8101 0000 0000 0000 0000"),
      ("0007 0100 0001 0000 0000 0000  c00c 0001 0001", "0007 8101 0000 0000 0000 0000"),
      // UPDATE: NOTIMP.
      ("0007 2800 0001 0000 0000 0000  00 0006 0001", "0007 a804 0001 0000 0000 0000  00 0006 0001"),
      // UPDATE with a rest that no query could have: NOTIMP too.
      ("0007 2800 0001 0000 0001 0000  00 0006 0001 05", "0007 a804 0000 0000 0000 0000"),
      // What goes with a message can't be asked for (OPT, TSIG), nor stand among the answers (OPT): FORMERR.
      ("0007 0000 0001 0000 0000 0000  00 0029 0001", "0007 8001 0001 0000 0000 0000  00 0029 0001"),
      ("0007 0000 0001 0000 0000 0000  00 00fa 0001", "0007 8001 0001 0000 0000 0000  00 00fa 0001"),
      ("0007 0000 0001 0000 0000 0000  00 0080 0001", "0007 8001 0001 0000 0000 0000  00 0080 0001"),
      (
        "0007 0000 0001 0001 0000 0000  00 0001 0001  00 0029 0200 00000000 0000",
        "0007 8001 0001 0000 0000 0000  00 0001 0001"
      ),
      // A question of class CHAOS: REFUSED.
      ("0007 0000 0001 0000 0000 0000  00 0010 0003", "0007 8005 0001 0000 0000 0000  00 0010 0003"),
      // Two OPT records: FORMERR.
      (
        "0007 0000 0001 0000 0000 0002  00 0001 0001  00 0029 0200 00000000 0000  00 0029 0200 00000000 0000",
        "0007 8001 0001 0000 0000 0001  00 0001 0001  00 0029 04d0 00000000 0000"
      ),
    ] as [(String, String?)])
  func odd(_ query: String, _ response: String?) throws {
    let bytes = try #require([UInt8](hex: query))
    let expected = response.map { $0.filter { $0 != " " } }
    #expect(server.answer(query: bytes[...], over: .udp)?.hex == expected)
  }

  @Test("a resolver says in every response that it asks others, whatever it makes of the query")
  func recursionAvailable() throws {
    for query in [
      "0007 0100 0000 0000 0000 0000", "0007 0100 0001 0000 0000 0000  04", "0007 2800 0000 0000 0000 0000",
    ] {
      let bytes = try #require([UInt8](hex: query))
      for isRecursive in [false, true] {
        guard case .refused(let response) = ReceivedQuery.read(bytes[...], over: .udp, isRecursive: isRecursive) else {
          Issue.record("expected a refusal of \(query)")
          continue
        }
        #expect(DNS.header(of: response[...])?.recursionAvailable == isRecursive)
      }
    }
  }

  @Test("a zone is held to its own rules")
  func rules() throws {
    let apex = try DNS.Name(parsing: "a.test")
    let soa = DNS.StartOfAuthority(
      primary: apex, mailbox: apex, serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1)
    let alias = DNS.Record(try apex.child("x"), .cname, timeToLive: 1, .cname(apex))
    let address = DNS.Record(try apex.child("x"), .a, timeToLive: 1, .a(.loopback))
    let outside = DNS.Record(try DNS.Name(parsing: "b.test"), .a, timeToLive: 1, .a(.loopback))
    for records in [[alias, address], [address, alias], [alias, alias], [outside]] {
      #expect(throws: Fault.self) { try Zone(apex, soa: soa, timeToLive: 1, records: records) }
    }
  }

  @Test("a zone without a name has no wildcard in its place", arguments: ["www.shop.test", "any.preview.shop.test"])
  func without(host: String) throws {
    let name = try DNS.Name(parsing: host)
    for zone in try Zone.lessons(and: .loopback) where name.isWithin(zone.apex) {
      guard case .records = zone.find(name, .a) else { continue }
      #expect(zone.without([host]).find(name, .a) == .noName)
    }
  }

  @Test("every query cut and flipped anywhere is answered or dropped, never worse")
  func hostile() throws {
    let query = DNS.Message(
      header: DNS.Header(id: 7), questions: [DNS.Question(try DNS.Name(parsing: "static.shop.test"), .a)],
      additionals: [DNS.EDNS(payloadSize: 1232).record]
    ).encoded()
    for end in 0...query.count {
      let response = server.answer(query: query[..<end], over: .udp)
      #expect((response != nil) == (end >= 12))
    }
    for index in query.indices {
      for bit in 0..<8 {
        var flipped = query
        flipped[index] ^= 1 << bit
        guard let response = server.answer(query: flipped[...], over: .udp) else { continue }
        #expect(throws: Never.self) { try DNS.dissect(response).value.get() }
      }
    }
  }
}
