public import Net
public import Tracing
import Wire

/// The app server on its socket: requests from the edge in, the shop's answers out, what it decided told to the recorder.
public final class AppService {
  public let local: Endpoint
  /// How much longer than it needs it takes for every answer.
  public var delayMilliseconds = 0
  private let service: HTTPService
  private let app: App

  /// Port 0 lets the kernel choose.
  public init(
    port: UInt16, in host: Host, on loop: Loop, recorder: Recorder?, random: @escaping () -> UInt64,
    wallClock: @escaping () -> Int
  ) throws {
    app = try App(random: random)
    // What the edge takes does not become too much by what the edge adds to it.
    var limits = HTTPService.Limits()
    limits.http.fieldCount += 8
    limits.http.head += 2048
    // The edge makes one line of several that say who was on the way.
    limits.http.fieldLine = limits.http.head
    service = try HTTPService(port: port, in: host, by: .app, on: loop, recorder: recorder, limits: limits)
    local = service.local
    service.onRequest = { [unowned self] exchange in
      let answer = app.respond(to: exchange.request, now: wallClock())
      var cause = exchange.entry
      for (party, fact) in answer.facts { cause = recorder?.record(fact, by: party, cause: exchange.entry) ?? cause }
      let delay = answer.delay + delayMilliseconds
      if delay > 0 {
        loop.after(milliseconds: delay) { exchange.respond(answer.response, cause: cause) }
      } else {
        exchange.respond(answer.response, cause: cause)
      }
    }
  }

  /// True while nobody is connected.
  public var isDisconnected: Bool { service.isDisconnected }

  public func stop() { service.stop() }
}
