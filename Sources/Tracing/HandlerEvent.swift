public import Wire

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
  /// The handler is done, and chose that status because of what it came to.
  case finished(status: Int, Outcome)

  /// What a handler came to.
  public enum Outcome: Sendable, Hashable {
    /// A page that asks the database nothing.
    case shown
    case listed(rows: Int)
    case found(id: String)
    case created(id: String)
    case changed
    case replaced
    case deleted
    /// No row has what was asked for.
    case missing
    case loggedIn
    case session(user: Int)
    /// Nobody is logged in.
    case noSession
    case echoed(bytes: Int)
    case waited(milliseconds: Int)
    /// The body is not what its media type says.
    case unreadable
    /// No handler reads that media type.
    case unsupported
    /// These fields are missing or wrong.
    case unacceptable(fields: [String])
    /// The methods that the path knows.
    case options
    case notFound
    case methodNotAllowed
    case failed(Fault)
  }

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
    /// Which part of the request's target gave it.
    public enum Source: String, Sendable, Hashable { case path, query }

    public var name: String
    public var value: String
    public var source: Source
    public init(name: String, value: String, source: Source) {
      self.name = name
      self.value = value
      self.source = source
    }
  }
}
