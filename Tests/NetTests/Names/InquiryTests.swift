import Net
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

@Suite("Inquiry")
struct InquiryTests {
  typealias Machine = Inquiry<Counting>
  static let server = Endpoint(address: "127.0.0.1", port: 53)
  static let patience = [1000, 2000, 4000]

  let question: DNS.Question
  var machine = Machine(recursionDesired: true, patience: patience, random: Counting())
  var now = Tick.zero

  init() throws { question = DNS.Question(try DNS.Name(parsing: "www.shop.test"), .a) }

  mutating func ask() throws -> [Output<Machine.Event>] {
    try machine.handle(.command(.ask(question, of: Self.server)), at: now)
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

  static func response(to query: DNS.Message, truncated: Bool = false) -> DNS.Message {
    var response = query
    response.header.isResponse = true
    response.header.isTruncated = truncated
    if !truncated {
      response.answers = query.questions.map { DNS.Record($0.name, .a, timeToLive: 300, .a(.loopback)) }
    }
    return response
  }

  @Test("asks from a dynamic port, believes the answer, and can be asked again", arguments: [true, false])
  mutating func answered(recursionDesired: Bool) throws {
    machine = Machine(recursionDesired: recursionDesired, patience: Self.patience, random: Counting())
    let outputs = try ask()
    let query = try Self.query(in: outputs)
    #expect(query.header.flagNames == (recursionDesired ? ["rd"] : []))
    #expect(query.questions == [question])
    guard case .happened(.open(.udp, let port), _) = outputs.first else {
      Issue.record("expected a socket to be asked for")
      return
    }
    #expect(port >= 49_152)
    let response = Self.response(to: query)
    #expect(Self.events(try receive(response)) == [.answered(response)])
    // With another id.
    #expect(try Self.query(in: ask()).header.id != query.header.id)
  }

  @Test(
    "whatever a response says, it is the response", arguments: [DNS.ResponseCode.nameError, .serverFailure, .refused])
  mutating func failures(_ code: DNS.ResponseCode) throws {
    var response = Self.response(to: try Self.query(in: ask()), truncated: false)
    response.header.responseCode = code
    response.answers = []
    #expect(Self.events(try receive(response)) == [.answered(response)])
  }

  @Test("what does not answer our question is not believed, and the wait goes on")
  mutating func forged() throws {
    let query = try Self.query(in: ask())
    let right = Self.response(to: query)
    var (wrongID, wrongName, wrongType, aQuery) = (right, right, right, right)
    wrongID.header.id &+= 1
    wrongName.questions = [DNS.Question(try DNS.Name(parsing: "bank.test"), .a)]
    wrongType.questions = [DNS.Question(question.name, .aaaa)]
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
    let query = try Self.query(in: ask())
    let right = Self.response(to: query).encoded()
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
    var outputs = try ask()
    for wait in Self.patience {
      ids.insert(try Self.query(in: outputs).header.id)
      // Too early to give up.
      #expect(
        try machine.handle(.woke, at: now.adding(milliseconds: wait - 1)) == [.wake(at: now.adding(milliseconds: wait))]
      )
      now = now.adding(milliseconds: wait)
      outputs = try machine.handle(.woke, at: now)
    }
    #expect(ids.count == 3)
    guard case .failed(let fault) = Self.events(outputs).first else {
      Issue.record("expected a failure")
      return
    }
    #expect(fault.code == .unavailable)
    // A late answer finds nobody waiting.
    #expect(try machine.handle(.received([0]), at: now) == [])
  }

  @Test("TC: the same question over TCP, its answer cut anywhere")
  mutating func truncated() throws {
    let query = try Self.query(in: ask())
    let opening = Self.events(try receive(Self.response(to: query, truncated: true)))
    guard case .open(.tcp, _) = opening.first else {
      Issue.record("expected a TCP connection to be asked for")
      return
    }
    let sent = try machine.handle(.command(.connected), at: now)
    let again = try Self.query(in: sent, overTCP: true)
    #expect(again.questions == query.questions)
    let stream = DNS.framed(Self.response(to: again).encoded())
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

  @Test("RFC 2181 section 9: with TC the question is asked over TCP, wherever the response was cut")
  mutating func truncatedWithinRecord() throws {
    var response = Self.response(to: try Self.query(in: ask()))
    response.header.isTruncated = true
    let (bytes, asking) = (response.encoded(), machine)
    for end in 12...bytes.count {
      machine = asking
      let outputs = try machine.handle(.command(.datagram(bytes[..<end], from: Self.server)), at: now)
      guard case .open(.tcp, _) = Self.events(outputs).first else {
        Issue.record("\(end) bytes of \(bytes.count): expected a TCP connection to be asked for")
        return
      }
    }
    machine = asking
    response.header.id &+= 1
    guard case .ignored = Self.events(try receive(response)).first else {
      Issue.record("believed another id")
      return
    }
  }

  @Test("a socket that breaks is a try that failed")
  mutating func broken() throws {
    _ = try ask()
    let fault = Fault(.unavailable, "ENETUNREACH")
    for _ in Self.patience.dropFirst() {
      guard case .open(.udp, _) = Self.events(try machine.handle(.command(.socketFailed(fault)), at: now)).first else {
        Issue.record("expected another try")
        return
      }
    }
    #expect(Self.events(try machine.handle(.command(.socketFailed(fault)), at: now)) == [.failed(fault)])
  }

  @Test("two questions at once are our own mistake")
  mutating func misuse() throws {
    _ = try ask()
    let question = question
    #expect(throws: Misuse.self) { try machine.handle(.command(.ask(question, of: Self.server)), at: now) }
  }
}
