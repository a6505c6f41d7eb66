/// A URL, taken apart as the URL Standard does: <https://url.spec.whatwg.org/>.
///
///     https://ann:secret@www.shop.test:8443/products/7?page=2#reviews
///     |____|  |_| |____| |___________| |__||_________||_____||______|
///     scheme  user-  |       host      port   path     query  fragment
///             name password
///
/// The parts hold text that is already percent-encoded, and ASCII throughout: what goes on the wire.
public struct URL: Sendable, Hashable {
  /// In lower case, without the colon.
  public internal(set) var scheme = ""
  public internal(set) var username = ""
  public internal(set) var password = ""
  /// Nil where there is no authority: `mailto:`, `data:`, `urn:`.
  public internal(set) var host: Host?
  /// Nil where none is given or it is the scheme's own: see ``effectivePort``.
  public internal(set) var port: UInt16?
  public internal(set) var path = Path.segments([])
  /// Without the `?`; empty is not the same as nil.
  public internal(set) var query: String?
  /// Without the `#`. It never leaves the browser.
  public internal(set) var fragment: String?

  /// Where it leads within the host.
  public enum Path: Sendable, Hashable {
    /// `/a/b` is `["a", "b"]`, `/a/` is `["a", ""]`.
    case segments([String])
    /// Everything after `mailto:` and its like: text that has no segments.
    case opaque(String)
  }

  init() {}

  /// True of the six schemes whose URLs always have a host and treat `\` as `/` (URL Standard, "special scheme").
  public var isSpecial: Bool { URL.isSpecial(scheme) }

  /// The port to connect to: the given one, else the scheme's.
  public var effectivePort: UInt16? { port ?? URL.defaultPort(scheme) }

  /// True where a name or password would be sent to the server.
  public var includesCredentials: Bool { !username.isEmpty || !password.isEmpty }

  /// The query as a form would send it: name and value pairs, decoded, in order.
  public var parameters: [FormURLEncoded.Pair] { FormURLEncoded.parse((query ?? "").utf8) }

  static func isSpecial(_ scheme: some StringProtocol) -> Bool {
    switch scheme {
    case "http", "https", "ws", "wss", "ftp", "file": true
    default: false
    }
  }

  static func defaultPort(_ scheme: String) -> UInt16? {
    switch scheme {
    case "http", "ws": 80
    case "https", "wss": 443
    case "ftp": 21
    default: nil
    }
  }

  /// A URL whose scheme is `file`, or that has no host to log in to (URL Standard, "cannot have a
  /// username/password/port").
  var cannotHaveCredentialsOrPort: Bool { host == nil || host == .empty || scheme == "file" }

  var hasOpaquePath: Bool { if case .opaque = path { true } else { false } }
}
