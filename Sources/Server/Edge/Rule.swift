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
    // `*` itself, as in `OPTIONS *`, and targets that name another authority.
    Rule(pattern: "*", action: .forward),
  ]

  func matches(_ path: some StringProtocol) -> Bool {
    pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
  }

  /// The path of a request target, whatever form it has (RFC 9112 section 3.2): no query, no scheme, no authority.
  static func path(ofTarget target: String) -> String {
    url(ofTarget: target)?.pathname ?? String(target.prefix { $0 != "?" })
  }

  /// The URL that a target in absolute-form is.
  static func url(ofTarget target: String) -> URL? {
    target.hasPrefix("/") || target == "*" ? nil : try? URL(parsing: target)
  }
}
