public import Tracing

/// A path into a scene's recording: what authors write, what it means, and how it is computed. One table, read by
/// claims, by `show` and by `roundtrip explain --paths`.
public struct Path: Sendable {
  typealias Value = Expression.Value

  /// As authors write it, `["…"]` standing for a name of their choice and `[n]` for a number from 1.
  public var pattern: String
  public var meaning: String
  /// What the value is about.
  public var subject: Step.Subject
  /// What a recording must have for it to say anything.
  var need: Need?
  let compute: @Sendable (Scope, _ argument: String) -> Expression.Value

  /// What not every recording has.
  enum Need: Sendable {
    /// Those of a private internet: on loopback there are none.
    case packets
    /// The same with their times, which a seed takes away.
    case timedPackets
  }

  static let name = "[\"…\"]"
  static let number = "[n]"

  init(
    _ pattern: String, about subject: Step.Subject, _ meaning: String,
    _ compute: @escaping @Sendable (Scope, _ argument: String) -> Expression.Value
  ) {
    self.pattern = pattern
    self.meaning = meaning
    self.compute = compute
    self.subject = subject
  }

  /// A path without an argument.
  init(
    _ pattern: String, about subject: Step.Subject, _ meaning: String,
    _ compute: @escaping @Sendable (Scope) -> Expression.Value
  ) {
    self.init(pattern, about: subject, meaning) { scope, _ in compute(scope) }
  }

  /// A path about packets.
  init(
    _ pattern: String, about subject: Step.Subject, of need: Need, _ meaning: String,
    _ compute: @escaping @Sendable (Scope) -> Expression.Value
  ) {
    self.init(pattern, about: subject, of: need, meaning) { scope, _ in compute(scope) }
  }

  /// A path about packets, with an argument.
  init(
    _ pattern: String, about subject: Step.Subject, of need: Need, _ meaning: String,
    _ compute: @escaping @Sendable (Scope, _ argument: String) -> Expression.Value
  ) {
    self.init(pattern, about: subject, meaning) { need.lack(in: $0.query) == nil ? compute($0, $1) : .nothing }
    self.need = need
  }

  /// Every path there is, in the order of the cycle.
  public static let all: [Path] =
    url + dns + traceroute + tcp + packets + tls + request + server + database + response + exchanges + page

  private static let byPattern = Dictionary(all.map { ($0.pattern, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ pattern: String) -> Path? { byPattern[pattern] }

  /// A path as it stands in a lesson.
  public struct Reference: Sendable {
    public var path: Path
    /// `exchange[2].` before it; else the step says which exchange is meant.
    public var exchange: Int?
    public var arguments: [String]

    public func value(in scope: Scope) -> Expression.Value {
      path.compute(exchange.map { Scope(scope.query, exchange: $0) } ?? scope, arguments.first ?? "")
    }
  }
}

extension Path.Reference {
  /// Whether a recording has what it takes to answer; where it hasn't, a claim is neither held nor false.
  func isAnswerable(in query: Query) -> Bool { lack(in: query) == nil }

  /// What a recording lacks to answer.
  func lack(in query: Query) -> Step.Lack? { path.need?.lack(in: query) }
}

extension Path.Need {
  func lack(in query: Query) -> Step.Lack? {
    if query.topology == nil { return .packets }
    return switch self {
    case .packets: nil
    case .timedPackets: query.trace.isNormalised ? .times : nil
    }
  }
}

extension Path.Reference: Hashable, CustomStringConvertible {
  public static func == (left: Self, right: Self) -> Bool { left.description == right.description }

  public func hash(into hasher: inout Hasher) { hasher.combine(description) }

  public var description: String {
    let front = exchange.map { "exchange[\($0)]." } ?? ""
    // A pattern has one place for an argument, or none.
    guard let argument = arguments.first, let start = path.pattern.firstIndex(of: "["),
      let end = path.pattern.firstIndex(of: "]")
    else { return front + path.pattern }
    let isName = path.pattern[start...end] == Path.name
    let place = isName ? "[\"\(argument)\"]" : "[\(argument)]"
    return "\(front)\(path.pattern[..<start])\(place)\(path.pattern[end...].dropFirst())"
  }
}
