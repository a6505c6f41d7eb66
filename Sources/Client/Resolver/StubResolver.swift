public import Wire

/// One look-up by the browser's stub resolver (RFC 1034 section 5.3.1): which questions it asks of its resolver, and what
/// it makes of the responses. It asks nobody itself: ``Resolution`` has the sockets.
public struct StubResolver: Sendable {
  /// What a look-up found.
  public struct Answer: Sendable, Hashable {
    /// In the server's order: `127.0.0.1`.
    public var addresses: [String]
    /// Seconds that all of it may be remembered: the shortest of the records that led here.
    public var timeToLive: UInt32

    public init(addresses: [String], timeToLive: UInt32) {
      self.addresses = addresses
      self.timeToLive = timeToLive
    }
  }

  public enum Next: Sendable, Hashable {
    case ask(DNS.Question)
    case answered(Answer)
    /// There is no address. The time to live, in seconds, is for how long that may be remembered; nil for not at all.
    case failed(Fault, timeToLive: UInt32?)
  }

  /// How long each try waits, in milliseconds.
  public static let patience = [1000, 2000, 4000]
  /// How many aliases are followed.
  public static let aliasLimit = 16

  public let name: DNS.Name
  /// What to ask.
  public private(set) var question: DNS.Question
  /// The aliases' targets so far, and the shortest time to live of what led there.
  private var canonicalNames: [DNS.Name] = []
  private var timeToLive: UInt32 = .max

  /// Looks for IPv4 addresses.
  public init(lookingUp name: DNS.Name) {
    self.name = name
    question = DNS.Question(name, .a)
  }

  /// What a response to ``question`` leads to.
  public mutating func take(_ message: DNS.Message) -> Next {
    let outcome: DNS.Outcome
    do throws(Fault) {
      outcome = try DNS.Outcome(message, to: question)
      try follow(outcome.aliases)
    } catch { return .failed(error, timeToLive: nil) }
    switch outcome.kind {
    case .records(let records):
      return .answered(
        Answer(
          addresses: records.map(\.data.description),
          timeToLive: records.map(\.believableTimeToLive).reduce(timeToLive, min)))
    // The target has to be asked about by itself.
    case .alias:
      question.name = outcome.owner
      return .ask(question)
    case .noName(let authority):
      let fault = Fault(.unavailable, "\(outcome.owner.host) does not exist", bits: 28..<32, spec: .rfc(2308, "2.1"))
      return .failed(fault, timeToLive: authority.map { min($0.timeToLive, timeToLive) })
    case .noData(let authority):
      let fault = Fault(
        .unavailable, "\(outcome.owner.host) exists, but has no \(question.type) record",
        spec: .rfc(2308, "2.2"))
      return .failed(fault, timeToLive: authority.map { min($0.timeToLive, timeToLive) })
    case .referral(_, let nameServers, _, _):
      let others = nameServers.map(\.host).joined(separator: ", ")
      return .failed(
        Fault(
          .unsupported, "the name server only knows who to ask, \(others), and does not ask for us",
          spec: .rfc(1034, "4.3.1")),
        timeToLive: nil)
    case .failure(let code):
      return .failed(
        Fault(
          .unavailable, "the resolver answered \(code)\(Self.meaning(of: code))", bits: 28..<32,
          spec: .rfc(1035, "4.1.1")),
        timeToLive: nil)
    }
  }

  /// Throws where the aliases of this response lead back to those of one before.
  private mutating func follow(_ aliases: [DNS.Record]) throws(Fault) {
    for alias in aliases {
      guard case .cname(let target) = alias.data else { continue }
      guard target != name, !canonicalNames.contains(target) else {
        throw Fault(
          .loop, "the alias \(alias.name.host) leads back to \(target.host)", spec: .rfc(1034, "3.6.2"))
      }
      guard canonicalNames.count < Self.aliasLimit else {
        throw Fault(.limit, "expected at most \(Self.aliasLimit) aliases, found more")
      }
      canonicalNames.append(target)
      timeToLive = min(timeToLive, alias.believableTimeToLive)
    }
  }

  private static func meaning(of code: DNS.ResponseCode) -> String {
    switch code {
    case .serverFailure: ": it failed; try again later"
    case .refused: ": it does not answer for this name, or not to us"
    case .formatError: ": it could not read the query"
    case .notImplemented: ": it does not know how to do this"
    default: ""
    }
  }
}
