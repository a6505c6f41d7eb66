/// What the app server decided about a request.
public enum HandlerEvent: Sendable, Hashable {
  /// The routes in the order they were tried.
  case routed([Attempt])
  /// A handler was called with the parameters that the path gave it.
  case called(name: String, parameters: [Parameter])
  /// No route has this path.
  case notFound
  /// Routes have this path, but not this method.
  case methodNotAllowed(allow: [String])
  /// The handler is done; `reason` says why it chose that status, in a few words.
  case finished(status: Int, reason: String)

  public struct Attempt: Sendable, Hashable {
    /// `GET /products/:id`
    public var route: String
    public var matched: Bool
    public init(route: String, matched: Bool) {
      self.route = route
      self.matched = matched
    }
  }

  public struct Parameter: Sendable, Hashable {
    public var name: String
    public var value: String
    /// `path` or `query` or `body`
    public var source: String
    public init(name: String, value: String, source: String) {
      self.name = name
      self.value = value
      self.source = source
    }
  }
}
