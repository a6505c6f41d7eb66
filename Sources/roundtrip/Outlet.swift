import Net
import Screen
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines for a standard stream whose reader may pause, or be paused by Ctrl-S: nobody ever waits for it. What it does
/// not take is kept for a while, then left out, and counted.
final class Outlet {
  private let descriptor: Int32
  private let isOwn: Bool
  private var waiting: ArraySlice<UInt8> = []
  /// Whether the loop tells when it takes more.
  private var isWatching = false
  /// Whether it takes nothing any more: its reader is gone, or the disk is full.
  private var hasEnded = false
  /// Lines left out since the last one that was not.
  private var missed = 0
  private let tellMissed: (Int) -> String

  private static let mostWaiting = 1 << 20

  /// `tellMissed` is the line that stands where so many lines were left out.
  init(_ stream: Int32, tellMissed: @escaping (Int) -> String) {
    self.tellMissed = tellMissed
    // A pipe that can be written takes what POSIX calls PIPE_BUF at once, but a terminal may take one byte and have us
    // wait for the rest.
    let terminal = Terminal.reopened(stream)
    isOwn = terminal != nil
    descriptor = terminal ?? stream
  }

  deinit { if isOwn { close(descriptor) } }

  func add(_ line: String) {
    guard !hasEnded, waiting.count < Self.mostWaiting else {
      missed += 1
      return
    }
    sayMissed()
    waiting += Array("\(line)\n".utf8)
  }

  /// Whether lines still wait to be taken.
  var isBehind: Bool { !waiting.isEmpty }

  private func sayMissed() {
    guard missed > 0 else { return }
    waiting += Array("\(tellMissed(missed))\n".utf8)
    missed = 0
  }

  /// Writes what is taken, and has the loop turn as soon as more is: so it is to be called after every turn. Where the
  /// stream has just ended, says why.
  func flush(on loop: Loop) -> String? {
    var reason: String?
    while !waiting.isEmpty, takesMore {
      let count = waiting.prefix(Int(PIPE_BUF)).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        waiting = waiting.dropFirst(count)
        if waiting.isEmpty { sayMissed() }
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        reason = errno == EPIPE ? "nobody reads it" : String(cString: strerror(errno))
        hasEnded = true
        waiting = []
      }
    }
    guard isWatching == waiting.isEmpty else { return reason }
    isWatching.toggle()
    loop.forget(descriptor)
    if isWatching {
      loop.watch(descriptor, writing: true) { _ in }
      loop.setReading(false, for: descriptor)
    }
    return reason
  }

  private var takesMore: Bool {
    var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&stream, 1, 0) > 0
  }
}
