/// What the edge server decided about a request.
public enum RoutingEvent: Sendable, Hashable {
  /// The rules in the order they were tried; the last one is the one that matched, unless none did.
  case matched([Rule])
  /// A file of the site answers. `type` is the media type it is sent with.
  case file(path: String, size: Int, type: String)
  /// The request goes to the app server, with these fields added.
  case forwarded(Connection, added: [Header])
  /// The app server could not answer; `status` is what the browser gets instead: 502 or 504.
  case upstreamFailed(status: Int, reason: String)

  public struct Rule: Sendable, Hashable {
    /// As the edge's configuration has it: `/static/*`.
    public var pattern: String
    /// What becomes of what it takes: `forward to the app server`.
    public var action: String
    public var matched: Bool
    public init(pattern: String, action: String, matched: Bool) {
      self.pattern = pattern
      self.action = action
      self.matched = matched
    }
  }

  public struct Header: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}
