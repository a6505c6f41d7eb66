import Client
import Testing
import Tracing
import Wire

/// The numbers 1, 2, 3 and so on, far apart: the same choices in every run.
struct Counting: RandomNumberGenerator, Sendable {
  var last: UInt64 = 0
  mutating func next() -> UInt64 {
    last &+= 0x9E37_79B9_7F4A_7C15
    return last
  }
}

@Suite("Resolver")
struct ResolverTests {
  typealias Machine = Resolver<Counting>
  static let server = Endpoint(address: "127.0.0.1", port: 53)
  static let www = "www.shop.test"

  var machine = Machine(server: server, random: Counting())
  var now = Tick.zero

  mutating func look(up name: String = www) throws -> [Output<Machine.Event>] {
    try machine.handle(.command(.lookup(DNS.Name(parsing: name))), at: now)
  }

  mutating func receive(_ message: DNS.Message, from source: Endpoint = server) throws -> [Output<Machine.Event>] {
    try machine.handle(.command(.datagram(message.encoded()[...], from: source)), at: now)
  }

  /// The query that was sent last, read from its bytes.
  static func query(in outputs: [Output<Machine.Event>], overTCP: Bool = false) throws -> DNS.Message {
    let bytes = outputs.compactMap { if case .send(let bytes) = $0 { bytes } else { nil } }
    return try DNS.dissect(try #require(bytes.last).dropFirst(overTCP ? 2 : 0)).value.get()
  }

  static func events(_ outputs: [Output<Machine.Event>]) -> [Machine.Event] {
    outputs.compactMap { if case .happened(let event, _) = $0 { event } else { nil } }
  }

  static func response(
    to query: DNS.Message, _ records: [(String, DNS.RecordType, UInt32, DNS.RecordData)],
    code: DNS.ResponseCode = .noError, authorities: [DNS.Record] = []
  ) throws -> DNS.Message {
    var response = query
    response.header.isResponse = true
    response.header.responseCode = code
    response.answers = try records.map { DNS.Record(try DNS.Name(parsing: $0.0), $0.1, timeToLive: $0.2, $0.3) }
    response.authorities = authorities
    return response
  }

  static func soa() throws -> DNS.Record {
    let name = try DNS.Name(parsing: "shop.test")
    let soa = DNS.StartOfAuthority(
      primary: name, mailbox: name, serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60)
    return DNS.Record(name, .soa, timeToLive: 3600, .soa(soa))
  }

  static func name(_ text: String) throws -> DNS.Name { try DNS.Name(parsing: text) }

  @Test("asks from a dynamic port, with recursion desired, and believes the answer")
  mutating func answered() throws {
    let outputs = try look()
    let query = try Self.query(in: outputs)
    #expect(query.header.flagNames == ["rd"])
    #expect(query.questions == [DNS.Question(try Self.name(Self.www), .a)])
    guard case .happened(.open(.udp, let port), _) = outputs.first else {
      Issue.record("expected a socket to be asked for")
      return
    }
    #expect(port >= 49_152)
    let response = try Self.response(
      to: query,
      [(Self.www, .a, 300, .a(.loopback)), (Self.www, .a, 60, .a(IPv4Address(192, 0, 2, 1)))])
    let answer = Machine.Answer(
      name: try Self.name(Self.www), addresses: ["127.0.0.1", "192.0.2.1"], timeToLive: 60, canonicalNames: [])
    #expect(Self.events(try receive(response)) == [.answered(answer)])
    // It can be asked again, and uses another id.
    #expect(try Self.query(in: look()).header.id != query.header.id)
  }

  @Test("aliases are followed inside the answer, and the shortest TTL counts")
  mutating func aliases() throws {
    let query = try Self.query(in: look(up: "static.shop.test"))
    let response = try Self.response(
      to: query,
      [
        ("edge.shop.test", .a, 300, .a(.loopback)),
        ("static.shop.test", .cname, 30, .cname(try Self.name("www.shop.test"))),
        ("WWW.shop.test", .cname, 90, .cname(try Self.name("edge.shop.test"))),
      ])
    let answer = Machine.Answer(
      name: try Self.name("static.shop.test"), addresses: ["127.0.0.1"], timeToLive: 30,
      canonicalNames: [try Self.name("www.shop.test"), try Self.name("edge.shop.test")])
    #expect(Self.events(try receive(response)) == [.answered(answer)])
  }

  @Test("an alias that leads out of the answer is asked about by itself, but not for ever")
  mutating func chain() throws {
    let query = try Self.query(in: look())
    let target = try Self.name("edge.other.test")
    let next = try Self.query(
      in: receive(Self.response(to: query, [(Self.www, .cname, 30, .cname(target))])))
    #expect(next.questions == [DNS.Question(target, .a)])
    let back = try receive(Self.response(to: next, [("edge.other.test", .cname, 30, .cname(Self.name(Self.www)))]))
    guard case .failed(_, let fault, nil) = Self.events(back).last else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .loop)
  }

  @Test("IPv6 addresses are asked for afterwards, where wanted")
  mutating func bothFamilies() throws {
    machine = Machine(server: Self.server, includingIPv6: true, random: Counting())
    let first = try Self.query(in: look())
    let second = try Self.query(in: receive(Self.response(to: first, [(Self.www, .a, 300, .a(.loopback))])))
    #expect(second.questions.map(\.type) == [.aaaa])
    let answer = Machine.Answer(
      name: try Self.name(Self.www), addresses: ["127.0.0.1", "::1"], timeToLive: 200, canonicalNames: [])
    let end = try receive(Self.response(to: second, [(Self.www, .aaaa, 200, .aaaa(.loopback))]))
    #expect(Self.events(end) == [.answered(answer)])
  }

  @Test(
    "failures, and for how long they may be remembered",
    arguments: [
      (.nameError, true, .unavailable, 60, "www.shop.test does not exist"),
      (.nameError, false, .unavailable, nil, "www.shop.test does not exist"),
      (.noError, true, .unavailable, 60, "www.shop.test exists, but has no A record"),
      (.serverFailure, false, .unavailable, nil, "the name server answered SERVFAIL: it failed; try again later"),
      (
        .refused, false, .unavailable, nil,
        "the name server answered REFUSED: it does not answer for this name, or not to us"
      ),
    ] as [(DNS.ResponseCode, Bool, Fault.Code, UInt32?, String)])
  mutating func failures(
    _ code: DNS.ResponseCode, _ withAuthority: Bool, _ faultCode: Fault.Code, _ timeToLive: UInt32?, _ message: String
  ) throws {
    let query = try Self.query(in: look())
    let response = try Self.response(to: query, [], code: code, authorities: withAuthority ? [try Self.soa()] : [])
    guard case .failed(_, let fault, let remembered) = Self.events(try receive(response)).first else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == faultCode)
    #expect(fault.message == message)
    #expect(remembered == timeToLive)
  }

  @Test("what does not answer our question is not believed, and the wait goes on")
  mutating func forged() throws {
    let query = try Self.query(in: look())
    let right = try Self.response(to: query, [(Self.www, .a, 300, .a(.loopback))])
    var (wrongID, wrongName, wrongType, aQuery) = (right, right, right, right)
    wrongID.header.id &+= 1
    wrongName.questions = [DNS.Question(try Self.name("bank.test"), .a)]
    wrongType.questions = [DNS.Question(try Self.name(Self.www), .aaaa)]
    aQuery.header.isResponse = false
    for wrong in [wrongID, wrongName, wrongType, aQuery] {
      guard case .ignored(let fault) = Self.events(try receive(wrong)).first else {
        Issue.record("believed \(wrong)")
        return
      }
      #expect(fault.code == .conflict)
    }
    let stranger = Endpoint(address: "127.0.0.1", port: 54)
    guard case .ignored = Self.events(try receive(right, from: stranger)).first else {
      Issue.record("believed a stranger")
      return
    }
    guard case .answered = Self.events(try receive(right)).first else {
      Issue.record("did not believe the name server")
      return
    }
  }

  @Test("every cut and every flipped byte of a response is ignored, believed or a failure, and nothing worse")
  mutating func damaged() throws {
    let query = try Self.query(in: look())
    let right = try Self.response(to: query, [(Self.www, .a, 300, .a(.loopback))]).encoded()
    let asking = machine
    for end in 0..<right.count {
      machine = asking
      let outputs = try machine.handle(.command(.datagram(right[..<end], from: Self.server)), at: now)
      guard case .ignored = Self.events(outputs).first else {
        Issue.record("\(end) bytes were not ignored")
        return
      }
    }
    for index in right.indices {
      for bit in 0..<8 {
        machine = asking
        var bytes = right
        bytes[index] ^= 1 << bit
        #expect(try !machine.handle(.command(.datagram(bytes[...], from: Self.server)), at: now).isEmpty)
      }
    }
  }

  @Test("silence: three tries, each with another id, and then a failure")
  mutating func silence() throws {
    var ids: Set<UInt16> = []
    var outputs = try look()
    for wait in Machine.patience {
      ids.insert(try Self.query(in: outputs).header.id)
      // Too early to give up.
      #expect(
        try machine.handle(.woke, at: now.adding(milliseconds: wait - 1)) == [.wake(at: now.adding(milliseconds: wait))]
      )
      now = now.adding(milliseconds: wait)
      outputs = try machine.handle(.woke, at: now)
    }
    #expect(ids.count == 3)
    guard case .failed(_, let fault, nil) = Self.events(outputs).first else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .unavailable)
    // A late answer finds nobody waiting.
    #expect(try machine.handle(.received([0]), at: now) == [])
  }

  @Test("TC: the same question over TCP, its answer cut anywhere")
  mutating func truncated() throws {
    let query = try Self.query(in: look())
    var short = try Self.response(to: query, [])
    short.header.isTruncated = true
    let opening = Self.events(try receive(short))
    guard case .open(.tcp, _) = opening.first else {
      Issue.record("expected a TCP connection to be asked for")
      return
    }
    let sent = try machine.handle(.command(.connected), at: now)
    let again = try Self.query(in: sent, overTCP: true)
    #expect(again.questions == query.questions)
    let stream = DNS.framed(try Self.response(to: again, [(Self.www, .a, 300, .a(.loopback))]).encoded())
    let reading = machine
    for cut in 0..<stream.count {
      machine = reading
      #expect(try machine.handle(.received(stream[..<cut]), at: now) == [])
      guard case .answered = Self.events(try machine.handle(.received(stream[cut...]), at: now)).first else {
        Issue.record("cut at \(cut): no answer")
        return
      }
    }
    machine = reading
    guard case .open(.udp, _) = Self.events(try machine.handle(.ended, at: now)).first else {
      Issue.record("expected another try after the connection ended")
      return
    }
  }

  @Test("two look-ups at once are our own mistake")
  mutating func misuse() throws {
    _ = try look()
    #expect(throws: Misuse.self) { try machine.handle(.command(.lookup(.root)), at: now) }
  }
}
