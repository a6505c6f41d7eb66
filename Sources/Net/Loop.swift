import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one place that waits: descriptors that become ready, and moments that come.
///
/// Everything runs on the thread that calls ``turn(waitingAtMost:)``. Descriptors are served in the order in which
/// they were added and timers in the order of their moments, so a recording's order does not depend on a scheduler.
public final class Loop {
  public struct Readiness: Sendable, Hashable {
    public var canRead: Bool
    public var canWrite: Bool
  }

  /// A moment asked for; keep it to take it back.
  public struct Timer: Sendable, Hashable {
    fileprivate var at: Tick
    fileprivate var number: Int
  }

  private struct Watch {
    var number: Int
    var reading = true
    var writing: Bool
    var handler: (Readiness) -> Void
  }

  private var watches: [Int32: Watch] = [:]
  private var polled: [pollfd] = []
  /// Whose readiness each of `polled` is: a descriptor's number may be somebody else's by the time it is served.
  private var polledNumbers: [Int] = []
  private var isStale = true
  private var timers: [Timer: () -> Void] = [:]
  private var nextNumber = 0

  public init() {}

  /// Calls `handler` whenever `descriptor` can be read (or has ended or failed), and, if asked, written.
  public func watch(_ descriptor: Int32, writing: Bool = false, _ handler: @escaping (Readiness) -> Void) {
    nextNumber += 1
    watches[descriptor] = Watch(number: nextNumber, writing: writing, handler: handler)
    isStale = true
  }

  /// Changes whether the descriptor's room for writing is of interest.
  public func setWriting(_ writing: Bool, for descriptor: Int32) {
    guard let known = watches[descriptor], known.writing != writing else { return }
    watches[descriptor]?.writing = writing
    isStale = true
  }

  /// Changes whether what the descriptor has to read is of interest.
  public func setReading(_ reading: Bool, for descriptor: Int32) {
    guard let known = watches[descriptor], known.reading != reading else { return }
    watches[descriptor]?.reading = reading
    isStale = true
  }

  public func forget(_ descriptor: Int32) {
    if watches.removeValue(forKey: descriptor) != nil { isStale = true }
  }

  /// Calls `action` once, `milliseconds` from now.
  @discardableResult
  public func after(milliseconds: Int, _ action: @escaping () -> Void) -> Timer {
    nextNumber += 1
    let timer = Timer(at: Clock.now.adding(milliseconds: milliseconds), number: nextNumber)
    timers[timer] = action
    return timer
  }

  public func cancel(_ timer: Timer?) {
    if let timer { timers[timer] = nil }
  }

  /// Waits until something is ready or due, at most so long, and serves it.
  public func turn(waitingAtMost milliseconds: Int) throws(SystemError) {
    var wait = milliseconds
    if let due = timers.keys.map(\.at).min() {
      wait = min(wait, Int((due.since(Clock.now) + 999_999) / 1_000_000))
    }
    if isStale {
      let sorted = watches.sorted { $0.value.number < $1.value.number }
      polledNumbers = sorted.map(\.value.number)
      polled = sorted.map { descriptor, watch in
        let events = (watch.reading ? Int16(POLLIN) : 0) | (watch.writing ? Int16(POLLOUT) : 0)
        return pollfd(fd: descriptor, events: events, revents: 0)
      }
      isStale = false
    }
    let ready = poll(&polled, nfds_t(polled.count), Int32(clamping: max(0, wait)))
    if ready < 0 && errno != EINTR { throw SystemError("poll") }
    if ready > 0 {
      for (entry, number) in zip(polled, polledNumbers) where entry.revents != 0 {
        // A handler earlier in this turn may have taken this one away.
        guard let watch = watches[entry.fd], watch.number == number else { continue }
        let ended = entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        watch.handler(
          Readiness(
            canRead: entry.revents & Int16(POLLIN) != 0 || ended, canWrite: entry.revents & Int16(POLLOUT) != 0 || ended
          ))
      }
    }
    let now = Clock.now
    for timer in timers.keys.filter({ $0.at <= now }).sorted(by: { ($0.at, $0.number) < ($1.at, $1.number) }) {
      timers.removeValue(forKey: timer)?()
    }
  }

  /// Turns until `done` says so; false where the time ran out first.
  public func run(forAtMost milliseconds: Int, until done: () -> Bool) throws(SystemError) -> Bool {
    let end = Clock.now.adding(milliseconds: milliseconds)
    while !done() {
      let left = end.since(Clock.now)
      if left == 0 { return false }
      try turn(waitingAtMost: Int(left / 1_000_000) + 1)
    }
    return true
  }
}
