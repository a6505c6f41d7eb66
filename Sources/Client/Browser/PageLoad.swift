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
      let request = Fetch.Request(
        method: visit.method, url: address.url, fields: visit.fields, body: visit.body, reason: .typed,
        cause: address.entry)
      fetch(request) { [weak self] outcome in
        guard let self else { return }
        switch outcome {
        case .failure(let fault): done(fault)
        case .success((let answer, let url)): take(answer, of: url)
        }
      }
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

  /// Asks, and goes wherever redirects lead: `done` has the last answer, and whose it is.
  private func fetch(_ request: Fetch.Request, then done: @escaping (Result<(Fetch.Answer, URL), Fault>) -> Void) {
    Fetch(request, in: browser) { [weak self] outcome in
      guard let self else { return }
      switch outcome {
      case .failure(let fault): done(.failure(fault))
      case .success(let answer):
        guard [301, 302, 303, 307, 308].contains(answer.response.status),
          let location = answer.response.fields["Location"]
        else { return done(.success((answer, request.url))) }
        switch follow(location, answer, request) {
        case .failure(let fault): done(.failure(fault))
        case .success(let next): fetch(next, then: done)
        }
      }
    }.start()
  }

  private func follow(
    _ location: String, _ answer: Fetch.Answer, _ request: Fetch.Request
  ) -> Result<Fetch.Request, Fault> {
    guard request.redirects < Self.mostRedirects else {
      return .failure(
        Fault(.loop, "more than \(Self.mostRedirects) redirects, the last to \(location)"))
    }
    let status = answer.response.status
    browser.record(.visit(.redirected(exchange: answer.exchange, status: status, to: location)))
    return parse(location, base: request.url).map {
      request.redirected(to: $0.url, status: status, cause: $0.entry)
    }
  }

  private func take(_ answer: Fetch.Answer, of url: URL) {
    let type = answer.response.fields["Content-Type"] ?? ""
    document = browser.record(
      .rendering(
        .content(exchange: answer.exchange, url: url.href, kind: .document, type: type, answer.content)),
      cause: answer.entry)
    if type.asciiLowercased.hasPrefix("text/html") { load(answer.content, of: url) }
    if requested.isEmpty { endIfLoaded(url) }
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
      let request = Fetch.Request(
        url: target.url, page: url, kind: resource.kind, reason: resource.reason, cause: target.entry)
      fetch(request) { [weak self] outcome in
        guard let self else { return }
        // A part that fails leaves the page standing without it; the facts of its failure are in the trace.
        if case .success((let answer, _)) = outcome { take(answer, of: resource, target.url) }
        open -= 1
        endIfLoaded(url)
      }
    }
  }

  /// `url` is the address that the page asked for, whoever answered in the end: by that the page knows it.
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
