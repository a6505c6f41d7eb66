/// A note that a server asks a browser to keep and to show again (RFC 6265): one entry of a ``CookieJar``.
public struct Cookie: Sendable, Hashable {
  public var name: String
  public var value: String
  /// The host that set it, or the wider domain that it was set for; in lower case.
  public var domain: String
  /// Whether only the very host that set it gets it back, and no subdomain.
  public var isHostOnly: Bool
  /// The paths that get it begin with this one.
  public var path: String
  /// When it goes; nil where it lives as long as the browser's session.
  public var expires: HTTP.Date?
  /// Sent over TLS only.
  public var isSecure: Bool
  /// Kept from scripts.
  public var isHTTPOnly: Bool
  public var sameSite: SameSite?

  /// Whether requests that other sites cause carry it (RFC 6265bis section 5.6.7).
  public enum SameSite: String, Sendable, Hashable, CaseIterable {
    case strict = "Strict"
    case lax = "Lax"
    case none = "None"
  }
}

/// Matching (RFC 6265 sections 5.1.3 and 5.1.4), byte by byte: to `==` of two texts, `é` is the same as `e` and an accent.
extension Cookie {
  /// Whether a request to `host` may see what was set for `domain`: the same, or a name below it.
  public static func domain(_ domain: String, matches host: String) -> Bool {
    guard host.utf8.reversed().starts(with: domain.utf8.reversed()) else { return false }
    let below = host.utf8.dropLast(domain.utf8.count)
    return below.isEmpty || (below.last == UInt8(ascii: ".") && !isAddress(host))
  }

  /// Whether a request for `path` may see what was set for `cookiePath`: the same, or one below it.
  public static func path(_ cookiePath: String, matches path: String) -> Bool {
    guard path.utf8.starts(with: cookiePath.utf8) else { return false }
    let below = path.utf8.dropFirst(cookiePath.utf8.count)
    return below.isEmpty || below.first == .solidus || cookiePath.utf8.last == .solidus
  }

  /// Whether a jar, which may hold one of each name, domain and path, takes both for the same.
  func isSame(as other: Cookie) -> Bool {
    hasName(of: other) && domain == other.domain && isHostOnly == other.isHostOnly
      && Verbatim(path) == Verbatim(other.path)
  }

  func hasName(of other: Cookie) -> Bool { Verbatim(name) == Verbatim(other.name) }

  /// The path of a cookie that names none: the request's, up to its last slash.
  public static func defaultPath(of path: String) -> String {
    let bytes = Array(path.utf8.prefix { $0 != UInt8(ascii: "?") })
    guard bytes.first == UInt8(ascii: "/"), let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else {
      return "/"
    }
    return String(decoding: bytes[..<slash], as: UTF8.self)
  }

  /// An IP address, to which no domain's cookie is sent.
  private static func isAddress(_ host: String) -> Bool {
    host.contains(":") || host.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
  }
}
