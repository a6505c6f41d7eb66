public import Wire

/// What the edge server decided about a request.
public enum RoutingEvent: Sendable, Hashable {
  /// The rules in the order they were tried; the last one is the one that matched, unless none did.
  case matched([Rule])
  /// A file of the site answers. `type` is the media type it is sent with.
  case file(path: String, size: Int, type: String)
  /// The request goes to the app server, with these fields added.
  case forwarded(Connection, added: [Header])
  /// The app server could not answer; `status` is what the browser gets instead: 502 or 504.
  case upstreamFailed(status: Int, Failure)

  public struct Rule: Sendable, Hashable {
    /// As the edge's configuration has it: `/static/*`.
    public var pattern: String
    /// What becomes of what it takes.
    public var action: Action
    public var matched: Bool
    public init(pattern: String, action: Action, matched: Bool) {
      self.pattern = pattern
      self.action = action
      self.matched = matched
    }
  }

  /// What the edge does with a request: serve a file of the site, or pass it on to the app server.
  public enum Action: String, Sendable, Hashable { case file, forward }

  /// What kept the app server from answering.
  public enum Failure: Sendable, Hashable, CustomStringConvertible {
    /// The site has none.
    case absent
    /// There is no connection to it.
    case unreachable(Fault)
    case late(milliseconds: Int)
    /// What it sent is no HTTP.
    case unreadable(Fault)
    /// It closed the connection before its answer was whole; with the fault, if one is the reason.
    case closed(Fault?)

    /// As the browser is told, and whoever looks at the recording.
    public var description: String {
      switch self {
      case .absent: "this site has no app server"
      case .unreachable(let fault): "the app server could not be reached: \(fault.message)"
      case .late(let milliseconds): "the app server did not answer within \(milliseconds) ms"
      case .unreadable(let fault): "the app server gave no answer that can be read: \(fault.message)"
      case .closed(let fault?): "the app server could not be reached: \(fault.message)"
      case .closed(nil): "the app server closed the connection without an answer"
      }
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
