import Client
import Testing
import Wire

@Suite("Stub resolver")
struct StubResolverTests {
  static let www = "www.shop.test"

  static func name(_ text: String) throws -> DNS.Name { try DNS.Name(parsing: text) }

  static func response(
    to question: DNS.Question, _ records: [(String, DNS.RecordType, UInt32, DNS.RecordData)] = [],
    code: DNS.ResponseCode = .noError, authorities: [DNS.Record] = []
  ) throws -> DNS.Message {
    DNS.Message(
      header: DNS.Header(id: 1, isResponse: true, responseCode: code), questions: [question],
      answers: try records.map { DNS.Record(try name($0.0), $0.1, timeToLive: $0.2, $0.3) }, authorities: authorities)
  }

  static func soa() throws -> DNS.Record {
    let name = try name("shop.test")
    let soa = DNS.StartOfAuthority(
      primary: name, mailbox: name, serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60)
    return DNS.Record(name, .soa, timeToLive: 3600, .soa(soa))
  }

  @Test("all addresses, and the shortest TTL")
  func answered() throws {
    var stub = StubResolver(lookingUp: try Self.name(Self.www))
    let response = try Self.response(
      to: stub.question, [(Self.www, .a, 300, .a(.loopback)), (Self.www, .a, 60, .a(IPv4Address(192, 0, 2, 1)))])
    let answer = StubResolver.Answer(addresses: ["127.0.0.1", "192.0.2.1"], timeToLive: 60)
    #expect(stub.take(response) == .answered(answer))
  }

  @Test("aliases are followed inside the answer, and the shortest TTL counts")
  func aliases() throws {
    var stub = StubResolver(lookingUp: try Self.name("static.shop.test"))
    let response = try Self.response(
      to: stub.question,
      [
        ("edge.shop.test", .a, 300, .a(.loopback)),
        ("static.shop.test", .cname, 30, .cname(try Self.name("www.shop.test"))),
        ("WWW.shop.test", .cname, 90, .cname(try Self.name("edge.shop.test"))),
      ])
    #expect(stub.take(response) == .answered(StubResolver.Answer(addresses: ["127.0.0.1"], timeToLive: 30)))
  }

  @Test("an alias that leads out of the answer is asked about by itself, but not for ever")
  func chain() throws {
    var stub = StubResolver(lookingUp: try Self.name(Self.www))
    let target = try Self.name("edge.other.test")
    let next = stub.take(try Self.response(to: stub.question, [(Self.www, .cname, 30, .cname(target))]))
    #expect(next == .ask(DNS.Question(target, .a)))
    let back = stub.take(
      try Self.response(to: stub.question, [("edge.other.test", .cname, 30, .cname(Self.name(Self.www)))]))
    guard case .failed(let fault, nil) = back else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .loop)
  }

  @Test(
    "failures, and for how long they may be remembered",
    arguments: [
      (.nameError, true, 60, "www.shop.test does not exist"),
      (.nameError, false, nil, "www.shop.test does not exist"),
      (.noError, true, 60, "www.shop.test exists, but has no A record"),
      (.serverFailure, false, nil, "the resolver answered SERVFAIL: it failed; try again later"),
      (.refused, false, nil, "the resolver answered REFUSED: it does not answer for this name, or not to us"),
    ] as [(DNS.ResponseCode, Bool, UInt32?, String)])
  func failures(_ code: DNS.ResponseCode, _ withAuthority: Bool, _ timeToLive: UInt32?, _ message: String) throws {
    var stub = StubResolver(lookingUp: try Self.name(Self.www))
    let response = try Self.response(
      to: stub.question, code: code, authorities: withAuthority ? [try Self.soa()] : [])
    guard case .failed(let fault, let remembered) = stub.take(response) else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .unavailable)
    #expect(fault.message == message)
    #expect(remembered == timeToLive)
  }

  @Test("a server that only knows whom to ask is no resolver")
  func referral() throws {
    var stub = StubResolver(lookingUp: try Self.name(Self.www))
    let other = DNS.Record(try Self.name("test"), .ns, timeToLive: 60, .ns(try Self.name("a.nic.test")))
    guard case .failed(let fault, nil) = stub.take(try Self.response(to: stub.question, authorities: [other])) else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .unsupported)
  }
}
