import Lessons
import Net
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
    for value in good { #expect(condition.accepts(value), "\(name) = \(value)") }
    for value in bad { #expect(!condition.accepts(value), "\(name) = \(value)") }
  }

  @Test("a cable may be named, and only a cable")
  func cables() throws {
    let scene = try SessionTests.scene("link.delay = 2ms\nlink.backbone.delay = 3ms")
    #expect(scene.givens.map(\.cable) == [nil, "backbone"])
    #expect(scene.givens.map(\.name) == ["link.delay", "link.backbone.delay"])
    #expect(Condition.named("tls.backbone.version") == nil)
    let wrong = [
      ("link.bakbone.delay = 3ms", "expected a cable after `link.`, found `bakbone`: did you mean `backbone`?"),
      ("link.moon.delay = 3ms", "found `moon`: there are home, line, resolver"),
      ("link.delay = 20", "expected a time from 0 to 2000ms, such as `20ms` for `link.delay`, found `20`"),
      ("link.delay = 2ms\nlink.delay = 3ms", "expected each condition once, found `link.delay` again"),
    ]
    for (given, message) in wrong {
      let problems = try #require(throws: Lesson.Problems.self) { try SessionTests.scene(given) }
      #expect(problems.list.count == 1 && problems.description.contains(message), "\(problems)")
      #expect(problems.description.hasPrefix("s.md:"))
    }
  }

  @Test("conditions of a link leave a scene on loopback as it is")
  func loopback() throws {
    let query = try SessionTests.run("link.delay = 2s\nlink.drop = everything\ntcp.fastOpen = on")
    #expect(SessionTests.statusLine(query.exchanges.first?.response) == "HTTP/1.1 200 OK")
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
      #expect(hops == [NetworkEvent.Hop(number: 1, address: .loopback, isDestination: true)])
    #else
      #expect(hops.isEmpty)
    #endif
    for line in ["http://www.shop.test/", "two words", ""] {
      let bad = text.replacing("www.shop.test", with: line)
      let problems = try #require(throws: Lesson.Problems.self) { try Lesson(parsing: Array(bad.utf8), file: "s.md") }
      #expect(problems.description.contains("expected a host"), "\(problems)")
    }
  }
}
