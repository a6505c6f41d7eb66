import Net
import Testing
import Tracing
import Wire

@testable import Server

@Suite("Edge: limits of time and number")
struct EdgeLimitTests {
  let loop = Loop(clock: Clock.sinceNow())
  let authority: CertificateAuthority
  let edge: Edge

  init() throws {
    authority = try CertificateAuthority(now: Clock.wallSeconds)
    var configuration = Edge.Configuration(upstream: nil, wallClock: { Clock.wallSeconds })
    configuration.limits.milliseconds = 30
    configuration.limits.connections = 2
    edge = try Edge(
      plain: 0, secure: 0, in: .loopback,
      security: Channel.Security(.server, context: try .server(try authority.issue(for: ["shop.test"]))), on: loop,
      recorder: nil, configuration: configuration)
  }

  @Test(
    "a request that never ends is cut off with 408, wherever it stopped",
    arguments: ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc"])
  func slowloris(beginning: String) throws {
    defer { edge.stop() }
    let client = try RawClient(edge.plain, Array(beginning.utf8), on: loop)
    #expect(try client.waitForEnd())
    #expect(client.statuses == [408])
    #expect(client.text.contains("\r\nConnection: close\r\n"))
  }

  @Test("an idle connection is closed without a word, before its first request and after its last")
  func idle() throws {
    defer { edge.stop() }
    let silent = try RawClient(edge.plain, [], on: loop)
    #expect(try silent.waitForEnd())
    #expect(silent.received == [])
    let done = try RawClient(edge.plain, Array(EdgeTests.smuggled.utf8), on: loop)
    #expect(try done.waitForEnd())
    #expect(done.statuses == [200])
  }

  @Test("a handshake that never ends is cut off")
  func handshake() throws {
    defer { edge.stop() }
    let client = try RawClient(edge.secure, [0x16, 0x03, 0x01], on: loop)
    #expect(try client.waitForEnd())
    #expect(client.received == [])
  }

  @Test("HTTP in the clear at the port for TLS is answered in the clear, with what to do", arguments: ["GET /", "G"])
  func plain(beginning: String) throws {
    defer { edge.stop() }
    let client = try RawClient(edge.secure, Array(beginning.utf8), on: loop)
    #expect(try client.waitForEnd())
    #expect(client.statuses == [400])
    #expect(client.text.contains("\r\nConnection: close\r\n"))
    #expect(client.text.hasSuffix("ask again with https:// in the address\n"))
  }

  @Test(
    "what is neither TLS nor words gets no words",
    arguments: [[0x80, 0x2E], [0x00], [0x0D, 0x0A], [0x40], [0x5B], [0x60], [0x7B], [0xFF]] as [[UInt8]])
  func noise(beginning: [UInt8]) throws {
    defer { edge.stop() }
    let client = try RawClient(edge.secure, beginning, on: loop)
    #expect(try client.waitForEnd())
    #expect(client.statuses == [])
  }

  @Test("more connections than the limit are turned away at once, and taken again when others have gone")
  func crowd() throws {
    defer { edge.stop() }
    let first = try RawClient(edge.plain, [], on: loop)
    let second = try RawClient(edge.plain, [], on: loop)
    let third = try RawClient(edge.plain, [], on: loop)
    #expect(try third.waitForEnd())
    #expect(!first.isOver)
    #expect(try first.waitForEnd() && second.waitForEnd())
    // They have gone once the edge has seen their end too.
    let isServed = try (0..<100).contains { _ in
      let another = try RawClient(edge.plain, Array(EdgeTests.smuggled.utf8), on: loop)
      return try another.waitForEnd() && another.statuses == [200]
    }
    #expect(isServed)
  }
}
