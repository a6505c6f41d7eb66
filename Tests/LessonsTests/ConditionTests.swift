import Lessons
import Net
import Server
import Testing
import Tracing
import Wire

@Suite("Conditions of the network, as a scene gives them")
struct ConditionTests {
  @Test(
    "what a link takes",
    arguments: [
      (
        "link.delay", ["0ms", "20ms", "2s", "2000 ms"],
        ["20", "ms", "2001ms", "3s", "-1ms", "1.5ms", "99999999999999999999s"]
      ),
      (
        "link.rate", ["10kbit/s", "1Mbit/s", "10 Gbit/s"],
        ["1", "9kbit/s", "11Gbit/s", "1MB/s", "18446744073709551615Gbit/s"]
      ),
      ("link.loss", ["0 %", "5%", "100 %"], ["5", "101 %", "%", "-5 %"]),
      ("link.duplicate", ["1 %"], ["first"]),
      ("link.reorder", ["1 %"], ["yes"]),
      ("link.corrupt", ["1 %"], ["0.5 %"]),
      ("link.mtu", ["576", "1500"], ["575", "1501", "1200 bytes", ""]),
      (
        "link.drop", ["syn", "first syn", "first 2 data", "syn-ack", "everything"],
        ["", "first", "second syn", "first 0 syn", "first 2 3 syn", "first -1 syn", "ack"]
      ),
    ])
  func values(name: String, good: [String], bad: [String]) throws {
    let condition = try #require(Condition.named(name)?.condition)
    for value in good {
      var conditions = Conditions()
      #expect(condition.set(value, in: &conditions), "\(name) = \(value)")
      #expect(condition.needsPackets && Array(conditions.links.keys) == ["line"])
    }
    for value in bad {
      var conditions = Conditions()
      #expect(!condition.set(value, in: &conditions), "\(name) = \(value)")
      #expect(conditions == Conditions())
    }
  }

  @Test("each word says what it means, once and typed")
  func meanings() throws {
    let rows: [(String, (Conditions) -> Bool)] = [
      ("dns.answer = NXDOMAIN", { $0.answer == .noName }),
      ("dns.answer = 192.0.2.7", { $0.answer == .address(IPv4Address(192, 0, 2, 7)) }),
      ("dns.server = silent", { $0.nameServerIsSilent }), ("resolver.cache = warm", { $0.resolverRemembers }),
      ("resolver.cache = cold", { $0 == Conditions() }), ("server.port = closed", { $0.siteIsClosed }),
      ("server.host = silent", { $0.siteIsSilent }), ("server.upstream = down", { $0.upstream == .down }),
      ("server.upstream = slow", { $0.upstream == .slow }), ("browser.cookies = logged-in", { $0.isLoggedIn }),
      ("browser.dns = warm", { $0.browserRemembers }), ("browser.compression = off", { !$0.acceptsGzip }),
      ("browser.compression = on", { $0 == Conditions() }), ("tls.version = 1.2", { $0.newestTLS == 0x0303 }),
      ("tls.version = 1.3", { $0 == Conditions() }), ("tls.certificate = expired", { $0.certificate == .expired }),
      ("tls.certificate = wrong-name", { $0.certificate == .wrongName }),
      ("tls.certificate = chained", { $0.certificate == .chained }), ("tls.resumption = on", { $0.resumes }),
      ("tls.certificate = unknown-issuer", { $0.certificate == .unknownIssuer }),
      ("tcp.fastOpen = on", { $0.opensFast }),
      ("link.delay = 20ms", { $0.links["line"]?.delay == 20_000_000 }),
      ("link.rate = 1Mbit/s", { $0.links["line"]?.rate == 1_000_000 }),
      ("link.loss = 5 %", { $0.links["line"]?.loss == 0.05 }),
      ("link.drop = first 2 data", { $0.links["line"]?.drop == LinkConditions.Drop(.data, count: 2) }),
      ("link.duplicate = 1 %", { $0.links["line"]?.duplication == 0.01 }),
      ("link.reorder = 1 %", { $0.links["line"]?.reordering == 0.01 }),
      ("link.corrupt = 1 %", { $0.links["line"]?.corruption == 0.01 }),
      ("link.back.mtu = 1200", { $0.links["back"]?.limit == 1200 && $0.links["line"] == nil }),
    ]
    for (given, holds) in rows { #expect(holds(try SessionTests.scene(given).conditions), "\(given)") }
    let named = Set(
      rows.compactMap { $0.0.split(separator: " ").first }.compactMap { Condition.named(String($0))?.condition })
    #expect(named == Set(Condition.all))
    #expect(try SessionTests.scene("").conditions == Conditions())
  }

  @Test("a cable may be named, and only a cable")
  func cables() throws {
    let scene = try SessionTests.scene("link.delay = 2ms\nlink.backbone.delay = 3ms")
    #expect(scene.givens.map(\.cable) == ["line", "backbone"])
    #expect(scene.conditions.links.mapValues(\.delay) == ["line": 2_000_000, "backbone": 3_000_000])
    #expect(scene.givens.map(\.name) == ["link.delay", "link.backbone.delay"])
    #expect(Condition.named("tls.backbone.version") == nil)
    let wrong = [
      ("link.bakbone.delay = 3ms", "expected a cable after `link.`, found `bakbone`: did you mean `backbone`?"),
      ("link.moon.delay = 3ms", "found `moon`: there are home, line, resolver"),
      ("link.delay = 20", "expected a time from 0 to 2000ms, such as `20ms` for `link.delay`, found `20`"),
      ("link.delay = 2ms\nlink.delay = 3ms", "expected each condition once, found `link.delay` again"),
      ("link.delay = 2ms\nlink.line.delay = 3ms", "expected each condition once, found `link.line.delay` again"),
      (
        "server.upstream = slwo",
        "s.md:11:19: expected `down` or `slow` for `server.upstream`, found `slwo`: did you mean `slow`?"
      ),
      ("dns.answer = 192.0.2", "expected `NXDOMAIN` or an IPv4 address for `dns.answer`, found `192.0.2`"),
    ]
    for (given, message) in wrong {
      let problems = try #require(throws: Lesson.Problems.self) { try SessionTests.scene(given) }
      #expect(problems.list.count == 1 && problems.description.contains(message), "\(problems)")
      #expect(problems.description.hasPrefix("s.md:"))
    }
  }

  @Test("on loopback conditions of packets leave a scene as it is, and every step but the summary says so")
  func loopback() throws {
    let text = """
      ---
      format: 1
      id: s
      title: S
      ---
      # S
      ```http
      GET https://www.shop.test/about.html
      ```
      ```given
      link.delay = 2s
      link.drop = everything
      tcp.fastOpen = on
      browser.compression = off
      ```
      ```expect
      HTTP 200
      ```
      ## [tcp] Slow
      Far away.
      ## [response] Here
      At last.
      ## [summary] So
      Distance costs.
      """
    let lesson = try Lesson(parsing: Array(text.utf8), file: "s.md")
    let trace = try Session().record(try #require(lesson.scenes.first))
    #expect(SessionTests.statusLine(Query(trace).exchanges.first?.response) == "HTTP/1.1 200 OK")
    let scene = try #require(Recording(lesson, traces: [trace]).scenes.first)
    #expect(scene.conditions.map(\.hasEffect) == [false, false, false, true])
    #expect(scene.conditions.last?.text == "browser.compression = off")
    let remark = Step.Block.paragraph(
      "*Not live here:* on loopback there are no packets to bend, so `link.delay = 2s`, `link.drop = everything`, "
        + "`tcp.fastOpen = on` had no effect.")
    #expect(scene.steps.map(\.body.count) == [2, 2, 1])
    #expect(scene.steps.prefix(2).allSatisfy { $0.body.first == remark })
    let check = try Check(lesson) { _ in trace }
    #expect(check.idleConditions == 3 && check.problems == [])
  }

  @Test("looking for the way to a host leaves the browser's own memory as it was")
  func stranger() throws {
    let text = """
      ---
      format: 1
      id: s
      title: S
      ---
      # S
      ```http
      GET https://www.shop.test/about.html
      ```
      ```traceroute
      www.shop.test
      ```
      """
    let scene = try #require(try Lesson(parsing: Array(text.utf8), file: "s.md").scenes.first)
    let query = Query(try Session().record(scene))
    #expect(query.lookups.map(\.verdict) == [.cold])
    #expect(SessionTests.asked(query) == [.root, .topLevel, .nameServer])
  }

  @Test(
    "nobody listens, nobody says anything",
    arguments: [("server.port = closed", "ECONNREFUSED"), ("server.host = silent", "ETIMEDOUT")])
  func noConnection(given: String, failure: String) throws {
    let query = try SessionTests.run(given)
    let exchange = try #require(query.exchanges.first)
    #expect(query.exchanges.count == 1 && exchange.front == nil)
    #expect(exchange.attempt.flatMap(query.conversation)?.failure == failure)
  }

  @Test(
    "the certificate is refused, and no request leaves",
    arguments: [
      ("expired", "certificate has expired"), ("wrong-name", "hostname mismatch"),
      ("unknown-issuer", "unable to get local issuer certificate"),
    ])
  func certificate(value: String, reason: String) throws {
    let query = try SessionTests.run("tls.certificate = \(value)")
    let handshake = try #require((query.exchanges.first?.connection).flatMap(query.handshake))
    guard case .distrusted(let fault) = handshake.verdict else { return #expect(Bool(false), "\(handshake.verdict)") }
    #expect(fault.message.contains(reason))
    #expect(query.exchanges.first?.request == nil)
  }

  @Test("traceroute on loopback: this machine itself, at the first hop")
  func traceroute() throws {
    let text = "---\nformat: 1\nid: s\ntitle: S\n---\n# S\n```traceroute\nwww.shop.test\n```\n"
    let scene = try #require(try Lesson(parsing: Array(text.utf8), file: "s.md").scenes.first)
    #expect(scene.visits.isEmpty && scene.traceroutes == ["www.shop.test"])
    let hops = try Session().record(scene).entries.compactMap { entry in
      if case .network(.hop(let hop)) = entry.fact { hop } else { nil }
    }
    #if os(Linux)
      #expect(hops == [NetworkEvent.Hop(number: 1, reply: NetworkEvent.Reply(from: .loopback, .arrived))])
    #else
      #expect(hops.isEmpty)
    #endif
    for line in ["http://www.shop.test/", "two words", ""] {
      let bad = text.replacing("www.shop.test", with: line)
      let problems = try #require(throws: Lesson.Problems.self) { try Lesson(parsing: Array(bad.utf8), file: "s.md") }
      #expect(problems.description.contains("expected a host"), "\(problems)")
    }
  }

  @Test(
    "what a condition brings about is a sentence that needs no other: which cable, and what happens",
    arguments: [
      (
        "link.delay = 20ms",
        "each packet takes 20ms to cross the cable between Home router and Exchange, each way"
      ),
      (
        "link.backbone.delay = 3ms",
        "each packet takes 3ms to cross the cable between Exchange and Site router, each way"
      ),
      ("link.drop = first syn", "the first SYN on the cable between Home router and Exchange is lost"),
      ("link.back.drop = fin", "every FIN on the cable between Site router and App is lost"),
      ("link.drop = first 2 data", "the first 2 data packets on the cable between Home router and Exchange are lost"),
      ("link.home.loss = 5 %", "5 % of the packets on the cable between Laptop and Home router are lost, by chance"),
      ("link.mtu = 1200", "the cable between Home router and Exchange takes no packet of more than 1200 bytes"),
      ("dns.answer = NXDOMAIN", "the site's name server says that there is no such name"),
      ("dns.answer = 192.0.2.7", "what the site's name server says when it is asked for the host: 192.0.2.7"),
      ("tls.certificate = expired", "the server's certificate is out of date"),
    ])
  func effects(given: String, sentence: String) throws {
    let given = try #require(try SessionTests.scene(given).givens.first)
    #expect(given.condition.effect(of: given.value, on: given.cable) == sentence)
  }

  @Test("each word that a condition takes has a sentence of its own")
  func words() {
    for condition in Condition.all {
      let effects = condition.words.map { condition.effect(of: $0) }
      #expect(Set(effects).count == effects.count, "\(condition.name)")
      #expect(effects.allSatisfy { !$0.contains(condition.name) && !$0.hasPrefix("whether") })
    }
  }
}
