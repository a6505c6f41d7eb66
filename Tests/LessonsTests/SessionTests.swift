import Foundation
import Lessons
import Net
import Testing
import Tracing
import Wire

@Suite("Session: scenes run for real")
struct SessionTests {
  /// The first scene of a lesson with these givens and requests.
  static func scene(_ given: String, _ requests: String = "GET https://www.shop.test/") throws -> Lesson.Scene {
    let conditions = given.isEmpty ? "" : "```given\n\(given)\n```\n"
    let text = "---\nformat: 1\nid: s\ntitle: S\n---\n# S\n```http\n\(requests)\n```\n\(conditions)"
    return try #require(try Lesson(parsing: Array(text.utf8), file: "s.md").scenes.first)
  }

  static func run(_ given: String, _ requests: String = "GET https://www.shop.test/") throws -> Query {
    Query(try Session().record(try scene(given, requests)))
  }

  static func statusLine(_ message: Exchange.Message?) -> String? {
    message.map { String(decoding: $0.bytes.prefix { $0 != 0x0D }, as: UTF8.self) }
  }

  static func count(_ query: Query, _ isWanted: (Fact) -> Bool) -> Int {
    query.trace.entries.count { isWanted($0.fact) }
  }

  static func openDescriptors() throws -> Int {
    #if os(Linux)
      let folder = "/proc/self/fd"
    #else
      let folder = "/dev/fd"
    #endif
    return try FileManager.default.contentsOfDirectory(atPath: folder).count
  }

  @Test("nothing given: the whole cycle, with the page and what it needs on one connection")
  func plain() throws {
    let query = try Self.run("")
    #expect(query.exchanges.map(\.reason) == [.typed, .stylesheet, .script, .image])
    #expect(query.exchanges.allSatisfy { Self.statusLine($0.response) == "HTTP/1.1 200 OK" })
    #expect(Set(query.exchanges.compactMap(\.front?.connection)).count == 1)
    #expect(query.exchanges.first?.upstream != nil)
    #expect(Self.count(query) { if case .visit(.finished) = $0 { true } else { false } } == 1)
  }

  @Test("dns.answer: no such name, and an address that is not ours")
  func answer() throws {
    let missing = try Self.run("dns.answer = NXDOMAIN")
    #expect(missing.lookups.map { $0.failure != nil } == [true])
    let wildcard = try Self.run("dns.answer = NXDOMAIN", "GET http://x.preview.shop.test/")
    #expect(wildcard.lookups.map { $0.failure != nil } == [true])
    let elsewhere = try Self.run("dns.answer = 192.0.2.7")
    #expect(elsewhere.lookups.first?.addresses == ["192.0.2.7"])
    for query in [missing, wildcard, elsewhere] {
      #expect(Self.count(query) { if case .socket(.connecting) = $0 { true } else { false } } == 0)
      #expect(Self.count(query) { if case .visit(.failed) = $0 { true } else { false } } == 1)
    }
  }

  /// Whom the resolver asked, in order.
  static func asked(_ query: Query) -> [Party] {
    query.recursions.flatMap(\.queries).compactMap { query.conversation($0.connection)?.server }
  }

  @Test("the resolver walks down to the site's name server, unless somebody asked a second ago")
  func resolver() throws {
    for given in ["", "resolver.cache = cold", "browser.cookies = logged-in"] {
      let cold = try Self.run(given, "GET https://www.shop.test/about.html")
      #expect(Self.asked(cold) == [.root, .topLevel, .nameServer])
      #expect(cold.recursions.map(\.verdict) == [.cold])
      #expect(cold.recursions.map(\.exchange) == [1])
      #expect(cold.lookups.first?.timeToLive == 300)
    }
    let warm = try Self.run("resolver.cache = warm", "GET https://www.shop.test/about.html")
    #expect(Self.asked(warm) == [])
    #expect(warm.lookups.map(\.verdict) == [.cold])
    #expect(warm.recursions.map(\.verdict) == [.fresh])
    #expect((warm.lookups.first?.timeToLive ?? 300) < 300)
  }

  @Test("dns.server: silent, so the resolver asks twice and gives up")
  func silence() throws {
    let query = try Self.run("dns.server = silent")
    #expect(Self.asked(query) == [.root, .topLevel, .nameServer, .nameServer])
    #expect(query.lookups.first?.failure != nil)
    #expect(query.conversations.allSatisfy { $0.connection.transport == .udp })
  }

  @Test("server.upstream: down is 502, slow is 504", arguments: [("down", "502"), ("slow", "504")])
  func upstream(state: String, status: String) throws {
    let query = try Self.run("server.upstream = \(state)")
    #expect(Self.statusLine(query.exchanges.first?.response)?.contains(status) == true)
  }

  @Test("browser.cookies = logged-in: a session cookie goes along, and how it came is not in the recording")
  func cookies() throws {
    let query = try Self.run("browser.cookies = logged-in", "GET https://www.shop.test/account")
    #expect(query.exchanges.first.flatMap { Self.statusLine($0.response) } == "HTTP/1.1 200 OK")
    #expect(Self.count(query) { if case .cookie(.sent(let sent)) = $0 { sent.count == 1 } else { false } } > 0)
    #expect(Self.count(query) { if case .cookie(.stored) = $0 { true } else { false } } == 0)
    #expect(query.lookups.count == 1 && query.exchanges.first?.number == 1)
    let passedOn = query.exchanges.first?.upstream?.request?.bytes ?? []
    #expect(String(decoding: passedOn, as: UTF8.self).hasPrefix("GET /account HTTP/1.1\r\n"))
    let stranger = try Self.run("", "GET https://www.shop.test/account")
    #expect(Self.statusLine(stranger.exchanges.first?.response) != "HTTP/1.1 200 OK")
  }

  @Test(
    "what holds now did not hold when the learner logged in",
    arguments: ["server.upstream = down", "server.upstream = slow"])
  func past(given: String) throws {
    let query = try Self.run("browser.cookies = logged-in\n\(given)", "GET https://www.shop.test/account")
    #expect(Self.count(query) { if case .cookie(.sent(let sent)) = $0 { sent.count == 1 } else { false } } == 1)
    #expect(Self.statusLine(query.exchanges.first?.response)?.hasPrefix("HTTP/1.1 50") == true)
  }

  @Test("a certificate that is bad now, and an address that has changed, were good before")
  func changed() throws {
    let expired = try Self.run(
      "browser.cookies = logged-in\ntls.certificate = expired", "GET https://www.shop.test/account")
    #expect(expired.exchanges.first?.request == nil)
    let moved = try Self.run("browser.dns = warm\ndns.answer = 192.0.2.7", "GET https://www.shop.test/about.html")
    #expect(Self.statusLine(moved.exchanges.first?.response) == "HTTP/1.1 200 OK")
    let renamed = try Self.run("resolver.cache = warm\ndns.answer = 192.0.2.7")
    #expect(renamed.lookups.first?.addresses == ["192.0.2.7"])
  }

  @Test("a log-in that leaves no cookie is an error of the scene")
  func noLogin() throws {
    let fault = try #require(throws: Fault.self) {
      try Self.run("browser.cookies = logged-in", "GET https://no-such-name.test/account")
    }
    #expect(fault.message.contains("`browser.cookies = logged-in` expects a cookie"))
  }

  @Test("browser.dns = warm: remembered, so nobody is asked")
  func warm() throws {
    let query = try Self.run("browser.dns = warm")
    #expect(Self.count(query) { if case .lookup(.consulted(_, .fresh)) = $0 { true } else { false } } > 0)
    #expect(Self.count(query) { if case .lookup(.asked) = $0 { true } else { false } } == 0)
  }

  @Test("browser.compression", arguments: ["on", "off"])
  func compression(state: String) throws {
    let response = try #require(try Self.run("browser.compression = \(state)").exchanges.first?.response)
    #expect(String(decoding: response.bytes, as: UTF8.self).contains("Content-Encoding: gzip") == (state == "on"))
  }

  @Test("tls.version", arguments: ["1.2", "1.3"])
  func version(number: String) throws {
    let query = try Self.run("tls.version = \(number)")
    let versions = query.trace.entries.compactMap { entry -> String? in
      if case .tls(.established(_, let agreement)) = entry.fact { agreement.version } else { nil }
    }
    #expect(!versions.isEmpty && versions.allSatisfy { $0 == "TLSv\(number)" })
  }

  @Test("an address outside of this machine is never connected to")
  func outside() throws {
    let query = try Self.run("", "GET http://192.0.2.1/")
    #expect(Self.count(query) { if case .socket = $0 { true } else { false } } == 0)
    #expect(Self.count(query) { if case .visit(.failed) = $0 { true } else { false } } == 1)
  }
}

/// In a process of its own: nobody else opens anything there.
@Suite("Session: a scene that is given up")
struct GivenUpSessionTests {
  @Test("whenever that is, the error says so, nothing stays open, and the next scene is as good as any")
  func givenUp() async {
    await #expect(processExitsWith: .success) {
      let session = Session()
      let scene = try SessionTests.scene("browser.cookies = logged-in", "GET https://www.shop.test/account")
      var open: [Int] = []
      var givenUp = 0
      for round in 0..<3 {
        for moment in 0..<60 {
          do {
            _ = try session.record(scene) { loop in
              loop.after(nanoseconds: UInt64(moment) * 500_000) { loop.stop() }
            }
          } catch let error as SystemError {
            try #require(error.name == "ECANCELED")
            givenUp += 1
          }
        }
        let query = Query(try session.record(scene))
        try #require(query.exchanges.first.flatMap { SessionTests.statusLine($0.response) } == "HTTP/1.1 200 OK")
        if round > 0 { open.append(try SessionTests.openDescriptors()) }
      }
      try #require(open[0] == open[1])
      try #require(givenUp > 60)
    }
  }
}

/// In a process of its own: a seed takes OpenSSL's randomness over for good.
@Suite("Session: under a seed")
struct SeededSessionTests {
  @Test("two runs give the same trace, entry by entry, and another seed another")
  func repeats() async {
    await #expect(processExitsWith: .success) {
      let scenes = [
        try SessionTests.scene(""), try SessionTests.scene("tls.version = 1.2"),
        try SessionTests.scene("browser.cookies = logged-in", "GET https://www.shop.test/account"),
        try SessionTests.scene("server.upstream = slow"), try SessionTests.scene("dns.answer = NXDOMAIN"),
        // Its keys are made by one thread while another may still make the usual ones.
        try SessionTests.scene("tls.certificate = unknown-issuer"), try SessionTests.scene("tls.certificate = chained"),
      ]
      for scene in scenes {
        let first = try Session(seed: 7).record(scene)
        let second = try Session(seed: 7).record(scene)
        try #require(first.entries.count == second.entries.count)
        for (one, other) in zip(first.entries, second.entries) { try #require(one == other) }
        try #require(first.isNormalised)
      }
      try #require(try Session(seed: 7).record(scenes[0]) != Session(seed: 8).record(scenes[0]))
    }
  }
}
