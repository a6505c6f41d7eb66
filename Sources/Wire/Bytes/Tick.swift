/// A moment on the recording's clock, in nanoseconds since the recording began.
///
/// Machines are handed one as `now` and never read a clock themselves, so a recording can be fed to them again.
public struct Tick: Sendable, Hashable, Comparable {
  public var nanoseconds: UInt64

  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  public static let zero = Tick(nanoseconds: 0)

  public static func < (left: Tick, right: Tick) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The moment `milliseconds` later, saturating at the far end of time.
  public func adding(milliseconds: Int) -> Tick {
    let (span, tooLong) = UInt64(max(0, milliseconds)).multipliedReportingOverflow(by: 1_000_000)
    return adding(nanoseconds: tooLong ? .max : span)
  }

  /// The moment so much later, saturating at the far end of time.
  public func adding(nanoseconds span: UInt64) -> Tick {
    let (sum, tooFar) = nanoseconds.addingReportingOverflow(span)
    return Tick(nanoseconds: tooFar ? .max : sum)
  }

  /// Nanoseconds from `earlier` to this moment; 0 where `earlier` is not earlier.
  public func since(_ earlier: Tick) -> UInt64 {
    nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
  }
}
