import Net
import Screen
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals as something a loop can wait for: the handler writes the signal's number into a pipe, and the loop reads it.
///
/// One at a time in a process. A signal that was ignored before stays ignored: that is the wish of whoever started us
/// (`nohup`).
final class Signals {
  private static let writing = Atomic<Int32>(-1)

  private let loop: Loop
  private let reading: Int32
  /// The signals that are caught, and what each did before.
  private var former: [(signal: Int32, action: sigaction)] = []

  /// Calls `handler` on the loop's thread for each of these signals, which then no longer end the process.
  init(_ signals: [Int32], on loop: Loop, _ handler: @escaping (Int32) -> Void) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError("pipe", code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    self.loop = loop
    reading = ends[0]
    Self.writing.store(ends[1], ordering: .releasing)
    for number in signals {
      var before = sigaction()
      sigaction(number, nil, &before)
      if before.isIgnored { continue }
      former.append((number, before))
      var action = sigaction()
      action.setHandler { number in
        var byte = UInt8(truncatingIfNeeded: number)
        let kept = errno
        _ = write(Signals.writing.load(ordering: .acquiring), &byte, 1)
        errno = kept
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
    loop.watch(reading) { [reading] _ in
      var byte: UInt8 = 0
      while read(reading, &byte, 1) == 1 { handler(Int32(byte)) }
    }
  }

  deinit {
    for (number, action) in former {
      var action = action
      sigaction(number, &action, nil)
    }
    loop.forget(reading)
    close(reading)
    close(Self.writing.exchange(-1, ordering: .acquiringAndReleasing))
  }
}
