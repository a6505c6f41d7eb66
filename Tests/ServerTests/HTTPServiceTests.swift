import Net
import Testing
import Tracing
import Wire

@testable import Server

@Suite("HTTP service: a client that asks for much and takes little")
struct HTTPServiceTests {
  static let count = 500
  let loop = Loop(clock: Clock.sinceNow())

  /// Answers each request with 100 kB: so many that no kernel holds them all.
  func service(milliseconds: Int) throws -> HTTPService {
    var limits = HTTPService.Limits()
    limits.milliseconds = milliseconds
    let service = try HTTPService(
      port: 0, in: .loopback, by: .edge, on: loop, recorder: nil, limits: limits)
    service.onRequest = { exchange in
      exchange.respond(
        HTTP.Response(status: 200, reason: "OK", body: [UInt8](repeating: 7, count: 100_000)), cause: nil)
    }
    return service
  }

  /// Asks for all of them at once, and reads nothing until it is told to.
  func client(of service: HTTPService, _ received: @escaping (Channel.Event) -> Void) throws -> Channel {
    let client = try Channel.connect(to: service.local, from: .loopback, by: .browser, on: loop, recorder: nil)
    let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    client.onEvent = { [unowned client] event in
      received(event)
      guard case .opened = event else { return }
      client.isPaused = true
      client.send(Array(String(repeating: request, count: Self.count).utf8))
    }
    return client
  }

  @Test("the next request waits until the answers before it have left")
  func relief() throws {
    let service = try service(milliseconds: 20_000)
    defer { service.stop() }
    var answered = 0
    service.onAnswer = { _, _, _ in answered += 1 }
    var length = 0
    let client = try client(of: service) { if case .received(let bytes) = $0 { length += bytes.count } }
    defer { client.abort() }
    var before = -1
    // Until nothing moves any more.
    #expect(
      try loop.run(forAtMost: 10_000) {
        defer { before = answered }
        return answered > 0 && answered == before
      })
    #expect(answered < Self.count / 2)
    client.isPaused = false
    #expect(try loop.run(forAtMost: 10_000) { answered == Self.count && length > Self.count * 100_000 })
  }

  @Test("who takes no answers for too long is asked nothing more, and gets those that were given")
  func patience() throws {
    let service = try service(milliseconds: 30)
    defer { service.stop() }
    var length = 0
    var isOver = false
    let client = try client(of: service) { event in
      switch event {
      case .opened: break
      case .received(let bytes): length += bytes.count
      case .ended, .closed: isOver = true
      }
    }
    defer { client.abort() }
    loop.after(milliseconds: 100) { client.isPaused = false }
    #expect(try loop.run(forAtMost: 10_000) { isOver })
    #expect(length > 100_000 && length < Self.count * 100_000)
    #expect(length % (length / 100_000) == 0, "whole answers only")
  }
}
