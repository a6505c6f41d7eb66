public import Tracing
public import Wire

/// Finds the routers on the way to a host, as `traceroute` does: a probe whose Time to Live is 1 ends at the first of
/// them, one with 2 at the second, until one arrives and is turned away by the host itself.
///
/// One probe a hop, each to a port of its own, so that a late report is not taken for another's.
public struct Traceroute: Sendable, Machine {
  public enum Command: Sendable {
    case start
    /// Somebody reports, by ICMP, on the probe that went to that port.
    case reported(from: IPv4Address, port: UInt16, ICMP.MessageType, code: UInt8)
  }

  public enum Event: Sendable, Hashable {
    /// A probe is to be sent.
    case probe(timeToLive: Int, port: UInt16)
    /// Who is there, and what they say; nil where nobody said anything in time.
    case hop(Int, NetworkEvent.Reply?)
    case finished
  }

  /// The ports that nobody listens on, by custom: traceroute's first, then one more each hop.
  private static let firstPort: UInt16 = 33434
  private static let mostHops = 30
  private static let mostSilent = 3
  private static let patienceMilliseconds = 1000

  private let destination: IPv4Address
  /// The hop that is asked after; 0 before the first, nil once all is known.
  private var hop: Int? = 0
  /// How many in a row said nothing.
  private var silent = 0
  private var until = Tick.zero

  public init(to destination: IPv4Address) { self.destination = destination }

  public mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>] {
    guard let hop else { return [] }
    switch input {
    case .command(.start):
      guard hop == 0 else { throw Misuse("it has begun already") }
      return probe(1, at: now)
    case .command(.reported(let from, let port, let type, let code)):
      guard hop > 0, port == Self.port(of: hop), let meaning = meaning(type, code, from: from) else { return [] }
      silent = 0
      return end(hop, NetworkEvent.Reply(from: from, meaning), at: now)
    case .woke:
      guard hop > 0, now >= until else { return [] }
      silent += 1
      return end(hop, nil, at: now)
    case .received, .ended: return []
    }
  }

  /// What a report says of a probe; nil of one that leaves it on its way.
  private func meaning(
    _ type: ICMP.MessageType, _ code: UInt8, from address: IPv4Address
  ) -> NetworkEvent.Reply.Meaning? {
    switch type {
    case .timeExceeded: .timeExceeded
    // A router that forbids the port says the same, of somebody else's host.
    case .destinationUnreachable where code == ICMP.Unreachable.port.rawValue && address == destination: .arrived
    case .destinationUnreachable: .unreachable(code)
    default: nil
    }
  }

  private mutating func end(_ hop: Int, _ reply: NetworkEvent.Reply?, at now: Tick) -> [Output<Event>] {
    let found = Output<Event>.happened(.hop(hop, reply), bytes: 0..<0)
    let goesOn = reply == nil || reply?.meaning == .timeExceeded
    guard goesOn, hop < Self.mostHops, silent < Self.mostSilent else {
      self.hop = nil
      return [found, .happened(.finished, bytes: 0..<0)]
    }
    return [found] + probe(hop + 1, at: now)
  }

  private mutating func probe(_ next: Int, at now: Tick) -> [Output<Event>] {
    hop = next
    until = now.adding(milliseconds: Self.patienceMilliseconds)
    return [
      .happened(.probe(timeToLive: next, port: Self.port(of: next)), bytes: 0..<0), .wake(at: until),
    ]
  }

  private static func port(of hop: Int) -> UInt16 { firstPort + UInt16(clamping: hop - 1) }
}
