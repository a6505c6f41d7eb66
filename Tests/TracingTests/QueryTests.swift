import Testing
import Tracing
import Wire

@Suite("Query: what belongs together in a trace")
struct QueryTests {
  let query = Query(ShopTrace.trace)

  @Test("each conversation knows its ends and its plaintext")
  func conversations() throws {
    #expect(query.conversations.map(\.connection) == [ShopTrace.dns, ShopTrace.front, ShopTrace.back])
    #expect(query.conversations.map(\.client) == [.browser, .browser, .edge])
    #expect(query.conversations.map(\.server) == [.nameServer, .edge, .app])
    for conversation in query.conversations {
      #expect(query.ends(of: conversation.connection) == (conversation.client, conversation.server))
    }
    let front = try #require(query.conversation(ShopTrace.front))
    #expect(front.isEncrypted)
    #expect(front.fromClient.bytes == ShopTrace.firstRequest + ShopTrace.secondRequest)
    #expect(front.fromClient.wire == [23, 3, 3])
    #expect(front.fromServer.bytes == ShopTrace.interim + ShopTrace.firstResponse + ShopTrace.secondResponse)
    #expect(query.conversation(ShopTrace.back)?.fromServer.bytes == ShopTrace.firstResponse)
  }

  @Test("an exchange has its messages on both connections, interim answers apart")
  func exchanges() throws {
    #expect(query.exchanges.map(\.reason) == [.typed, .stylesheet])
    let page = try #require(query.exchange(1))
    #expect(page.request?.bytes == ShopTrace.firstRequest)
    #expect(page.front?.interim.map(\.bytes) == [ShopTrace.interim])
    #expect(page.response?.bytes == ShopTrace.firstResponse)
    #expect(page.upstream?.connection == ShopTrace.back)
    #expect(page.upstream?.response?.bytes == ShopTrace.firstResponse)
    let sheet = try #require(query.exchange(2))
    #expect(sheet.request?.bytes == ShopTrace.secondRequest)
    #expect(sheet.request?.range.lowerBound == ShopTrace.firstRequest.count)
    #expect(sheet.response?.bytes == ShopTrace.secondResponse)
    #expect(sheet.upstream == nil)
    #expect(query.exchange(3) == nil)
  }

  @Test("a look-up comes with its datagrams")
  func lookups() throws {
    let lookup = try #require(query.lookups.first)
    #expect(lookup.verdict == .cold)
    #expect(lookup.exchange == 1)
    #expect(lookup.queries.map(\.bytes) == [[1, 2, 3]])
    #expect(lookup.responses.map(\.bytes) == [[4, 5]])
    #expect(lookup.addresses == ["127.0.0.1"])
    #expect(lookup.timeToLive == 300)
  }

  @Test("a handshake is told as its client saw it")
  func handshakes() throws {
    let handshake = try #require(query.handshake(ShopTrace.front))
    #expect(handshake.messages.map(\.fromClient) == [true, false])
    #expect(handshake.messages.map { $0.bytes.first } == [1, 2])
    #expect(handshake.agreement?.group == "X25519")
    #expect(handshake.verdict == .trusted)
    #expect(query.handshakes.count == 1)
  }

  @Test("entries know their exchange by what they say, by their cause, or by their connection")
  func owners() {
    func owner(_ matches: (Fact) -> Bool) -> Int? {
      ShopTrace.trace.entries.first { matches($0.fact) }.flatMap { query.exchange(of: $0.id) }
    }
    #expect(owner { if case .url = $0 { true } else { false } } == 1)
    #expect(owner { if case .socket(.accepted) = $0 { true } else { false } } == 1)
    #expect(owner { if case .handler(.routed) = $0 { true } else { false } } == 1)
    #expect(owner { if case .database = $0 { true } else { false } } == 1)
    #expect(owner { if case .routing(.file) = $0 { true } else { false } } == 2)
    #expect(owner { $0 == .visit(.finished) } == nil)
    #expect(query.entries(in: .handler, exchange: 1).count == 4)
    #expect(query.entries(in: .handler, exchange: 2).isEmpty)
    #expect(query.entries(in: .routing, exchange: 2).count == 1)
  }

  @Test("a stretch is what a walk over all entries would find")
  func stretches() {
    for number in 0...3 {
      let own = ShopTrace.trace.entries.filter { query.exchange(of: $0.id) == number }
      #expect(query.places(ofExchange: number) == own.map(\.id))
      for phase in Phase.allCases {
        #expect(query.entries(in: phase, exchange: number) == own.filter { $0.phase == phase })
      }
    }
  }

  @Test("a visit's rendering ends where the next visit begins")
  func visits() {
    var trace = Trace()
    for number in 1...2 {
      let url = "https://\(number).test/"
      for fact: Fact in [
        .visit(.started(method: "GET", input: url)), .visit(.exchange(number, url: url, reason: .typed)),
        .rendering(.content(exchange: number, url: url, kind: .document, type: "text/html", [])),
        .rendering(.loaded(url: url)),
      ] {
        trace.append(fact, at: .zero, by: .browser, cause: nil)
      }
    }
    let query = Query(trace)
    #expect(query.rendering(inVisitOf: 1).map(\.id) == [2, 3])
    #expect(query.rendering(inVisitOf: 2).map(\.id) == [6, 7])
  }

  @Test("what is done meanwhile for one exchange is not taken for another's")
  func meanwhile() {
    var trace = Trace()
    @discardableResult
    func add(_ fact: Fact, _ party: Party, cause: Int? = nil) -> Int {
      trace.append(fact, at: .zero, by: party, cause: cause)
    }
    func begin(_ number: Int) -> Int {
      let url = "https://\(number).test/"
      let parsed = add(.url(.parsed(input: url, base: nil, href: url)), .browser)
      return add(.visit(.exchange(number, url: url, reason: .typed)), .browser, cause: parsed)
    }
    let (first, second) = (begin(1), begin(2))
    let asked = add(
      .lookup(.asked(ShopTrace.dns, message: 0, name: "1.test", type: "A")), .browser, cause: first)
    let refused = add(.socket(.connecting(ShopTrace.back)), .browser, cause: second)
    let heard = add(.socket(.received(ShopTrace.dns, [1])), .resolver)
    let walked = add(.lookup(.consulted(name: "1.test", .cold)), .resolver, cause: heard)
    let overTCP = add(.socket(.connecting(ShopTrace.front)), .browser, cause: asked)
    let failed = add(.socket(.failed(ShopTrace.back, reason: "ECONNREFUSED")), .browser)
    let stray = add(.lookup(.consulted(name: "2.test", .cold)), .browser)
    let query = Query(trace)
    #expect([first - 1, asked, walked, overTCP].map { query.exchange(of: $0) } == [1, 1, 1, 1])
    #expect([second - 1, refused, failed].map { query.exchange(of: $0) } == [2, 2, 2])
    #expect(query.exchange(of: stray) == nil)
    #expect(query.exchanges.map(\.attempt) == [nil, ShopTrace.back])
  }

  @Test("DNS messages over TCP stand behind their lengths")
  func framed() {
    var direction = Conversation.Direction()
    direction.bytes = [0, 2, 7, 8, 0, 1, 9, 0, 5, 1]
    // The last is cut off before its length is reached.
    #expect(direction.messages(over: .tcp) == [[7, 8], [9]])
    #expect(direction.messages(over: .udp) == [])
  }

  @Test("any beginning of a trace can be asked")
  func prefixes() {
    for count in 0...ShopTrace.trace.entries.count {
      var trace = Trace()
      for entry in ShopTrace.trace.entries.prefix(count) {
        trace.append(entry.fact, at: entry.at, by: entry.by, cause: entry.cause)
      }
      #expect(Query(trace).exchanges.count <= 2)
    }
  }
}
