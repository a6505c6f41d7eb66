import Tracing
public import Wire

#if canImport(Glibc)
  import CLinux
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one place that waits: descriptors that become ready, and moments that come.
///
/// Everything runs on the thread that calls ``turn(waitingAtMost:)``. Descriptors are served in the order in which
/// they were added and timers in the order of their moments, so a recording's order does not depend on a scheduler.
public final class Loop {
  /// What passes for time on a loop.
  public enum Time: Sendable, Hashable {
    /// All that the clock counts.
    case all
    /// What the loop waits for, and nothing else: as long as anything is ready time stands still, and then it goes on to
    /// the next moment that somebody asked for. What comes from outside while it waits finds time where it stood. So no
    /// moment depends on how quick the machine is, how busy, or when somebody presses a key. Which of two comes first,
    /// something from outside or a moment that is due just then, still does.
    case waits
  }

  public struct Readiness: Sendable, Hashable {
    public var canRead: Bool
    public var canWrite: Bool
  }

  private let clock: () -> Tick
  private let time: Time
  /// Where time stands, if only waits pass for it.
  private var stand = Tick.zero
  /// How long was waited till then, by the clock: more than that, where something came from outside.
  private var waited = Tick.zero
  private var timers = Timers()
  /// What is asked of the kernel, in the order of adding. A descriptor that nobody watches any more leaves a gap (-1,
  /// which poll skips), so that everybody else keeps their place while a turn is served.
  private var polled: [pollfd] = []
  /// Whose readiness each of `polled` is; nil in a gap.
  private var handlers: [((Readiness) -> Void)?] = []
  private var places: [Int32: Int] = [:]
  private var isStopped = false

  /// The first error of a socket on this loop that tells of the machine, and so of nothing that was to be shown.
  public private(set) var trouble: SystemError?

  /// Runs by that clock, and lends it to everybody on the loop: nobody else reads one.
  public init(clock: @escaping () -> Tick, time: Time = .all) {
    self.clock = clock
    self.time = time
  }

  /// The moment on the loop's clock.
  public var now: Tick {
    switch time {
    case .all: clock()
    case .waits: stand
    }
  }

  /// Keeps an error in mind that a socket met with towards `endpoint`, where it is the machine's.
  func note(_ error: SystemError, towards endpoint: Endpoint? = nil) {
    if trouble == nil && error.isOfMachine(towards: endpoint) { trouble = error }
  }

  // MARK: Descriptors

  /// Calls `handler` whenever `descriptor` can be read (or has ended or failed), and, if asked, written.
  public func watch(_ descriptor: Int32, writing: Bool = false, _ handler: @escaping (Readiness) -> Void) {
    forget(descriptor)
    places[descriptor] = polled.count
    polled.append(pollfd(fd: descriptor, events: Int16(writing ? POLLIN | POLLOUT : POLLIN), revents: 0))
    handlers.append(handler)
  }

  /// Changes whether the descriptor's room for writing is of interest.
  public func setWriting(_ writing: Bool, for descriptor: Int32) { set(POLLOUT, writing, for: descriptor) }

  /// Changes whether what the descriptor has to read is of interest.
  public func setReading(_ reading: Bool, for descriptor: Int32) { set(POLLIN, reading, for: descriptor) }

  public func forget(_ descriptor: Int32) {
    guard let place = places.removeValue(forKey: descriptor) else { return }
    polled[place] = pollfd(fd: -1, events: 0, revents: 0)
    handlers[place] = nil
  }

  private func set(_ event: Int32, _ isWanted: Bool, for descriptor: Int32) {
    guard let place = places[descriptor] else { return }
    if isWanted { polled[place].events |= Int16(event) } else { polled[place].events &= ~Int16(event) }
  }

  private func closeGaps() {
    let kept = polled.indices.filter { polled[$0].fd >= 0 }
    polled = kept.map { polled[$0] }
    handlers = kept.map { handlers[$0] }
    for (place, entry) in polled.enumerated() { places[entry.fd] = place }
  }

  // MARK: Moments

  /// Calls `action` once, when that moment has come.
  @discardableResult
  public func at(_ moment: Tick, _ action: @escaping () -> Void) -> Timer {
    timers.add(at: moment, due: due(moment), action)
  }

  /// When a moment comes, by what the loop waits by.
  private func due(_ moment: Tick) -> Tick {
    switch time {
    case .all: moment
    case .waits: waited.adding(nanoseconds: moment.since(stand))
    }
  }

  /// Calls `action` once, `milliseconds` from now.
  @discardableResult
  public func after(milliseconds: Int, _ action: @escaping () -> Void) -> Timer {
    at(now.adding(milliseconds: milliseconds), action)
  }

  /// Calls `action` once, `nanoseconds` from now.
  @discardableResult
  public func after(nanoseconds: UInt64, _ action: @escaping () -> Void) -> Timer {
    at(now.adding(nanoseconds: nanoseconds), action)
  }

  public func cancel(_ timer: Timer?) {
    if let timer { timers.remove(timer) }
  }

  // MARK: Turning

  /// Ends it for everybody at once: it lets go of all that is watched and asked for, and whoever turns it gets an error
  /// (`ECANCELED`) instead of waiting for what will not come any more.
  public func stop() {
    isStopped = true
    timers.removeAll()
    for descriptor in places.keys { forget(descriptor) }
  }

  /// Waits until something is ready or due, at most so long, and serves it. Throws where that can't be waited for, or
  /// once it was stopped.
  public func turn(waitingAtMost milliseconds: Int) throws(SystemError) {
    try turn(until: now.adding(milliseconds: milliseconds))
  }

  /// Turns until `done` says so; false where the time ran out first, by the clock: also where somebody is always ready.
  public func run(forAtMost milliseconds: Int, until done: () -> Bool) throws(SystemError) -> Bool {
    let end = clock().adding(milliseconds: milliseconds)
    while !done() {
      let left = end.since(clock())
      if left == 0 { return false }
      try turn(until: now.adding(nanoseconds: left))
    }
    return true
  }

  private func turn(until end: Tick) throws(SystemError) {
    if isStopped { throw SystemError("wait", code: ECANCELED) }
    // More gaps than descriptors: so a change costs the same however many are watched.
    if places.count * 2 < polled.count { closeGaps() }
    let next = timers.next.flatMap { $0.at < end ? $0 : nil } ?? (at: end, due: due(end))
    switch time {
    case .all:
      try serve(wait(nanoseconds: next.due.since(now)))
      // Those that an action adds wait for the next turn, also where they are due already.
      let (due, newest) = (now, timers.newest)
      while let action = timers.take(until: due, upTo: newest) { action() }
    case .waits:
      if try serve(wait(nanoseconds: 0)) { return }
      if next.at > stand {
        let start = clock()
        let ready = wait(nanoseconds: next.due.since(waited))
        if ready == 0 {
          (stand, waited) = (next.at, max(waited, next.due))
        } else {
          waited = min(max(waited, next.due), waited.adding(nanoseconds: clock().since(start)))
        }
        if try serve(ready) { return }
      }
      // What comes of it comes before the next.
      timers.take(until: stand, upTo: timers.newest)?()
    }
  }

  /// Serves so many that are ready, and says whether there were any.
  @discardableResult
  private func serve(_ ready: Int32) throws(SystemError) -> Bool {
    if ready > 0 { serve() }
    if ready < 0 && errno == EINVAL && places.count < polled.count {
      // The kernel takes no more entries than it allows descriptors, and counts gaps too.
      closeGaps()
    } else if ready < 0 && errno != EINTR {
      throw SystemError("poll")
    }
    return ready > 0
  }

  private func serve() {
    for place in polled.indices where polled[place].revents != 0 {
      // A handler earlier in this turn may have taken this one away.
      guard let handler = handlers[place] else { continue }
      let found = Int32(polled[place].revents)
      let hasEnded = found & (POLLHUP | POLLERR | POLLNVAL) != 0
      handler(Readiness(canRead: found & POLLIN != 0 || hasEnded, canWrite: found & POLLOUT != 0 || hasEnded))
    }
  }

  /// How many descriptors are ready, at the latest after that time: Linux counts nanoseconds (and is some 50 000 late),
  /// other systems milliseconds, rounded up.
  private func wait(nanoseconds: UInt64) -> Int32 {
    #if canImport(Glibc)
      return roundtrip_poll(&polled, UInt(polled.count), Int64(clamping: nanoseconds))
    #else
      let milliseconds = nanoseconds / 1_000_000 + (nanoseconds % 1_000_000 == 0 ? 0 : 1)
      return poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
    #endif
  }
}
