import Tracing
import Wire

/// One request on its way, and its answer.
///
/// A connection that was kept alive may have been closed at its other end just now: then the request goes out once more
/// on a fresh one, if it may be done twice (RFC 9110 section 9.2.2).
final class HTTPExchange {
  private let origin: HTTPClient.Origin
  private let terms: HTTPClient.Terms
  private let cause: Int?
  private let find: HTTPClient.Finder
  private let form: HTTPClient.Former
  private unowned let client: HTTPClient
  private let done: (Result<HTTPClient.Answer, HTTPClient.Failure>) -> Void
  private var timer: Loop.Timer?
  /// What carries it now; the one before may still have something to say.
  private weak var carrier: HTTPChannel?
  private var isOver = false
  /// The connection carried an exchange before, and has not said a word of this one.
  private var isStale = false

  init(
    with origin: HTTPClient.Origin, on terms: HTTPClient.Terms, cause: Int?, find: @escaping HTTPClient.Finder,
    form: @escaping HTTPClient.Former, in client: HTTPClient,
    then done: @escaping (Result<HTTPClient.Answer, HTTPClient.Failure>) -> Void
  ) {
    self.origin = origin
    self.terms = terms
    self.cause = cause
    self.find = find
    self.form = form
    self.client = client
    self.done = done
  }

  func start(fresh: Bool = false) {
    client.take(origin, on: terms, fresh: fresh, cause: cause, find: find) { [self] outcome in
      switch outcome {
      case .success(let http): carry(on: http)
      case .failure(let failure): finish(.failure(failure))
      }
    }
  }

  private func carry(on http: HTTPChannel) {
    carrier = http
    isStale = http.index > 0
    let (request, cause) = form(http.channel.connection, http.index)
    let mayRepeat = HTTP.Method(request.method)?.isIdempotent == true
    timer = client.loop.after(milliseconds: terms.milliseconds) { [weak self, weak http] in
      guard let self else { return }
      finish(.failure(.late(milliseconds: terms.milliseconds)))
      http?.channel.abort()
    }
    var answer: HTTPClient.Answer?
    http.onEvent = { [self, unowned http] event in
      switch event {
      case .opened, .request: break
      case .head: isStale = false
      case .response(let response, let isInterim, let entry):
        isStale = false
        if !isInterim { answer = HTTPClient.Answer(response: response, entry: entry) }
      case .refused(let fault, _):
        isStale = isStale && fault.code == .truncated
        lose(.unreadable(fault), mayRepeat)
      case .done:
        client.giveBack(http, to: origin)
        if let answer { finish(.success(answer)) }
      case .closed(let fault):
        client.giveBack(http, to: origin)
        if carrier === http { lose(.closed(fault), mayRepeat) }
      }
    }
    do throws(Misuse) { try http.send(request, cause: cause) } catch {
      client.giveBack(http, to: origin)
      finish(.failure(.closed(Fault(.unavailable, error.description))))
    }
  }

  private func lose(_ failure: HTTPClient.Failure, _ mayRepeat: Bool) {
    guard isStale, mayRepeat, !isOver else { return finish(.failure(failure)) }
    carrier = nil
    client.loop.cancel(timer)
    start(fresh: true)
  }

  private func finish(_ outcome: Result<HTTPClient.Answer, HTTPClient.Failure>) {
    guard !isOver else { return }
    isOver = true
    client.loop.cancel(timer)
    done(outcome)
  }
}
