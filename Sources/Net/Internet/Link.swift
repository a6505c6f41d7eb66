public import Tracing
public import Wire

/// A cable with its two directions, and what becomes of each frame on it: decided when it is put on.
public struct Link: Sendable {
  /// How much may wait for a cable that is slow, in nanoseconds of its time.
  private static let longestQueue: UInt64 = 500_000_000
  /// How much later a frame arrives that others overtake, in nanoseconds, beside the cable's own delay.
  private static let reorderedBy: UInt64 = 5_000_000

  private let conditions: LinkConditions
  private var randomness: Randomness
  private var dropped = 0
  /// Until when each direction is taken up by what was put on before.
  private var busy = [Tick.zero, Tick.zero]

  public init(_ conditions: LinkConditions, randomness: Randomness) {
    self.conditions = conditions
    self.randomness = randomness
  }

  /// The event for a frame put on `cable` at `end`, 0 or 1.
  public mutating func put(_ frame: [UInt8], on cable: Int, at end: Int, now: Tick) -> NetworkEvent.Frame {
    var event = NetworkEvent.Frame(cable: cable, bytes: frame, arrivals: [])
    if let drop = conditions.drop, dropped < drop.count ?? .max, drop.matches(frame) {
      dropped += 1
      event.loss = .dropped
      return event
    }
    if chance(conditions.loss) {
      event.loss = .chance
      return event
    }
    var wait = conditions.delay
    if let rate = conditions.rate, rate > 0, busy.indices.contains(end) {
      let queue = busy[end].since(now)
      guard queue <= Self.longestQueue else {
        event.loss = .queueFull
        return event
      }
      let done = queue + UInt64(frame.count) * 8_000_000_000 / rate
      busy[end] = Tick(nanoseconds: now.nanoseconds + done)
      wait += done
    }
    if chance(conditions.reordering) { wait += conditions.delay + Self.reorderedBy }
    if chance(conditions.corruption) {
      let header = Ethernet.Header.length * 8
      event.damagedBit = .random(in: header..<max(header + 1, frame.count * 8), using: &randomness)
    }
    event.arrivals = chance(conditions.duplication) ? [wait, wait] : [wait]
    return event
  }

  private mutating func chance(_ share: Double) -> Bool {
    share > 0 && Double.random(in: 0..<1, using: &randomness) < share
  }
}
