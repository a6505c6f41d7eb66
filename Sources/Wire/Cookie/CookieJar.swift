/// A browser's cookies: what servers asked it to keep, and what each request shows of them (RFC 6265 section 5.3).
///
/// A pure value: it reads no clock and knows no URL. Not applicable: non-HTTP APIs, as nothing here is a script.
public struct CookieJar: Sendable, Hashable {
  /// In the order in which they were first set.
  public private(set) var cookies: [Cookie] = []
  public let limits: Limits

  /// What a jar holds at most; RFC 6265 section 6.1 asks for at least as much.
  public struct Limits: Sendable, Hashable {
    /// A cookie's name and value together, in bytes (RFC 6265bis section 5.6).
    public var cookie = 4_096
    public var cookiesPerDomain = 50
    public var cookies = 3_000
    public init() {}
  }

  /// Where a request goes, as far as cookies care.
  public struct Request: Sendable, Hashable {
    /// In lower case.
    public var host: String
    /// Without the query.
    public var path: String
    /// Whether it goes over TLS.
    public var isSecure: Bool
    /// Whether it was caused by a page of the same site, or by a person (RFC 6265bis section 5.2).
    public var isSameSite: Bool
    public init(host: String, path: String, isSecure: Bool, isSameSite: Bool = true) {
      self.host = host.asciiLowercased
      self.path = String(Substring(path.utf8.prefix { $0 != .questionMark }))
      self.isSecure = isSecure
      self.isSameSite = isSameSite
    }
  }

  /// What became of a Set-Cookie field.
  public enum Verdict: Sendable, Hashable {
    case stored(Cookie)
    /// It took one away, by a date in the past.
    case removed(Cookie)
    /// Why it was ignored, in one sentence.
    case refused(Fault)
  }

  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Takes a Set-Cookie field's value from the answer to `request`.
  @discardableResult
  public mutating func store(_ field: String, from request: Request, now: HTTP.Date) -> Verdict {
    let bytes = Array(field.utf8)
    let set: SetCookie
    switch SetCookie.dissect(bytes).value {
    case .success(let value): set = value
    case .failure(let fault): return .refused(fault)
    }
    do throws(Fault) {
      let cookie = try cookie(set, from: request, now: now, bytes: 0..<bytes.count)
      return keep(cookie, now: now)
    } catch {
      return .refused(error)
    }
  }

  /// The cookies that a request shows, in the order of its Cookie field: longer paths first, then older ones
  /// (section 5.4). What another site causes carries those alone that say SameSite=None (RFC 6265bis section 5.8.3; a
  /// cookie that says nothing counts as Lax). Not applicable: what Lax allows, a person's way from one site to another.
  public func cookies(for request: Request, now: HTTP.Date) -> [Cookie] {
    cookies.enumerated()
      .filter { _, cookie in
        (cookie.isHostOnly ? cookie.domain == request.host : Cookie.domain(cookie.domain, matches: request.host))
          && Cookie.path(cookie.path, matches: request.path) && (request.isSecure || !cookie.isSecure)
          && cookie.expires.map { $0 > now } ?? true && (request.isSameSite || cookie.sameSite == Cookie.SameSite.none)
      }
      .sorted { left, right in
        let (first, second) = (left.element.path.utf8.count, right.element.path.utf8.count)
        return first == second ? left.offset < right.offset : first > second
      }
      .map(\.element)
  }
}

extension CookieJar {
  private static let storageSpec = Spec("RFC 6265", "5.3")

  /// Steps 2 to 10 of section 5.3: what the field means, said by that host.
  private func cookie(
    _ set: SetCookie, from request: Request, now: HTTP.Date, bytes: Range<Int>
  ) throws(Fault) -> Cookie {
    func refused(_ message: String, _ spec: Spec = Self.storageSpec) -> Fault {
      Fault(.forbidden, message, bytes: bytes, spec: spec)
    }
    guard set.name.utf8.count + set.value.utf8.count <= limits.cookie else {
      throw Fault(.limit, "a cookie over \(limits.cookie) bytes", bytes: bytes, spec: Spec("RFC 6265", "6.1"))
    }
    var cookie = Cookie(
      name: set.name, value: set.value, domain: request.host, isHostOnly: true,
      path: Cookie.defaultPath(of: request.path), expires: nil, isSecure: false, isHTTPOnly: false, sameSite: nil)
    var domain: String?
    var maxAge: HTTP.Date?
    var path: String?
    for attribute in set.attributes {  // The last of each kind counts.
      switch attribute {
      case .expires(let date): cookie.expires = date
      case .maxAge(let age): maxAge = age > 0 ? now.adding(seconds: age) : .distantPast
      case .domain(let value): domain = value
      case .path(let value): path = value
      case .secure: cookie.isSecure = true
      case .httpOnly: cookie.isHTTPOnly = true
      case .sameSite(let policy): cookie.sameSite = policy
      }
    }
    if let maxAge { cookie.expires = maxAge }
    if let path { cookie.path = path }
    if let domain, !domain.isEmpty {
      let isPublicSuffix = !domain.contains(".")
      guard !isPublicSuffix || domain == request.host else {
        throw refused("\(domain) is a public suffix: a cookie for it would go to everybody's sites below it")
      }
      guard Cookie.domain(domain, matches: request.host) else {
        throw refused("\(request.host) may not set cookies for \(domain)")
      }
      cookie.domain = domain
      // A public suffix that is itself a host has cookies for itself alone.
      cookie.isHostOnly = isPublicSuffix
    }
    let bis = Spec("RFC 6265bis", "5.7")
    guard request.isSecure || !cookie.isSecure else { throw refused("Secure, but it came without TLS", bis) }
    guard request.isSameSite || cookie.sameSite == Cookie.SameSite.none else {
      throw refused("another site's page asked, and the cookie is not SameSite=None", bis)
    }
    // What came in the clear must not take the place of what only TLS may set ("leave secure cookies alone").
    let shadowed =
      !request.isSecure
      && cookies.contains { known in
        known.isSecure && known.hasName(of: cookie) && Cookie.path(known.path, matches: cookie.path)
          && (Cookie.domain(known.domain, matches: cookie.domain)
            || Cookie.domain(cookie.domain, matches: known.domain))
      }
    guard !shadowed else { throw refused("a Secure cookie of that name stands, and this one came without TLS", bis) }
    return cookie
  }

  /// Steps 11 and 12, and making room: the expired first, then the oldest.
  private mutating func keep(_ cookie: Cookie, now: HTTP.Date) -> Verdict {
    let isGone = cookie.expires.map { $0 <= now } ?? false
    if let index = cookies.firstIndex(where: cookie.isSame) {
      if isGone { return .removed(cookies.remove(at: index)) }
      cookies[index] = cookie
      return .stored(cookie)
    }
    guard !isGone else { return .removed(cookie) }
    if cookies.count(where: { $0.domain == cookie.domain }) >= limits.cookiesPerDomain
      || cookies.count >= limits.cookies
    {
      cookies.removeAll { $0.expires.map { $0 <= now } ?? false }
    }
    if cookies.count(where: { $0.domain == cookie.domain }) >= limits.cookiesPerDomain,
      let oldest = cookies.firstIndex(where: { $0.domain == cookie.domain })
    {
      cookies.remove(at: oldest)
    } else if cookies.count >= limits.cookies {
      cookies.removeFirst()
    }
    cookies.append(cookie)
    return .stored(cookie)
  }
}
