import Net
import Tracing
import Wire

/// The edge's own connections to the app server: kept alive, one exchange at a time on each.
final class Upstream {
  struct Failure: Error {
    /// 502 or 504 (RFC 9110 sections 15.6.3 and 15.6.5).
    var status: Int
    var reason: String
  }

  typealias Outcome = Result<(HTTP.Response, entry: Int?), Failure>

  private let host: Host
  private let loop: Loop
  private let recorder: Recorder?
  private var idle: [HTTPChannel] = []
  private var busy: [ObjectIdentifier: HTTPChannel] = [:]
  private static let mostIdle = 32

  init(from host: Host, on loop: Loop, recorder: Recorder?) {
    self.host = host
    self.loop = loop
    self.recorder = recorder
  }

  func stop() {
    for channel in idle + Array(busy.values) {
      channel.onEvent = nil
      channel.channel.abort()
    }
    idle = []
    busy = [:]
  }

  /// Sends a request on an idle connection, or on a new one. `assigned` tells which, before the request leaves.
  func send(
    _ request: HTTP.Request, to endpoint: Endpoint, within milliseconds: Int, assigned: @escaping (Connection) -> Void,
    cause: Int?, then done: @escaping (Outcome) -> Void
  ) {
    idle.removeAll { !$0.isIdle }
    if let channel = idle.popLast() {
      // A connection kept alive may have been closed at its other end just now: then the request goes out once more on
      // a fresh one, if it may be done twice (RFC 9110 section 9.2.2).
      return carry(request, on: channel, within: milliseconds, assigned, cause) { [weak self] outcome, wasDeaf in
        guard wasDeaf, HTTP.Method(request.method)?.isIdempotent == true, let self else { return done(outcome) }
        open(request, to: endpoint, within: milliseconds, assigned, cause, done)
      }
    }
    open(request, to: endpoint, within: milliseconds, assigned, cause, done)
  }

  private func open(
    _ request: HTTP.Request, to endpoint: Endpoint, within milliseconds: Int,
    _ assigned: @escaping (Connection) -> Void,
    _ cause: Int?, _ done: @escaping (Outcome) -> Void
  ) {
    do throws(SystemError) {
      let channel = try Channel.connect(to: endpoint, from: host, by: .edge, on: loop, recorder: recorder)
      let http = HTTPChannel(channel, role: .client, by: .edge, recorder: recorder)
      carry(request, on: http, within: milliseconds, assigned, cause) { outcome, _ in done(outcome) }
    } catch {
      done(.failure(Failure(status: 502, reason: "the app server could not be reached (\(error.name))")))
    }
  }

  private func carry(
    _ request: HTTP.Request, on http: HTTPChannel, within milliseconds: Int, _ assigned: @escaping (Connection) -> Void,
    _ cause: Int?, _ done: @escaping (Outcome, _ wasDeaf: Bool) -> Void
  ) {
    busy[ObjectIdentifier(http)] = http
    var timer: Loop.Timer?
    var isOver = false
    var answer: (HTTP.Response, entry: Int?)?
    // Deaf: the other end closed without a word.
    var isDeaf = true
    let finish: (Outcome, Bool) -> Void = { [weak self] outcome, wasDeaf in
      guard !isOver else { return }
      isOver = true
      self?.loop.cancel(timer)
      done(outcome, wasDeaf)
    }
    timer = loop.after(milliseconds: milliseconds) { [weak http] in
      finish(.failure(Failure(status: 504, reason: "the app server did not answer within \(milliseconds) ms")), false)
      http?.channel.abort()
    }
    let begin: () -> Void = { [weak http] in
      guard let http else { return }
      assigned(http.channel.connection)
      do throws(Misuse) { try http.send(request, cause: cause) } catch {
        finish(.failure(Failure(status: 502, reason: error.description)), false)
        http.channel.abort()
      }
    }
    http.onEvent = { [weak self, weak http] event in
      guard let self, let http else { return }
      switch event {
      case .opened: begin()
      case .head: isDeaf = false
      case .response(let response, let isInterim, let entry):
        isDeaf = false
        if !isInterim { answer = (response, entry) }
      case .refused(let fault, _):
        isDeaf = isDeaf && fault.code == .truncated
        finish(
          .failure(Failure(status: 502, reason: "the app server gave no answer that can be read: \(fault.message)")),
          isDeaf)
      case .request: break
      case .done(let keepAlive):
        busy[ObjectIdentifier(http)] = nil
        http.onEvent = nil
        if keepAlive && idle.count < Self.mostIdle { idle.append(http) } else { http.close() }
        if let answer { finish(.success(answer), false) }
      case .closed(let fault):
        busy[ObjectIdentifier(http)] = nil
        let reason = fault.map(\.message) ?? "it closed the connection without an answer"
        finish(.failure(Failure(status: 502, reason: "the app server could not be reached: \(reason)")), isDeaf)
      }
    }
    if http.isIdle { begin() }
  }
}
