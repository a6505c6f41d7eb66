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

  private let request: Request
  private unowned let browser: Browser
  private let done: (Result<Answer, Fault>) -> Void
  private var exchange = 0
  private var url: URL { request.url }

  init(_ request: Request, in browser: Browser, then done: @escaping (Result<Answer, Fault>) -> Void) {
    self.request = request
    self.browser = browser
    self.done = done
  }

  func start() {
    exchange = browser.recorder.nextExchange()
    let begun = browser.record(
      .visit(.exchange(exchange, url: url.href, reason: request.reason)), cause: request.cause)
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
            .client(serverName: host), versions: configuration.versions, tickets: configuration.tickets,
            context: configuration.security) : nil,
        connectionsPerOrigin: configuration.connectionsPerHost, turnMilliseconds: Self.turnMilliseconds,
        milliseconds: configuration.patienceMilliseconds),
      cause: begun,
      find: { [unowned browser, url = url] found in
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
    var formed = HTTP.Request(method: request.method, target: url.requestTarget, body: request.body)
    formed.fields = [
      "Host": url.hostAndPort, "User-Agent": "Roundtrip/1.0", "Accept": request.accept, "Accept-Language": "en",
    ]
    if browser.configuration.acceptsGzip { formed.fields.add("Accept-Encoding", "gzip") }
    if let referrer = request.referrer { formed.fields.add("Referer", referrer) }
    let cookies = browser.jar.cookies(for: asker, now: now)
    if !cookies.isEmpty {
      browser.record(.cookie(.sent(cookies.map { "\($0.name)=\($0.value)" })), cause: cause)
      formed.fields.add("Cookie", Cookie.field(cookies))
    }
    // In place of the browser's own; a field that the visit has twice is sent twice, in its order.
    var seen: Set<String> = []
    for line in request.fields.lines {
      if seen.insert(line.name.asciiLowercased).inserted {
        formed.fields.set(line.name, line.value)
      } else {
        formed.fields.add(line.name, line.value)
      }
    }
    return formed
  }

  private var asker: CookieJar.Request {
    CookieJar.Request(
      host: url.hostname, path: url.pathname, isSecure: url.scheme == "https",
      // Without a page that asks it is a person who goes there (RFC 6265bis section 5.2).
      isSameSite: request.page?.isSameSite(as: url) ?? true)
  }

  private var now: HTTP.Date { HTTP.Date(seconds: browser.configuration.wallClock()) }

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
