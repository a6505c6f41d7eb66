import Net
import Tracing
import Wire

/// A listening HTTP/1.1 server without opinions: it accepts, keeps connections alive within limits, and hands over
/// whole requests, one at a time per connection.
final class HTTPService {
  /// A request that waits for its answer.
  final class Exchange {
    let request: HTTP.Request
    /// Where the request stands in the trace.
    let entry: Int?
    let connection: Connection
    let isSecure: Bool
    private let carrier: Carrier

    fileprivate init(_ request: HTTP.Request, entry: Int?, carrier: Carrier) {
      self.request = request
      self.entry = entry
      self.carrier = carrier
      connection = carrier.http.channel.connection
      isSecure = carrier.isSecure
    }

    /// Sends the final answer; a second one is not sent.
    func respond(_ response: HTTP.Response, cause: Int?) { carrier.answer(response, cause: cause) }
  }

  struct Limits {
    var http = HTTP1.Limits()
    /// A request must be whole this long after its connection was last idle; an idle connection is closed after it.
    var milliseconds = 15_000
    var connections = 4096
  }

  /// Called for each whole request; the answer may come later.
  var onRequest: ((Exchange) -> Void)?
  /// Called for each answer that has been sent: request, response, and the peer's address.
  var onAnswer: ((HTTP.Request?, HTTP.Response, Connection) -> Void)?
  let local: Endpoint
  private let loop: Loop
  private let limits: Limits
  private var listener: Listener?
  private var carriers: [ObjectIdentifier: Carrier] = [:]

  init(
    at endpoint: Endpoint, by party: Party, on loop: Loop, recorder: Recorder?, security: Channel.Security? = nil,
    limits: Limits = Limits()
  ) throws(SystemError) {
    self.loop = loop
    self.limits = limits
    // The closure needs the service, which needs the listener's endpoint: so it finds the service through a box.
    let box = Box()
    let listener = try Listener(at: endpoint, on: loop) { socket in
      guard let service = box.service, service.carriers.count < service.limits.connections,
        let channel = Channel.accepted(socket, by: party, on: loop, recorder: recorder, security: security)
      else { return }
      let http = HTTPChannel(channel, role: .server, by: party, recorder: recorder, limits: service.limits.http)
      service.take(Carrier(http, isSecure: security != nil, service))
    }
    self.listener = listener
    local = listener.local
    box.service = self
  }

  private final class Box { weak var service: HTTPService? }

  /// Listens no more and lets every connection go.
  func stop() {
    listener?.close()
    listener = nil
    for carrier in Array(carriers.values) { carrier.http.channel.abort() }
    carriers = [:]
  }

  private func take(_ carrier: Carrier) {
    carriers[ObjectIdentifier(carrier)] = carrier
    carrier.start()
  }

  /// One connection with the request that is being answered on it.
  fileprivate final class Carrier {
    let http: HTTPChannel
    let isSecure: Bool
    private unowned let service: HTTPService
    private var timer: Loop.Timer?
    private var request: HTTP.Request?

    init(_ http: HTTPChannel, isSecure: Bool, _ service: HTTPService) {
      self.http = http
      self.isSecure = isSecure
      self.service = service
    }

    func start() {
      http.onEvent = { [unowned self] in serve($0) }
      wait()
      http.channel.start()
    }

    func answer(_ response: HTTP.Response, cause: Int?) {
      let request = request
      self.request = nil
      // Too late, where the client has gone or was answered already: there is nobody to tell.
      guard (try? http.send(response, cause: cause)) != nil else { return }
      service.onAnswer?(request, response, http.channel.connection)
    }

    private func wait() {
      service.loop.cancel(timer)
      timer = service.loop.after(milliseconds: service.limits.milliseconds) { [weak self] in self?.giveUp() }
    }

    private func giveUp() { http.isIdle ? http.close() : http.channel.abort() }

    private func serve(_ event: HTTPChannel.Event) {
      switch event {
      case .opened, .response: break
      case .head(.request(let request)): meetExpectation(of: request)
      case .head(.response): break
      case .request(let request, let entry):
        service.loop.cancel(timer)
        self.request = request
        service.onRequest?(Exchange(request, entry: entry, carrier: self))
      case .refused(let fault, let status):
        service.loop.cancel(timer)
        answer(.problem(status, detail: fault.message), cause: nil)
      case .done(let keepAlive): if keepAlive { wait() }
      case .closed:
        service.loop.cancel(timer)
        service.carriers[ObjectIdentifier(self)] = nil
      }
    }

    /// A client that asks before it sends a large body is told to go on (RFC 9110 section 10.1.1).
    private func meetExpectation(of request: HTTP.Request) {
      guard let expectation = request.fields["Expect"], request.version == "1.1" else { return }
      if expectation.equalsIgnoringASCIICase("100-continue") {
        try? http.send(HTTP.Response(status: 100, reason: "Continue"))
      } else {
        answer(.problem(417, detail: "only 100-continue can be expected"), cause: nil)
      }
    }
  }
}

extension HTTP.Response {
  /// A plain-text answer that says what is wrong, for errors that no page was written for.
  static func problem(_ status: Int, detail: String) -> HTTP.Response {
    let reason = HTTP.Status(status).name
    return HTTP.Response(
      status: status, reason: reason, fields: ["Content-Type": "text/plain; charset=utf-8"],
      body: Array("\(status) \(reason)\n\(detail.escapingControls)\n".utf8))
  }
}
