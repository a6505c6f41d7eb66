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
    /// Gone once its connection is: then there is nobody to answer.
    private weak var carrier: Carrier?

    fileprivate init(_ request: HTTP.Request, entry: Int?, carrier: Carrier) {
      self.request = request
      self.entry = entry
      self.carrier = carrier
      connection = carrier.http.channel.connection
      isSecure = carrier.isSecure
    }

    /// Sends the final answer; a second one is not sent.
    func respond(_ response: HTTP.Response, cause: Int?) { carrier?.answer(response, cause: cause) }
  }

  struct Limits {
    var http = HTTP1.Limits()
    /// A request must be whole this long after its connection was last idle; an idle connection is closed after it.
    var milliseconds = 15_000
    var connections = 4096
  }

  /// Called for each whole request; the answer may come later.
  var onRequest: ((Exchange) -> Void)?
  /// Called for each answer that has been sent: the request, where one came whole, the response, and their connection.
  var onAnswer: ((HTTP.Request?, HTTP.Response, Connection) -> Void)?
  let local: Endpoint
  /// How whoever connects next is to be spoken to; nil in the clear.
  var security: Channel.Security?
  private let loop: Loop
  private let limits: Limits
  /// Seconds since 1970, for the Date of every answer (RFC 9110 section 6.6.1); nil for a server without a clock.
  private let wallClock: (() -> Int)?
  private let listener: Listener
  private var carriers: [ObjectIdentifier: Carrier] = [:]
  /// The most connections at once since memory was last given back.
  private var crowd = 0
  /// From so many connections on, what they leave behind is worth giving back: each may have held a megabyte.
  private static let leastCrowd = 16
  /// True while nobody is connected.
  var isDisconnected: Bool { carriers.isEmpty }

  init(
    port: UInt16, in host: Host, by party: Party, on loop: Loop, recorder: Recorder?, security: Channel.Security? = nil,
    limits: Limits = Limits(), wallClock: (() -> Int)? = nil
  ) throws(SystemError) {
    self.loop = loop
    self.wallClock = wallClock
    self.limits = limits
    self.security = security
    let listener = try Listener(port: port, in: host, on: loop)
    self.listener = listener
    local = listener.local
    listener.onConnection = { [unowned self] socket in
      guard carriers.count < limits.connections,
        let channel = Channel.accepted(socket, by: party, on: loop, recorder: recorder, security: securityOfNext)
      else { return }
      let http = HTTPChannel(channel, role: .server, by: party, recorder: recorder, limits: limits.http)
      take(Carrier(http, isSecure: self.security != nil, self))
    }
  }

  private var securityOfNext: Channel.Security? {
    var security = security
    security?.answerToPlain = { [unowned self] in answerToPlain }
    return security
  }

  /// What a client gets that sends HTTP in the clear to where TLS is spoken.
  private var answerToPlain: [UInt8] {
    let detail = "this port speaks TLS, and the request came without it: ask again with https:// in the address"
    var response = dated(.problem(400, detail: detail))
    response.fields.set("Content-Length", String(response.body.count))
    response.fields.set("Connection", "close")
    return HTTP1.encode(response)
  }

  private func dated(_ response: HTTP.Response) -> HTTP.Response {
    guard let wallClock else { return response }
    var response = response
    let date = HTTP.Date(seconds: wallClock()).description
    response.fields.lines.insert(HTTP.Fields.Line("Date", date), at: 0)
    return response
  }

  /// Listens no more and lets every connection go.
  func stop() {
    listener.close()
    for carrier in Array(carriers.values) { carrier.http.channel.abort() }
    carriers = [:]
  }

  private func take(_ carrier: Carrier) {
    carriers[ObjectIdentifier(carrier)] = carrier
    crowd = max(crowd, carriers.count)
    carrier.start()
  }

  private func letGo(_ carrier: Carrier) {
    carriers[ObjectIdentifier(carrier)] = nil
    guard crowd >= Self.leastCrowd, carriers.count <= crowd / 8 else { return }
    crowd = carriers.count
    Memory.giveBack()
  }

  /// One connection with the request that is being answered on it.
  fileprivate final class Carrier {
    let http: HTTPChannel
    let isSecure: Bool
    private unowned let service: HTTPService
    private var timer: Loop.Timer?
    private var request: HTTP.Request?
    /// The next request, for as long as the client takes too little of the answers that it has already.
    private var held: Exchange?
    private var answered: HTTP.Response?
    private var hasRefused = false

    init(_ http: HTTPChannel, isSecure: Bool, _ service: HTTPService) {
      self.http = http
      self.isSecure = isSecure
      self.service = service
    }

    func start() {
      http.onEvent = { [unowned self] in serve($0) }
      http.channel.onRelief = { [unowned self] in handOver() }
      wait()
      http.channel.start()
    }

    func answer(_ response: HTTP.Response, cause: Int?) {
      let response = service.dated(response)
      answered = response
      // Too late, where the client was answered already: there is nobody to tell.
      try? http.send(response, cause: cause)
    }

    private func wait() {
      service.loop.cancel(timer)
      timer = service.loop.after(milliseconds: service.limits.milliseconds) { [weak self] in self?.giveUp() }
    }

    private func handOver() {
      guard let exchange = held, !http.channel.isFull else { return }
      held = nil
      service.loop.cancel(timer)
      service.onRequest?(exchange)
    }

    /// A client that began and did not end is told so (RFC 9110 section 15.5.9); one that did not begin is not, nor one
    /// that takes no answers.
    private func giveUp() {
      if !http.isOpen { return http.channel.abort() }
      if http.isIdle || held != nil { return http.close() }
      answer(.problem(408, detail: "the request did not come whole in time"), cause: nil)
    }

    private func serve(_ event: HTTPChannel.Event) {
      switch event {
      case .opened, .response: break
      case .head(.request(let request)): judge(request)
      case .head(.response): break
      case .request where hasRefused: break
      case .request(let request, let entry):
        self.request = request
        held = Exchange(request, entry: entry, carrier: self)
        handOver()
      case .refused(let fault, let status):
        service.loop.cancel(timer)
        answer(.problem(status, detail: fault.message), cause: nil)
      case .done(let keepAlive):
        if let answered { service.onAnswer?(request, answered, http.channel.connection) }
        request = nil
        answered = nil
        if keepAlive { wait() }
      case .closed:
        service.loop.cancel(timer)
        held = nil
        service.letGo(self)
      }
    }

    /// What can be said before the body has come. A coding that we can't undo would be taken for the body itself
    /// (RFC 9112 section 6.1); a client that asks before it sends a large body is told to go on (RFC 9110 section
    /// 10.1.1).
    private func judge(_ request: HTTP.Request) {
      let codings = HTTP.list(request.fields.values("Transfer-Encoding"))
      guard codings.isEmpty || codings == ["chunked"] else {
        return refuse(501, "chunked is the only transfer coding here")
      }
      guard let expectation = request.fields["Expect"], request.version == "1.1" else { return }
      if expectation.equalsIgnoringASCIICase("100-continue") {
        try? http.send(HTTP.Response(status: 100, reason: "Continue"))
      } else {
        refuse(417, "only 100-continue can be expected")
      }
    }

    /// Answers before the body was looked at, which may have come with the head already: it must not be served after.
    private func refuse(_ status: Int, _ reason: String) {
      hasRefused = true
      var response = HTTP.Response.problem(status, detail: reason)
      response.fields.add("Connection", "close")
      answer(response, cause: nil)
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
