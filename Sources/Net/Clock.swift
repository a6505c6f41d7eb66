public import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's two clocks. They are read here and nowhere else: who owns a ``Loop`` hands it one, and everybody on the
/// loop asks the loop.
public enum Clock {
  /// The monotonic clock, which never jumps.
  private static var now: Tick {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Tick(nanoseconds: nanoseconds(time))
  }

  /// Seconds since 1970-01-01 00:00:00 UTC, by the clock that OpenSSL has: it turns a few milliseconds later than the
  /// exact one, and a ticket of the next second is none.
  public static var wallSeconds: Int { time(nil) }

  /// Nanoseconds since 1970-01-01 00:00:00 UTC.
  public static var wallNanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> UInt64 {
    UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// A clock that starts at zero now.
  public static func sinceNow() -> () -> Tick {
    let start = now
    return { Tick(nanoseconds: now.since(start)) }
  }
}
