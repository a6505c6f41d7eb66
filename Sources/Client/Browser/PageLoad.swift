import Net
import Tracing
import Wire

/// One visit under way: the document, wherever redirects lead, and then everything it asks for.
final class PageLoad {
  /// Fetch's own limit (Fetch Standard, HTTP-redirect fetch, step 4).
  private static let mostRedirects = 20
  private static let mostResources = 200

  private let visit: Browser.Visit
  private unowned let browser: Browser
  private let done: (Fault?) -> Void
  private var redirects = 0
  /// Exchanges that have not ended yet.
  private var open = 0
  private var requested: Set<String> = []
  /// Where the document's content stands in the trace: what the page needs follows from it.
  private var document: Int?

  init(_ visit: Browser.Visit, in browser: Browser, then done: @escaping (Fault?) -> Void) {
    self.visit = visit
    self.browser = browser
    self.done = done
  }

  func start() {
    switch parse(visit.address, base: nil) {
    case .failure(let fault): done(fault)
    case .success(let address):
      fetch(visit.method, address, fields: visit.fields, body: visit.body, referrer: nil, reason: .typed)
    }
  }

  /// An address that was taken apart, and where that stands in the trace.
  private struct Address {
    var url: URL
    var entry: Int
  }

  private func parse(_ address: String, base: URL?) -> Result<Address, Fault> {
    do throws(Fault) {
      let url = try URL(parsing: address, base: base)
      let entry = browser.record(.url(.parsed(input: address, base: base?.href, href: url.href)))
      return .success(Address(url: url, entry: entry))
    } catch {
      browser.record(.url(.refused(input: address, base: base?.href, error)))
      return .failure(error)
    }
  }

  private func fetch(
    _ method: String, _ address: Address, fields: HTTP.Fields, body: [UInt8], referrer: URL?, reason: VisitEvent.Reason
  ) {
    Fetch(
      method, address.url, fields: fields, body: body, referrer: referrer, reason: reason, cause: address.entry,
      in: browser,
      then: { [weak self] outcome in
        guard let self else { return }
        switch outcome {
        case .failure(let fault): done(fault)
        case .success(let answer): take(answer, method, address.url, fields, body)
        }
      }
    ).start()
  }

  private func take(_ answer: Fetch.Answer, _ method: String, _ url: URL, _ fields: HTTP.Fields, _ body: [UInt8]) {
    let status = answer.response.status
    if [301, 302, 303, 307, 308].contains(status), let location = answer.response.fields["Location"] {
      return follow(location, from: url, status, answer.exchange, method, fields, body)
    }
    let type = answer.response.fields["Content-Type"] ?? ""
    document = browser.record(
      .rendering(
        .content(exchange: answer.exchange, url: url.href, kind: .document, type: type, answer.content)),
      cause: answer.entry)
    if type.asciiLowercased.hasPrefix("text/html") { load(answer.content, of: url) }
    if requested.isEmpty { endIfLoaded(url) }
  }

  /// Where a redirect leads (Fetch Standard, HTTP-redirect fetch): a POST becomes a GET after 301 and 302, everything
  /// but GET and HEAD after 303, nothing changes after 307 and 308.
  private func follow(
    _ location: String, from url: URL, _ status: Int, _ exchange: Int, _ method: String, _ fields: HTTP.Fields,
    _ body: [UInt8]
  ) {
    redirects += 1
    guard redirects <= Self.mostRedirects else {
      return done(Fault(.loop, "more than \(Self.mostRedirects) redirects, the last to \(location)"))
    }
    browser.record(.visit(.redirected(exchange: exchange, status: status, to: location)))
    switch parse(location, base: url) {
    case .failure(let fault): done(fault)
    case .success(var next):
      if next.url.fragment == nil { next.url.set(hash: url.hash) }
      let becomesGET =
        [301, 302].contains(status) && method == "POST" || status == 303 && method != "GET" && method != "HEAD"
      var kept = fields
      if becomesGET {
        for name in ["Content-Type", "Content-Encoding", "Content-Language", "Content-Length"] { kept.remove(name) }
      }
      // What was meant for one origin is not for another (Fetch Standard, HTTP-redirect fetch, step 13).
      if next.url.origin != url.origin { for name in ["Authorization", "Cookie", "Host"] { kept.remove(name) } }
      fetch(
        becomesGET ? "GET" : method, next, fields: kept, body: becomesGET ? [] : body, referrer: nil, reason: .redirect)
    }
  }

  // MARK: What the page needs

  /// Finds what the document asks for, all of it before the first request leaves, as a browser's look-ahead does.
  private func load(_ content: [UInt8], of url: URL) {
    var found: [(Resource, Address)] = []
    let tree = HTML.parse(content)
    let base = tree.base(of: url)
    for resource in Resource.all(in: tree).prefix(Self.mostResources) {
      guard case .success(let target) = parse(resource.address, base: base), target.url.scheme.hasPrefix("http"),
        requested.insert(target.url.href).inserted
      else { continue }
      browser.record(
        .rendering(.discovered(url: target.url.href, kind: resource.kind, by: resource.element)), cause: document)
      found.append((resource, target))
    }
    open = found.count
    for (resource, target) in found {
      Fetch(
        "GET", target.url, fields: [:], body: [], referrer: url, reason: resource.reason, cause: target.entry,
        in: browser,
        then: { [weak self] outcome in
          guard let self else { return }
          // A part that fails leaves the page standing without it; the facts of its failure are in the trace.
          if case .success(let answer) = outcome { take(answer, of: resource, target.url) }
          open -= 1
          endIfLoaded(url)
        }
      ).start()
    }
  }

  private func take(_ answer: Fetch.Answer, of resource: Resource, _ url: URL) {
    guard answer.response.status == 200 else { return }
    browser.record(
      .rendering(
        .content(
          exchange: answer.exchange, url: url.href, kind: resource.kind,
          type: answer.response.fields["Content-Type"] ?? "", answer.content)),
      cause: answer.entry)
    // An image that can't be read leaves an empty frame; its bytes are in the trace, to be looked at.
    if resource.kind == .image, let image = try? Self.pixels(answer.content) {
      browser.record(
        .rendering(.decoded(url: url.href, width: image.width, height: image.height, pixels: image.rgb)),
        cause: answer.entry)
    }
  }

  private static func pixels(_ bytes: [UInt8]) throws(Fault) -> PNG.Pixels {
    let image = try PNG.dissect(bytes).value.get()
    return try image.pixels(
      inflated: try Gzip.decompress(image.compressed, as: .zlib, limit: image.header.inflatedSize))
  }

  private func endIfLoaded(_ url: URL) {
    guard open == 0 else { return }
    browser.record(.rendering(.loaded(url: url.href)), cause: document)
    done(nil)
  }
}
