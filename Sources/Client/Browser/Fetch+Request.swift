import Tracing
import Wire

extension Fetch {
  /// What to ask for, and on whose behalf (Fetch Standard, "request").
  struct Request {
    var method = "GET"
    var url: URL
    /// Fields that go in place of the browser's own.
    var fields: HTTP.Fields = [:]
    var body: [UInt8] = []
    /// The page that needs it; nil where it is a person who does.
    var page: URL?
    /// What it is needed as.
    var kind = RenderingEvent.Kind.document
    var reason: VisitEvent.Reason
    /// Where the address was taken apart, in the trace.
    var cause: Int?
    /// How often it was sent elsewhere so far.
    var redirects = 0
  }
}

extension Fetch.Request {
  /// What it becomes where an answer with that status sends it on (Fetch Standard, HTTP-redirect fetch): a POST becomes a
  /// GET after 301 and 302, everything but GET and HEAD after 303, nothing changes after 307 and 308.
  func redirected(to next: URL, status: Int, cause: Int) -> Fetch.Request {
    var request = self
    request.cause = cause
    request.reason = .redirect
    request.redirects += 1
    request.url = next
    if next.fragment == nil { request.url.set(hash: url.hash) }
    if [301, 302].contains(status) && method == "POST" || status == 303 && method != "GET" && method != "HEAD" {
      request.method = "GET"
      request.body = []
      for name in ["Content-Type", "Content-Encoding", "Content-Language", "Content-Length"] {
        request.fields.remove(name)
      }
    }
    // What was meant for one origin is not for another (step 13).
    if next.origin != url.origin { for name in ["Authorization", "Cookie", "Host"] { request.fields.remove(name) } }
    return request
  }

  /// Where the browser comes from, as far as it is anybody's business: within an origin the whole address but for
  /// credentials and fragment, across origins the origin alone, and nothing where it would leave TLS (Referrer Policy,
  /// "strict-origin-when-cross-origin", a browser's policy where a page names none).
  var referrer: String? {
    guard var page else { return nil }
    guard page.origin == url.origin else {
      return page.scheme == "https" && url.scheme != "https" ? nil : page.origin.description + "/"
    }
    page.set(username: "")
    page.set(password: "")
    page.set(hash: "")
    return page.href
  }

  /// What the browser can use, the best first.
  var accept: String {
    switch kind {
    case .document: "text/html,application/xhtml+xml,*/*;q=0.8"
    case .stylesheet: "text/css,*/*;q=0.1"
    case .script: "*/*"
    case .image: "image/png,image/*;q=0.8,*/*;q=0.5"
    }
  }
}
