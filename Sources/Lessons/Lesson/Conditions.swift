public import Net
public import Server
public import Wire

/// What a scene is given, typed: everything that its `given` fences can set, each with what holds where they say nothing.
///
/// The parser makes it from the author's words (``Condition`` is the table of those), and the session brings it about.
public struct Conditions: Sendable, Hashable {
  /// What the site's name server says of the hosts that are visited.
  public enum Answer: Sendable, Hashable {
    /// The edge's address.
    case site
    /// There is no such name (NXDOMAIN).
    case noName
    case address(IPv4Address)
  }

  /// How the app server behind the edge is doing.
  public enum Upstream: Sendable, Hashable { case up, down, slow }

  public var answer = Answer.site
  /// The site's name server takes every query and says nothing.
  public var nameServerIsSilent = false
  /// Somebody else had the resolver find the name before.
  public var resolverRemembers = false
  /// Nobody listens at the site's ports.
  public var siteIsClosed = false
  /// The site's machine neither takes a connection nor refuses one.
  public var siteIsSilent = false
  public var upstream = Upstream.up
  /// The browser has a session's cookie from before.
  public var isLoggedIn = false
  /// The browser knows the address from before.
  public var browserRemembers = false
  public var acceptsGzip = true
  /// The newest TLS version that the edge speaks, as it is on the wire: `0x0304` is 1.3.
  public var newestTLS: UInt16 = 0x0304
  public var certificate = Servers.Certificate.good
  /// The browser shows the tickets that it got (RFC 8446 section 2.2).
  public var resumes = false
  /// Browser and edge may send with the first packet (RFC 7413).
  public var opensFast = false
  /// How the cables treat what is on them, by the cables' names.
  public var links: [String: LinkConditions] = [:]

  public init() {}
}
