import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals as something a loop can wait for: the handler writes the signal's number into a pipe, and the loop reads it.
///
/// One at a time in a process.
public final class Signals {
  private static let writing = Atomic<Int32>(-1)

  private let loop: Loop
  private let reading: Int32
  private let caught: [Int32]

  /// Calls `handler` on the loop's thread for each of these signals, which then no longer end the process.
  public init(_ signals: [Int32], on loop: Loop, _ handler: @escaping (Int32) -> Void) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError("pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    self.loop = loop
    reading = ends[0]
    caught = signals
    Self.writing.store(ends[1], ordering: .releasing)
    for number in signals {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        let kept = errno
        _ = write(Signals.writing.load(ordering: .acquiring), &byte, 1)
        errno = kept
      }
    }
    loop.watch(reading) { [reading] _ in
      var byte: UInt8 = 0
      while read(reading, &byte, 1) == 1 { handler(Int32(byte)) }
    }
  }

  deinit {
    for number in caught { signal(number, SIG_DFL) }
    loop.forget(reading)
    close(reading)
    close(Self.writing.exchange(-1, ordering: .acquiringAndReleasing))
  }
}
