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

  let url: URL
  private let method: String
  private let fields: HTTP.Fields
  private let body: [UInt8]
  private let referrer: URL?
  private let reason: VisitEvent.Reason
  private unowned let browser: Browser
  private let done: (Result<Answer, Fault>) -> Void
  private var timer: Loop.Timer?
  private var exchange = 0
  private var isOver = false

  init(
    _ method: String, _ url: URL, fields: HTTP.Fields, body: [UInt8], referrer: URL?, reason: VisitEvent.Reason,
    in browser: Browser, then done: @escaping (Result<Answer, Fault>) -> Void
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.referrer = referrer
    self.reason = reason
    self.browser = browser
    self.done = done
  }

  func start() {
    exchange = browser.recorder.nextExchange()
    browser.record(.visit(.exchange(exchange, url: url.href, reason: reason)))
    guard let host = url.host?.description, !host.isEmpty, let port = url.effectivePort,
      url.scheme == "http" || url.scheme == "https"
    else {
      return finish(
        .failure(Fault(.unsupported, "expected an http or https address with a host, found \(url.href)", bytes: 0..<0)))
    }
    let configuration = browser.configuration
    let isSecure = url.scheme == "https"
    let origin = Pool.Origin(isSecure: isSecure, host: host, port: port)
    browser.pool.take(
      origin, most: configuration.connectionsPerHost, patience: configuration.patienceMilliseconds,
      security: isSecure
        ? Channel.Security(
          .client(serverName: host), context: configuration.security, versions: configuration.versions) : nil,
      resolve: { [unowned browser, url] found in
        browser.resolution.find(url.host) { outcome in
          found(
            outcome.flatMap { address in
              guard configuration.allows(address) else { return .failure(Self.outside(address)) }
              return .success(
                Endpoint(address: address, port: configuration.ports[port] ?? configuration.closedPort ?? port))
            })
        }
      }
    ) { [self] outcome in
      switch outcome {
      case .failure(let fault): finish(.failure(fault))
      case .success(let channel): send(on: channel, origin)
      }
    }
  }

  private static func outside(_ address: String) -> Fault {
    Fault(.forbidden, "\(address) is outside of this machine, and lessons send nothing out", bytes: 0..<0)
  }

  private func send(on channel: HTTPChannel, _ origin: Pool.Origin) {
    let browser = browser
    let assigned = browser.record(
      .visit(.assigned(exchange: exchange, channel.channel.connection, index: channel.index)))
    let request = form()
    timer = browser.loop.after(milliseconds: browser.configuration.patienceMilliseconds) { [weak channel] in
      channel?.channel.abort(Fault(.unavailable, "no answer came in time", bytes: 0..<0))
    }
    var answer: (response: HTTP.Response, entry: Int?)?
    channel.onEvent = { [self, unowned channel] event in
      switch event {
      case .opened, .head, .request: break
      case .response(let response, let isInterim, let entry): if !isInterim { answer = (response, entry) }
      case .refused(let fault, _): finish(.failure(fault))
      case .done:
        browser.pool.giveBack(channel, to: origin)
        if let answer { take(answer.response, entry: answer.entry) }
      case .closed(let fault):
        browser.pool.giveBack(channel, to: origin)
        finish(
          .failure(
            fault ?? Fault(.truncated, "the server closed the connection before its answer was whole", bytes: 0..<0)))
      }
    }
    do throws(Misuse) { try channel.send(request, cause: assigned) } catch {
      browser.pool.giveBack(channel, to: origin)
      finish(.failure(Fault(.unavailable, error.description, bytes: 0..<0)))
    }
  }

  /// Request formation: the browser's own fields, the cookies that fit, and what the visit asks for in their place.
  private func form() -> HTTP.Request {
    var request = HTTP.Request(method: method, target: url.requestTarget, body: body)
    request.fields = [
      "Host": url.hostAndPort, "User-Agent": "Roundtrip/1.0", "Accept": Self.accept(reason), "Accept-Language": "en",
    ]
    if browser.configuration.acceptsGzip { request.fields.add("Accept-Encoding", "gzip") }
    if let referrer { request.fields.add("Referer", Self.referrer(referrer)) }
    let cookies = browser.jar.cookies(for: asker, now: now)
    if !cookies.isEmpty {
      browser.record(.cookie(.sent(cookies.map { "\($0.name)=\($0.value)" })))
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
      finish(.success(Answer(exchange: exchange, response: response, content: content, entry: entry)))
    } catch { finish(.failure(error)) }
  }

  private func finish(_ outcome: Result<Answer, Fault>) {
    guard !isOver else { return }
    isOver = true
    browser.loop.cancel(timer)
    done(outcome)
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
