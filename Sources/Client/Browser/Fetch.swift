import Net
import Tracing
import Wire

/// One exchange: a request formed, sent on some connection, and its response read.
final class Fetch {
  struct Answer {
    var exchange: Int
    var response: HTTP.Response
    /// The body with its content codings undone.
    var content: [UInt8]
    /// Where the response stands in the trace.
    var entry: Int?
  }

  /// How long a part of the page waits for those before it.
  private static let turnMilliseconds = 60_000

  let url: URL
  private let method: String
  private let fields: HTTP.Fields
  private let body: [UInt8]
  private let referrer: URL?
  private let reason: VisitEvent.Reason
  /// Where the address was taken apart, in the trace.
  private let cause: Int?
  private unowned let browser: Browser
  private let done: (Result<Answer, Fault>) -> Void
  private var exchange = 0

  init(
    _ method: String, _ url: URL, fields: HTTP.Fields, body: [UInt8], referrer: URL?, reason: VisitEvent.Reason,
    cause: Int?, in browser: Browser, then done: @escaping (Result<Answer, Fault>) -> Void
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.referrer = referrer
    self.reason = reason
    self.cause = cause
    self.browser = browser
    self.done = done
  }

  func start() {
    exchange = browser.recorder.nextExchange()
    let begun = browser.record(.visit(.exchange(exchange, url: url.href, reason: reason)), cause: cause)
    guard let host = url.host?.description, !host.isEmpty, let port = url.effectivePort,
      url.scheme == "http" || url.scheme == "https"
    else {
      return done(
        .failure(Fault(.unsupported, "expected an http or https address with a host, found \(url.href)")))
    }
    let configuration = browser.configuration
    let isSecure = url.scheme == "https"
    browser.client.ask(
      HTTPClient.Origin(isSecure: isSecure, host: host, port: port),
      on: HTTPClient.Terms(
        security: isSecure
          ? Channel.Security(
            .client(serverName: host), context: configuration.security, versions: configuration.versions) : nil,
        connectionsPerOrigin: configuration.connectionsPerHost, turnMilliseconds: Self.turnMilliseconds,
        milliseconds: configuration.patienceMilliseconds),
      cause: begun,
      find: { [unowned browser, url] found in
        browser.resolution.find(url.host, cause: begun) { outcome in
          found(
            outcome.flatMap { address in
              guard configuration.allows(address) else { return .failure(Self.outside(address)) }
              return .success(
                Endpoint(address: address, port: configuration.ports[port] ?? configuration.closedPort ?? port))
            })
        }
      },
      form: { [self] connection, index in
        let assigned = browser.record(
          .visit(.assigned(exchange: exchange, connection, index: index)), cause: begun)
        return (form(cause: assigned), assigned)
      },
      then: { [self] outcome in
        switch outcome {
        case .success(let answer): take(answer.response, entry: answer.entry)
        case .failure(let failure): done(.failure(Fault(failure)))
        }
      })
  }

  private static func outside(_ address: String) -> Fault {
    Fault(.forbidden, "\(address) is outside of this machine, and lessons send nothing out")
  }

  /// Request formation: the browser's own fields, the cookies that fit, and what the visit asks for in their place.
  private func form(cause: Int) -> HTTP.Request {
    var request = HTTP.Request(method: method, target: url.requestTarget, body: body)
    request.fields = [
      "Host": url.hostAndPort, "User-Agent": "Roundtrip/1.0", "Accept": Self.accept(reason), "Accept-Language": "en",
    ]
    if browser.configuration.acceptsGzip { request.fields.add("Accept-Encoding", "gzip") }
    if let referrer { request.fields.add("Referer", Self.referrer(referrer)) }
    let cookies = browser.jar.cookies(for: asker, now: now)
    if !cookies.isEmpty {
      browser.record(.cookie(.sent(cookies.map { "\($0.name)=\($0.value)" })), cause: cause)
      request.fields.add("Cookie", Cookie.field(cookies))
    }
    for line in fields.lines { request.fields.set(line.name, line.value) }
    return request
  }

  private var asker: CookieJar.Request {
    CookieJar.Request(host: url.hostname, path: url.pathname, isSecure: url.scheme == "https")
  }

  private var now: HTTP.Date { HTTP.Date(seconds: browser.configuration.wallClock()) }

  /// Where the browser comes from, without what is nobody's business (Referrer Policy, "strip url for use as a referrer").
  private static func referrer(_ url: URL) -> String {
    var url = url
    url.set(username: "")
    url.set(password: "")
    url.set(hash: "")
    return url.href
  }

  private static func accept(_ reason: VisitEvent.Reason) -> String {
    switch reason {
    case .typed, .redirect: "text/html,application/xhtml+xml,*/*;q=0.8"
    case .stylesheet: "text/css,*/*;q=0.1"
    case .script: "*/*"
    case .image: "image/png,image/*;q=0.8,*/*;q=0.5"
    }
  }

  private func take(_ response: HTTP.Response, entry: Int?) {
    for line in response.fields.values("Set-Cookie") {
      browser.record(.cookie(CookieEvent(browser.jar.store(line, from: asker, now: now), line)), cause: entry)
    }
    do throws(Fault) {
      let content = try ContentCoding.undo(response)
      done(.success(Answer(exchange: exchange, response: response, content: content, entry: entry)))
    } catch { done(.failure(error)) }
  }
}

extension Fault {
  /// What kept an answer from coming, as the browser tells it.
  fileprivate init(_ failure: HTTPClient.Failure) {
    switch failure {
    case .unreachable(let fault), .unreadable(let fault), .closed(let fault?): self = fault
    case .late(let milliseconds):
      self.init(.unavailable, "no answer came within \(milliseconds) ms")
    case .closed(nil):
      self.init(.truncated, "the server closed the connection before its answer was whole")
    }
  }
}

extension CookieEvent {
  /// The jar's verdict on a Set-Cookie field, as a fact.
  fileprivate init(_ verdict: CookieJar.Verdict, _ field: String) {
    switch verdict {
    case .stored(let cookie): self = .stored(cookie)
    case .removed(let cookie): self = .removed(cookie)
    case .refused(let fault): self = .refused(field, fault)
    }
  }
}
