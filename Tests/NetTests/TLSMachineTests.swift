import Net
import Testing
import Tracing
import Wire

@Suite("TLS between two memory buffers")
struct TLSMachineTests {
  /// The handshake message types (RFC 8446 section 4) that `events` tell of, with who sent them and whether in clear.
  private func messages(_ events: [TLSMachine.Event]) -> [String] {
    events.compactMap { event in
      guard case .message(let sent, .handshake, let encrypted, let bytes) = event, let type = bytes.first else {
        return nil
      }
      return "\(sent ? "->" : "<-") \(type)\(encrypted ? " encrypted" : "")"
    }
  }

  @Test(
    "TLS 1.3: the hellos cross in clear, the rest under keys; one byte at a time gives the same",
    arguments: [Int.max, 1, 7])
  func handshake(piece: Int) throws {
    var pair = try TLSPair()
    try pair.run(.start, piece: piece)
    let handshake = [
      "-> 1", "<- 2", "<- 8 encrypted", "<- 11 encrypted", "<- 15 encrypted", "<- 20 encrypted", "-> 20 encrypted",
    ]
    let tickets = ["<- 4 encrypted", "<- 4 encrypted"]
    #expect(messages(pair.clientEvents) == handshake + tickets)
    let agreed = pair.clientEvents.compactMap { if case .established(let agreement) = $0 { agreement } else { nil } }
    #expect(agreed.map(\.version) == ["TLSv1.3"])
    #expect(agreed.first?.applicationProtocol == "http/1.1")
    #expect(pair.faults.isEmpty)
  }

  @Test("each change_cipher_spec is told at both ends, and a ClientHello before its answer comes")
  func changeCipherSpec() throws {
    var pair = try TLSPair()
    try pair.run(.start)
    for (events, order) in [(pair.clientEvents, ["<-", "->"]), (pair.serverEvents, ["->", "<-"])] {
      let told = events.compactMap { event -> String? in
        guard case .message(let sent, .changeCipherSpec, false, [1]) = event else { return nil }
        return sent ? "->" : "<-"
      }
      #expect(told == order)
    }
    var fresh = try TLSPair()
    let outputs = try fresh.client.handle(.command(.start), at: .zero)
    #expect(outputs.contains { if case .happened(.message, _) = $0 { true } else { false } })
  }

  @Test("TLS 1.2: only Finished is encrypted")
  func olderHandshake() throws {
    var pair = try TLSPair(versions: 0x0303...0x0303)
    try pair.run(.start)
    #expect(messages(pair.clientEvents).filter { $0.hasSuffix("encrypted") } == ["-> 20 encrypted", "<- 20 encrypted"])
  }

  @Test("whoever resumes shows a ticket, once, and no certificate is sent", arguments: [0x0303, 0x0304] as [UInt16])
  func resumption(version: UInt16) throws {
    let now = 1_767_225_600
    let authority = try CertificateAuthority(now: now)
    let client = try TLSContext.client(trusting: authority, at: now)
    let tickets = TLSTickets()
    let server = try TLSContext.server(try authority.issue(for: ["www.shop.test"]))
    var resumed: [Bool] = []
    var hasCertificate: [Bool] = []
    for round in 0..<3 {
      var pair = try TLSPair(between: client, and: server, versions: version...version, tickets: tickets)
      try pair.run(.start)
      resumed += pair.clientEvents.compactMap {
        if case .established(let agreement) = $0 { agreement.resumed } else { nil }
      }
      hasCertificate.append(messages(pair.clientEvents).contains { $0.hasPrefix("<- 11") })
      // Without a goodbye nothing of the connection may be taken up again; nor is it after the second one here.
      if round == 0 { try pair.run(.close) }
      #expect(pair.faults.isEmpty)
    }
    #expect(resumed == [false, true, false])
    #expect(hasCertificate == [true, false, true])
  }

  @Test("a ticket that was shown is not shown again while the server has given no other, and each is shown once")
  func usedTicket() throws {
    let now = 1_767_225_600
    let authority = try CertificateAuthority(now: now)
    let client = try TLSContext.client(trusting: authority, at: now)
    let server = try TLSContext.server(try authority.issue(for: ["www.shop.test"]))
    let tickets = TLSTickets()
    func connection() throws -> TLSPair {
      try TLSPair(between: client, and: server, versions: 0x0304...0x0304, tickets: tickets)
    }
    func sent(_ outputs: [Output<TLSMachine.Event>]) -> ArraySlice<UInt8> {
      outputs.reduce(into: []) { if case .send(let bytes) = $1 { $0 += bytes } }
    }
    func isResumed(_ events: [TLSMachine.Event]) -> Bool {
      events.contains { if case .established(let agreement) = $0 { agreement.resumed } else { false } }
    }
    var first = try connection()
    try first.run(.start)
    try first.run(.close)

    // The second's handshake is over for the client; that the server gives a new ticket is still on its way.
    var second = try connection()
    let hello = sent(try second.client.handle(.command(.start), at: .zero))
    let answer = sent(try second.server.handle(.received(hello), at: .zero))
    let finished = try second.client.handle(.received(answer), at: .zero)
    #expect(
      finished.contains { if case .happened(.established(let agreement), _) = $0 { agreement.resumed } else { false } })
    var third = try connection()
    try third.run(.start)
    #expect(!isResumed(third.clientEvents))

    // What the third was given the fourth shows; the third, which goes on, does not bring it back.
    var fourth = try connection()
    let page = sent(try third.server.handle(.command(.send([1])), at: .zero))
    _ = try third.client.handle(.received(page), at: .zero)
    var fifth = try connection()
    try fifth.run(.start)
    #expect(!isResumed(fifth.clientEvents))
    try fourth.run(.start)
    #expect(isResumed(fourth.clientEvents))
  }

  @Test("an authority that another vouches for is sent along, and believed")
  func chain() throws {
    let now = 1_767_225_600
    let authority = try CertificateAuthority(now: now)
    let second = try CertificateAuthority(name: "second", now: now, vouchedForBy: authority)
    var pair = try TLSPair(
      between: try .client(trusting: authority, at: now), and: try .server(try second.issue(for: ["www.shop.test"])),
      versions: 0x0304...0x0304)
    try pair.run(.start)
    let verdicts = pair.clientEvents.compactMap { event -> [String]? in
      if case .verified(let chain, nil) = event { chain.map(\.subject) } else { nil }
    }
    #expect(verdicts == [["CN = www.shop.test", "CN = second", "CN = \(CertificateAuthority.name)"]])
  }

  @Test("no certificate is made for what is no name and no address, rather than one without it")
  func unnameable() throws {
    let authority = try CertificateAuthority(now: 1_767_225_600)
    #expect(throws: Fault.self) { try authority.issue(for: ["www.shop.test", "1.2.3"]) }
  }

  @Test("plaintext arrives whole, in both directions of a cut")
  func plaintext() throws {
    var pair = try TLSPair()
    try pair.run(.start)
    try pair.run(.send(Array("GET / HTTP/1.1\r\n\r\n".utf8)), piece: 3)
    let received = pair.serverEvents.flatMap { event -> [UInt8] in
      if case .plaintext(let bytes) = event { bytes } else { [] }
    }
    #expect(String(decoding: received, as: UTF8.self) == "GET / HTTP/1.1\r\n\r\n")
  }

  @Test("each message stands with the records that carried it, however the stream was cut", arguments: [Int.max, 1, 7])
  func records(piece: Int) throws {
    var pair = try TLSPair()
    try pair.run(.start, piece: piece)
    var sent = 0..<0
    var received = 0..<0
    for (event, records) in zip(pair.clientEvents, pair.clientRecords) {
      guard case .message(let isSent, let content, let encrypted, let message) = event else { continue }
      let (stream, before) = isSent ? (pair.toServer, sent) : (pair.toClient, received)
      #expect(records.lowerBound == before.upperBound || records == before, "no record is left out")
      let record = Array(stream[records])
      #expect(record.first == (encrypted ? 23 : content.rawValue))
      if !encrypted { #expect(Array(record.dropFirst(5)) == message) }
      if isSent { sent = records } else { received = records }
    }
    #expect(sent.upperBound == pair.toServer.count)
    #expect(received.upperBound == pair.toClient.count)
  }

  @Test("plaintext stands with its records, and with no part of the next one")
  func plaintextRecords() throws {
    var pair = try TLSPair(versions: 0x0303...0x0303)
    try pair.run(.start)
    let start = pair.toClient.count
    var bytes: [UInt8] = []
    for text in ["one", "two", "three"] {
      for case .send(let record) in try pair.server.handle(.command(.send(Array(text.utf8))), at: .zero) {
        bytes += record
      }
    }
    for case .happened(.message(true, .alert, _, _), let records) in try pair.server.handle(
      .command(.close), at: .zero)
    { #expect(records.lowerBound == start + bytes.count, "the goodbye stands behind what was said") }
    let last = bytes.count - 1
    var found: [(String, Range<Int>)] = []
    for piece in [bytes[..<last], bytes[last...]] {
      for case .happened(.plaintext(let text), let records) in try pair.client.handle(.received(piece), at: .zero) {
        found.append((String(decoding: text, as: UTF8.self), records))
      }
    }
    #expect(found.map(\.0) == ["onetwo", "three"])
    #expect(found.first?.1.lowerBound == start && found.last?.1.upperBound == start + bytes.count)
    #expect(found.first?.1.upperBound == found.last?.1.lowerBound)
  }

  @Test("what is sent before the handshake is over is a mistake of ours")
  func tooEarly() throws {
    var pair = try TLSPair()
    #expect(throws: Misuse.self) { try pair.run(.send([1])) }
  }

  @Test("a certificate for another name is refused, and the fault says so")
  func wrongName() throws {
    var pair = try TLSPair(asking: "bank.test")
    try pair.run(.start)
    let verdicts = pair.clientEvents.compactMap { event -> Fault? in
      if case .verified(_, let fault) = event { fault } else { nil }
    }
    #expect(verdicts.map(\.message) == ["the certificate is not accepted: hostname mismatch"])
    #expect(pair.faults.count == 2, "each end tells why it closed")
    let verdict = pair.clientEvents.firstIndex { if case .verified = $0 { true } else { false } }
    let alert = pair.clientEvents.firstIndex { if case .message(true, .alert, _, _) = $0 { true } else { false } }
    #expect(try #require(verdict) < (try #require(alert)), "the alert follows from the verdict")
  }

  @Test("what the client sees of the certificate is what the authority put there")
  func certificate() throws {
    var pair = try TLSPair(for: ["www.shop.test", "127.0.0.1"])
    try pair.run(.start)
    let chains = pair.clientEvents.compactMap { event -> [TLSEvent.Certificate]? in
      if case .verified(let chain, nil) = event { chain } else { nil }
    }
    let leaf = try #require(chains.first?.first)
    #expect(leaf.subject == "CN = www.shop.test")
    #expect(leaf.issuer == "CN = Roundtrip lesson authority")
    #expect(leaf.names == ["www.shop.test", "127.0.0.1"])
    #expect(leaf.notBefore == "2025-12-31 23:00:00 UTC")
    #expect(leaf.key == "P-256")
  }

  @Test("each byte of a ClientHello flipped: an answer or a fault, never a trap")
  func flipped() throws {
    let now = 1_767_225_600
    let authority = try CertificateAuthority(now: now)
    let context = try TLSContext.server(try authority.issue(for: ["a.test"]))
    var client = try TLSMachine(.client(serverName: "a.test"), context: try .client(trusting: authority, at: now))
    var hello: [UInt8] = []
    for case .send(let bytes) in try client.handle(.command(.start), at: .zero) { hello += bytes }
    for index in hello.indices {
      var broken = hello
      broken[index] ^= 0xFF
      var server = try TLSMachine(.server, context: context)
      _ = try server.handle(.received(broken[...]), at: .zero)
      _ = try server.handle(.ended, at: .zero)
    }
  }
}
