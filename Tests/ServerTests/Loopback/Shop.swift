import Net
import Tracing

@testable import Server

/// All of a lesson's servers on loopback, on a loop of the test's.
final class Shop {
  let loop = Loop(clock: Clock.sinceNow())
  let recorder = Recorder(clock: Clock.sinceNow())
  let servers: Servers
  /// What the edge logged, as `GET / 200`.
  private(set) var log: [String] = []

  init() throws {
    servers = try Servers(on: loop, recorder: recorder, wallClock: { 1_767_225_600 })
    servers.edge.onExchange = { [unowned self] in log.append("\($0.method) \($0.target) \($0.status)") }
  }

  deinit { servers.stop() }

  /// A client at the edge's plain door.
  func client(_ text: String) throws -> RawClient {
    try RawClient(servers.edge.plain, Array(text.utf8), on: loop)
  }

  /// What comes back for these bytes until the edge closes; nil where it never does.
  func ask(_ text: String) throws -> RawClient? {
    let client = try client(text)
    return try client.waitForEnd() ? client : nil
  }

  /// Every fact of routing so far.
  var routing: [RoutingEvent] {
    recorder.trace.entries.compactMap { if case .routing(let event) = $0.fact { event } else { nil } }
  }
}
