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
  let compute: Computation

  enum Computation: Sendable {
    case plain(@Sendable (Scope) -> Expression.Value)
    /// Of a path with a place for a name or a number.
    case with(argument: @Sendable (Scope, _ argument: String) -> Expression.Value)
  }

  /// What not every recording has.
  enum Need: Sendable {
    /// Those of a private internet: on loopback there are none.
    case packets
    /// The same with their times, which a seed takes away.
    case timedPackets
  }

  static let name = "[\"…\"]"
  static let number = "[n]"

  /// Every path there is, in the order of the cycle.
  public static let all: [Path] =
    [
      url, dns, traceroute, tcp, connectionPackets, internetPackets, tls, request, server, database, response,
      exchanges,
      page,
    ].flatMap { $0 }

  private static let places = Dictionary(
    zip(all.lazy.map(\.pattern), all.indices), uniquingKeysWith: { first, _ in first })

  static func named(_ pattern: String) -> Path? { places[pattern].map { all[$0] } }

  /// A path as it stands in a lesson.
  public struct Reference: Sendable {
    public var path: Path
    /// `exchange[2].` before it; else the step says which exchange is meant.
    public var exchange: Int?
    public var arguments: [String]

    public func value(in scope: Scope) -> Expression.Value {
      guard isAnswerable(in: scope.query) else { return .nothing }
      let scope = exchange.map(scope.of(exchange:)) ?? scope
      return switch path.compute {
      case .plain(let compute): compute(scope)
      case .with(let compute): compute(scope, arguments.first ?? "")
      }
    }
  }
}

// Rows are made from whole values, in one step: the compiler then makes each table beforehand, and it costs nothing to
// have one.
extension Path {
  init(
    _ pattern: String, about subject: Step.Subject, of need: Need? = nil, _ meaning: String,
    _ compute: @escaping @Sendable (Scope) -> Expression.Value
  ) {
    self.init(pattern: pattern, meaning: meaning, subject: subject, need: need, compute: .plain(compute))
  }

  /// A path with an argument.
  init(
    _ pattern: String, about subject: Step.Subject, of need: Need? = nil, _ meaning: String,
    _ compute: @escaping @Sendable (Scope, _ argument: String) -> Expression.Value
  ) {
    self.init(pattern: pattern, meaning: meaning, subject: subject, need: need, compute: .with(argument: compute))
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
    let pattern = path.pattern
    // A pattern has one place for an argument, or none.
    guard let argument = arguments.first, let start = pattern.utf8.firstIndex(of: UInt8(ascii: "[")),
      let end = pattern.utf8.firstIndex(of: UInt8(ascii: "]"))
    else { return front + pattern }
    let isName = pattern[start...end] == Path.name
    let place = isName ? "[\"\(argument)\"]" : "[\(argument)]"
    return "\(front)\(pattern[..<start])\(place)\(pattern[end...].dropFirst())"
  }
}
