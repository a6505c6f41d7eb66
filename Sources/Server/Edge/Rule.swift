import Tracing
import Wire

/// One line of the edge's configuration: which paths it takes, and what becomes of them. The first that fits wins.
struct Rule: Sendable, Hashable {
  /// A path, or with `*` at its end the beginning of one.
  var pattern: String
  var action: RoutingEvent.Action

  static let all = [
    Rule(pattern: "/static/*", action: .file),
    Rule(pattern: "/favicon.ico", action: .file),
    Rule(pattern: "/about.html", action: .file),
    Rule(pattern: "/*", action: .forward),
    // `*` itself, as in `OPTIONS *`.
    Rule(pattern: "*", action: .forward),
  ]

  func matches(_ path: some StringProtocol) -> Bool {
    pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
  }

  /// The path of a request target, whatever form it has (RFC 9112 section 3.2): no query, no scheme, no authority.
  static func path(ofTarget target: String) -> String {
    url(ofTarget: target)?.pathname ?? String(target.prefix { $0 != "?" })
  }

  /// What a client gets whose target can't be meant for this server: no URL at all, another scheme, or https where
  /// nobody could know who answers (RFC 9110 section 7.4).
  static func objection(toTarget target: String, isSecure: Bool) -> HTTP.Response? {
    if target.hasPrefix("/") || target == "*" { return nil }
    guard let url = url(ofTarget: target) else {
      return .problem(400, detail: "the target is neither a path nor a URL that can be read")
    }
    if url.scheme == "http" || isSecure && url.scheme == "https" { return nil }
    return .problem(421, detail: "nothing of \(url.scheme):// can be asked for on this connection")
  }

  /// The URL that a target in absolute-form is.
  static func url(ofTarget target: String) -> URL? {
    target.hasPrefix("/") || target == "*" ? nil : try? URL(parsing: target)
  }
}
