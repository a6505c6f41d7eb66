extension URL: CustomStringConvertible {
  public var description: String { href }

  /// The URL serializer (URL Standard, section 4.5).
  public var href: String { serialized(withFragment: true) }

  func serialized(withFragment: Bool) -> String {
    // 1.
    var output = scheme + ":"
    // 2.
    if let host {
      output += "//"
      if includesCredentials {
        output += username
        if !password.isEmpty { output += ":" + password }
        output += "@"
      }
      output += host.description
      if let port { output += ":\(port)" }
    } else if case .segments(let segments) = path, segments.count > 1, segments.first == "" {
      // 3. Without "/." the path's "//" would read as the start of a host.
      output += "/."
    }
    // 4. to 7.
    output += pathname
    if let query { output += "?" + query }
    if withFragment, let fragment { output += "#" + fragment }
    return output
  }

  /// What a request line carries: the path and the query, nothing else (RFC 9112 section 3.2.1, origin-form).
  public var requestTarget: String { (pathname.isEmpty ? "/" : pathname) + (query.map { "?" + $0 } ?? "") }

  /// Who may read what: the same scheme, host and port are the same origin (HTML Standard, "origin").
  public enum Origin: Sendable, Hashable, CustomStringConvertible {
    /// Same as nothing, not even itself.
    case opaque
    case tuple(scheme: String, host: Host, port: UInt16?)

    public var description: String {
      switch self {
      case .opaque: "null"
      case .tuple(let scheme, let host, let port): "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
      }
    }
  }

  /// The URL's origin (URL Standard, section 4.7).
  public var origin: Origin {
    switch scheme {
    case "ftp", "http", "https", "ws", "wss":
      return host.map { .tuple(scheme: scheme, host: $0, port: port) } ?? .opaque
    case "blob":
      guard let inner = try? URL(parsing: pathname), inner.scheme == "http" || inner.scheme == "https" else {
        return .opaque
      }
      return inner.origin
    default: return .opaque
    }
  }
}
