public import Net
public import Tracing
import Wire

/// The edge server: what a browser's connection ends at. It speaks TLS, serves the site's files, and forwards what
/// must be worked out to the app server.
///
/// Two listeners (http and https) share one set of rules. Answers are compressed where the browser accepts it.
public final class Edge {
  /// How it behaves; a lesson's conditions change these.
  public struct Configuration {
    /// Where the app server listens; nil is a site without one.
    public var upstream: Endpoint?
    /// How long the app server may take before the browser gets 504.
    public var upstreamMilliseconds = 3000
    public var compresses = true
    /// What it bears from a client.
    var limits = HTTPService.Limits()
    /// Seconds since 1970, for Date.
    public var wallClock: () -> Int

    public init(upstream: Endpoint?, wallClock: @escaping () -> Int) {
      self.upstream = upstream
      self.wallClock = wallClock
    }
  }

  public let plain: Endpoint
  public let secure: Endpoint
  public var configuration: Configuration
  /// Called for each answer sent: `GET /products 200 1234`-like parts for a log.
  public var onExchange: ((Log) -> Void)?

  /// One line of a log.
  public struct Log: Sendable, Hashable {
    public var client: Endpoint
    public var method: String
    public var target: String
    public var status: Int
    public var length: Int
  }

  private let services: [HTTPService]
  /// Its own connections to the app server.
  private let upstream: HTTPClient
  private static let mostUpstream = 256
  private let recorder: Recorder?

  /// What TLS shows, and speaks, to whoever connects from now on.
  public func secure(by security: Channel.Security) {
    for service in services where service.security != nil { service.security = security }
  }

  /// Listens on two ports, one for http and one for https; port 0 lets the kernel choose.
  public init(
    plain: UInt16, secure: UInt16, in host: Host, security: Channel.Security, on loop: Loop, recorder: Recorder?,
    configuration: Configuration
  ) throws(SystemError) {
    let wallClock = configuration.wallClock
    let http = try HTTPService(
      port: plain, in: host, by: .edge, on: loop, recorder: recorder, limits: configuration.limits, wallClock: wallClock
    )
    let https = try HTTPService(
      port: secure, in: host, by: .edge, on: loop, recorder: recorder, security: security, limits: configuration.limits,
      wallClock: wallClock)
    self.plain = http.local
    self.secure = https.local
    self.configuration = configuration
    self.recorder = recorder
    services = [http, https]
    upstream = HTTPClient(in: host, by: .edge, on: loop, recorder: recorder)
    for service in services {
      service.onRequest = { [unowned self] in answer($0) }
      service.onAnswer = { [unowned self] request, response, connection in
        onExchange?(
          Log(
            client: connection.client, method: request?.method ?? "-", target: request?.target ?? "-",
            status: response.status, length: response.body.count))
      }
    }
  }

  /// Closes the connections to the app server, those kept for later too.
  public func hangUpUpstream() { upstream.abort() }

  /// Closes every connection, and the listeners.
  public func stop() {
    for service in services { service.stop() }
    upstream.abort()
  }

  private func answer(_ exchange: HTTPService.Exchange) {
    if exchange.request.method == "CONNECT" {
      return send(.problem(501, detail: "this is no proxy: it opens no tunnels"), to: exchange, cause: exchange.entry)
    }
    if let objection = Rule.objection(toTarget: exchange.request.target, isSecure: exchange.isSecure) {
      return send(objection, to: exchange, cause: exchange.entry)
    }
    let path = Rule.path(ofTarget: exchange.request.target)
    var tried: [RoutingEvent.Rule] = []
    for rule in Rule.all {
      let matched = rule.matches(path)
      tried.append(RoutingEvent.Rule(pattern: rule.pattern, action: rule.action, matched: matched))
      guard matched else { continue }
      let entry = recorder?.record(.routing(.matched(tried)), by: .edge, cause: exchange.entry)
      switch rule.action {
      case .file: return send(file(path, for: exchange.request, cause: entry), to: exchange, cause: entry)
      case .forward: return forward(exchange, cause: entry)
      }
    }
  }

  private func file(_ path: String, for request: HTTP.Request, cause: Int?) -> HTTP.Response {
    guard let file = Site.file(path) else { return .problem(404, detail: "no file of the site has this path") }
    recorder?.record(
      .routing(.file(path: file.path, size: file.bytes.count, type: file.type)), by: .edge, cause: cause)
    return StaticFile(file).response(to: request)
  }

  private func forward(_ exchange: HTTPService.Exchange, cause: Int?) {
    guard let endpoint = configuration.upstream else {
      return fail(.absent, exchange, cause)
    }
    guard
      let forwarded = Forwarding(
        exchange.request, to: endpoint, from: exchange.connection.client.address, isSecure: exchange.isSecure)
    else { return send(Forwarding.lastAnswer(to: exchange.request), to: exchange, cause: cause) }
    upstream.ask(
      HTTPClient.Origin(isSecure: false, host: endpoint.address, port: endpoint.port),
      on: HTTPClient.Terms(
        security: nil, connectionsPerOrigin: Self.mostUpstream, turnMilliseconds: configuration.upstreamMilliseconds,
        milliseconds: configuration.upstreamMilliseconds),
      cause: cause,
      find: { $0(.success(endpoint)) },
      form: { [recorder] connection, _ in
        recorder?.record(.routing(.forwarded(connection, added: forwarded.added)), by: .edge, cause: cause)
        return (forwarded.request, cause)
      },
      then: { [weak self] outcome in
        guard let self else { return }
        switch outcome {
        case .success(let answer):
          send(Forwarding.response(answer.response), to: exchange, cause: answer.entry ?? cause)
        case .failure(let failure): fail(RoutingEvent.Failure(failure), exchange, cause)
        }
      })
  }

  private func fail(_ failure: RoutingEvent.Failure, _ exchange: HTTPService.Exchange, _ cause: Int?) {
    recorder?.record(.routing(.upstreamFailed(status: failure.status, failure)), by: .edge, cause: cause)
    send(.problem(failure.status, detail: failure.description), to: exchange, cause: cause)
  }

  private func send(_ response: HTTP.Response, to exchange: HTTPService.Exchange, cause: Int?) {
    var response = response
    response.fields.add("Server", "roundtrip-edge")
    if configuration.compresses { Compression.apply(to: &response, for: exchange.request) }
    Precondition.apply(to: &response, for: exchange.request)
    exchange.respond(response, cause: cause)
  }
}
