import Testing
import Wire

@Suite("DNS messages")
struct DNSMessageTests {
  /// A response as a name server gives it: www.shop.test is an alias of edge.shop.test, which is at 127.0.0.1.
  static let response: [UInt8] = [
    0xBE, 0xEF,  // ID
    0x85, 0x80,  // QR, opcode 0, AA, RD, RA, NOERROR
    0x00, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01,  // one question, two answers, one additional
    3, 0x77, 0x77, 0x77, 4, 0x73, 0x68, 0x6F, 0x70, 4, 0x74, 0x65, 0x73, 0x74, 0,  // www.shop.test at byte 12
    0x00, 0x01, 0x00, 0x01,  // A, IN
    0xC0, 0x0C,  // pointer to byte 12
    0x00, 0x05, 0x00, 0x01, 0x00, 0x00, 0x01, 0x2C,  // CNAME, IN, TTL 300
    0x00, 0x07, 4, 0x65, 0x64, 0x67, 0x65, 0xC0, 0x10,  // edge and a pointer to shop.test at byte 16
    0xC0, 0x2B,  // pointer to byte 43: edge.shop.test
    0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00, 0x3C,  // A, IN, TTL 60
    0x00, 0x04, 127, 0, 0, 1,
    0, 0x00, 0x29, 0x04, 0xD0, 0, 0, 0x80, 0x00, 0x00, 0x00,  // OPT: root, 1232 bytes of UDP, version 0, DO
  ]

  static func message() throws -> DNS.Message {
    let (www, edge) = (try DNS.Name(parsing: "www.shop.test"), try DNS.Name(parsing: "edge.shop.test"))
    return DNS.Message(
      header: DNS.Header(
        id: 0xBEEF, isResponse: true, isAuthoritative: true, recursionDesired: true, recursionAvailable: true),
      questions: [DNS.Question(www, .a)],
      answers: [
        DNS.Record(www, .cname, timeToLive: 300, .cname(edge)),
        DNS.Record(edge, .a, timeToLive: 60, .a(.loopback)),
      ],
      additionals: [DNS.EDNS(payloadSize: 1232, dnssecOK: true).record])
  }

  @Test("bytes to message, with compressed names")
  func reads() throws {
    #expect(try DNS.dissect(Self.response).value.get() == Self.message())
  }

  @Test("message to bytes, with names compressed")
  func writes() throws {
    #expect(try Self.message().encoded().hex == Self.response.hex)
  }

  @Test("every bit has a name")
  func explains() {
    let field = DNS.dissect(Self.response).field
    #expect(field.first("gap") == nil)
    #expect(field.children.map(\.name) == ["header", "question", "answer", "answer", "additional"])
    #expect(
      field.children.map(\.value.description) == [
        "", "www.shop.test. IN A", "www.shop.test. 300 IN CNAME edge.shop.test.", "edge.shop.test. 60 IN A 127.0.0.1",
        "EDNS: version: 0, flags: do; udp: 1232",
      ])
    #expect(field.path(toBit: 2 * 8 + 5).map(\.name) == ["DNS message", "header", "AA"])
    #expect(field.first("header")?.first("RCODE")?.value == .number(0, symbol: "NOERROR"))
    // The second answer's name is a pointer: kind and offset.
    #expect(field.path(toBit: 50 * 8).map(\.name) == ["DNS message", "answer", "NAME", "kind"])
    #expect(field.path(toBit: 50 * 8 + 5).last?.value == .number(43))
    #expect(Coverage.holes(in: field).isEmpty)
  }

  @Test("every kind of record goes out and comes back the same")
  func everyRecord() throws {
    let (name, other) = (try DNS.Name(parsing: "shop.test"), try DNS.Name(parsing: "ns1.Shop.test"))
    let soa = DNS.StartOfAuthority(
      primary: other, mailbox: name, serial: 2_026_010_101, refresh: 1, retry: 2, expire: 3, minimum: 4)
    let rows: [(DNS.RecordType, DNS.RecordData, String)] = [
      (.a, .a(IPv4Address(192, 0, 2, 1)), "192.0.2.1"),
      (.aaaa, .aaaa(IPv6Address(high: 0x2001_0DB8_0000_0000, low: 1)), "2001:db8::1"),
      (.aaaa, .aaaa(IPv6Address(high: 0, low: 0xFFFF_C000_0201)), "::ffff:192.0.2.1"),
      (.aaaa, .aaaa(IPv6Address(high: 0x1_0000_0000, low: 0x1_0000_0000_0001)), "0:1::1:0:0:1"),
      (.ns, .ns(other), "ns1.Shop.test."),
      (.cname, .cname(other), "ns1.Shop.test."),
      (.ptr, .ptr(.root), "."),
      (.soa, .soa(soa), "ns1.Shop.test. shop.test. 2026010101 1 2 3 4"),
      (.mx, .mx(preference: 10, exchange: other), "10 ns1.Shop.test."),
      (.txt, .txt([Array("a \"b\"".utf8), [0, 255], []]), #""a \"b\"" "\000\255" """#),
      (.srv, .srv(priority: 1, weight: 2, port: 443, target: other), "1 2 443 ns1.Shop.test."),
      (
        .https,
        .service(
          priority: 1, target: .root,
          [
            DNS.ServiceParameter(.init(rawValue: 1), [2, 0x68, 0x32, 8] + Array("http/1.1".utf8)),
            DNS.ServiceParameter(.init(rawValue: 2), []),
            DNS.ServiceParameter(.init(rawValue: 3), [0x20, 0xFB]),
            DNS.ServiceParameter(.init(rawValue: 4), [127, 0, 0, 1, 192, 0, 2, 1]),
            DNS.ServiceParameter(.init(rawValue: 99), [1]),
          ]), #"1 . alpn=h2,http/1.1 no-default-alpn port=8443 ipv4hint=127.0.0.1,192.0.2.1 key99="\001""#
      ),
      // The test vectors of RFC 9460 appendix D.2 have this one: escaped for the list, then as a string.
      (
        .svcb,
        .service(
          priority: 16, target: .root,
          [DNS.ServiceParameter(.init(rawValue: 1), [8] + Array(#"f\oo,bar"#.utf8) + [2, 0x68, 0x32])]),
        ##"16 . alpn=f\\\\oo\\,bar,h2"##
      ),
      (.caa, .caa(flags: 128, tag: Array("issue".utf8), value: Array("ca.test".utf8)), #"128 issue "ca.test""#),
      (.init(rawValue: 65_280), .opaque([1, 2]), "\\# 2 0102"),
    ]
    for (type, data, text) in rows {
      let record = DNS.Record(name, type, timeToLive: 7, data)
      let message = DNS.Message(header: DNS.Header(id: 1), answers: [record, record])
      let dissection = DNS.dissect(message.encoded())
      #expect(try dissection.value.get() == message)
      #expect(record.description == "shop.test. 7 IN \(type) \(text)")
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
  }

  @Test("a name keeps its spelling: it is compressed only against the same letters")
  func keepsSpelling() throws {
    let name = try DNS.Name(parsing: "wWw.shop.test")
    let message = DNS.Message(
      header: DNS.Header(id: 1), questions: [DNS.Question(name, .a)],
      answers: [DNS.Record(try DNS.Name(parsing: "www.shop.test"), .a, timeToLive: 1, .a(.loopback))])
    let read = try DNS.dissect(message.encoded()).value.get()
    #expect(read.questions.first?.name.description == "wWw.shop.test.")
    #expect(read.answers.first?.name.description == "www.shop.test.")
  }

  @Test("a long TXT string is divided into pieces of 255 bytes")
  func dividesText() throws {
    let long = [UInt8](repeating: 0x61, count: 300)
    let record = DNS.Record(.root, .txt, timeToLive: 0, .txt([long]))
    let message = DNS.Message(header: DNS.Header(id: 1), answers: [record])
    guard case .txt(let strings) = try DNS.dissect(message.encoded()).value.get().answers.first?.data else {
      Issue.record("expected a TXT record")
      return
    }
    #expect(strings.map(\.count) == [255, 45])
  }
}

/// Finds bits that a field tree does not account for.
enum Coverage {
  static func holes(in field: Field) -> [Range<Int>] {
    guard !field.children.isEmpty else { return [] }
    var holes: [Range<Int>] = []
    var at = field.bits.lowerBound
    for child in field.children {
      if child.bits.lowerBound != at { holes.append(min(at, child.bits.lowerBound)..<max(at, child.bits.lowerBound)) }
      at = child.bits.upperBound
      holes += self.holes(in: child)
    }
    if at != field.bits.upperBound { holes.append(min(at, field.bits.upperBound)..<max(at, field.bits.upperBound)) }
    return holes
  }
}
