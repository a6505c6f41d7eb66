#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What has to work inside signal handlers. Whatever a handler touches is plain memory behind one pointer, set up
/// before the first signal can come; whatever it calls is on POSIX's list of async-signal-safe functions (2.4.3).
extension Terminal {
  private struct Held {
    var input: Int32 = -1
    var output: Int32 = -1
    var before = termios()
    var raw = termios()
    /// True from just before the terminal is taken until just after it is given back, so that a signal in between
    /// gives it back once too often rather than not at all.
    var isInside = false
    /// True if the screen no longer shows what we last drew.
    var isDirty = false
    var wakeRead: Int32 = -1
    var wakeWrite: Int32 = -1
    /// While we draw, what is written to stderr waits in a pipe, to be read on the normal screen: -1 where stderr is
    /// not a terminal.
    var errors: Int32 = -1
    var errorsRead: Int32 = -1
    var errorsWrite: Int32 = -1
    /// True if the user set SWIFT_BACKTRACE: then the runtime's own crash report follows ours.
    var wantsBacktrace = false
    var isTaken = false
    var isPrepared = false
  }

  private nonisolated(unsafe) static let held = {
    let pointer = UnsafeMutablePointer<Held>.allocate(capacity: 1)
    pointer.initialize(to: Held())
    return pointer
  }()

  /// One more than the highest number that a signal has anywhere.
  private static let signalCount = 65
  private nonisolated(unsafe) static let previous = {
    let pointer = UnsafeMutablePointer<sigaction>.allocate(capacity: signalCount)
    pointer.initialize(repeating: sigaction(), count: signalCount)
    return pointer
  }()

  private nonisolated(unsafe) static let enterBytes = fixed(ANSI.enter)
  private nonisolated(unsafe) static let leaveBytes = fixed(ANSI.leave)
  private nonisolated(unsafe) static let farewell = fixed(
    Array("\nThe program stopped on a mistake of its own. The terminal is as it was before.\n".utf8))

  private static func fixed(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    return UnsafeBufferPointer(buffer)
  }

  // MARK: Taking and giving back

  /// Takes the terminal; returns the descriptor that becomes readable when the screen is disturbed.
  static func hold(input: Int32, output: Int32) throws(Trouble) -> Int32 {
    let held = held
    guard !held.pointee.isTaken else { throw .taken }
    guard tcgetattr(input, &held.pointee.before) == 0 else { throw .refused(call: "tcgetattr", errno: errno) }
    let wake = try nonBlockingPipe()
    held.pointee.raw = held.pointee.before
    cfmakeraw(&held.pointee.raw)
    held.pointee.raw.c_lflag |= tcflag_t(ISIG)
    (held.pointee.input, held.pointee.output) = (input, output)
    (held.pointee.wakeRead, held.pointee.wakeWrite) = wake
    if isatty(STDERR_FILENO) == 1, let pipe = try? nonBlockingPipe() {
      (held.pointee.errorsRead, held.pointee.errorsWrite) = pipe
      held.pointee.errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    }
    held.pointee.wantsBacktrace = getenv("SWIFT_BACKTRACE") != nil
    held.pointee.isTaken = true
    prepareOnce()
    catchSignals()
    enter()
    return wake.read
  }

  static func release() {
    leave()
    for signal in all { sigaction(signal, previous + Int(signal), nil) }
    let held = held
    for descriptor in [
      held.pointee.wakeRead, held.pointee.wakeWrite, held.pointee.errors, held.pointee.errorsRead,
      held.pointee.errorsWrite,
    ] where descriptor >= 0 { close(descriptor) }
    let isPrepared = held.pointee.isPrepared
    held.pointee = Held()
    held.pointee.isPrepared = isPrepared
  }

  /// True once after the screen was disturbed.
  static func takeDirt() -> Bool {
    // A signal between looking and clearing is not to be lost.
    guard held.pointee.isDirty else { return false }
    held.pointee.isDirty = false
    return true
  }

  private static func nonBlockingPipe() throws(Trouble) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .refused(call: "pipe", errno: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  /// What stays for the life of the process: the constants a handler reads, a stack for handlers (a trap may come from
  /// having none left), and the way out through `exit`.
  private static func prepareOnce() {
    guard !held.pointee.isPrepared else { return }
    held.pointee.isPrepared = true
    _ = (enterBytes, leaveBytes, farewell, previous, room)
    var stack = stack_t()
    stack.ss_size = 65536
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 65536, alignment: 16)
    sigaltstack(&stack, nil)
    atexit { Terminal.leave() }
  }

  /// So many milliseconds the terminal has to take more of the last words: at 9600 baud there is room for some by then.
  private static let patience: Int32 = 250
  private static let roomBytes = 512
  /// For a handler to copy through: it must not ask for memory.
  private nonisolated(unsafe) static let room = UnsafeMutableRawPointer.allocate(byteCount: roomBytes, alignment: 1)

  // MARK: Safe in handlers

  /// Also when we are inside already: who stopped and continued us may have changed the settings meanwhile.
  private static func enter() {
    let held = held
    let wasInside = held.pointee.isInside
    held.pointee.isInside = true
    held.pointee.isDirty = true
    // In the background this stops us with SIGTTOU, as it should, until we are in front again.
    while tcsetattr(held.pointee.input, TCSANOW, &held.pointee.raw) == -1, errno == EINTR {}
    if !wasInside {
      send(enterBytes, to: held.pointee.output)
      if held.pointee.errors >= 0 { dup2(held.pointee.errorsWrite, STDERR_FILENO) }
    }
  }

  /// After the process was stopped.
  private static func comeBack() {
    enter()
    wake(.continued)
  }

  private static func leave() {
    let held = held
    guard held.pointee.isInside else { return }
    // Who is not in front any more must not touch what now belongs to another.
    let front = tcgetpgrp(held.pointee.input)
    if front == -1 || front == getpgrp() {
      if !send(leaveBytes, to: held.pointee.output) {
        // What it has not taken of a frame nobody needs any more: that makes room for what it shows once it takes more.
        tcflush(held.pointee.output, TCOFLUSH)
        tcflow(held.pointee.output, TCOON)
        send(leaveBytes, to: held.pointee.output)
      }
      while tcsetattr(held.pointee.input, TCSANOW, &held.pointee.before) == -1, errno == EINTR {}
    }
    if held.pointee.errors >= 0 {
      dup2(held.pointee.errors, STDERR_FILENO)
      passErrorsOn()
    }
    held.pointee.isInside = false
  }

  private static func passErrorsOn() {
    while true {
      let count = read(held.pointee.errorsRead, room, roomBytes)
      guard count > 0, send(UnsafeRawPointer(room), count, to: STDERR_FILENO) else { return }
    }
  }

  @discardableResult
  private static func send(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return true }
    return send(start, bytes.count, to: descriptor)
  }

  /// Whether all of it went out. Raw pointers only: what is generic may allocate in a build that is not optimised, and a
  /// signal may have come in the middle of an allocation.
  @discardableResult
  private static func send(_ bytes: UnsafeRawPointer, _ count: Int, to descriptor: Int32) -> Bool {
    var start = bytes
    var left = count
    while left > 0 {
      // Nobody is kept from leaving by a terminal that takes nothing.
      var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&room, 1, patience) == 0 { return false }
      let sent = write(descriptor, start, left)
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return false }
      start = start.advanced(by: sent)
      left -= sent
    }
    return true
  }

  private static func wake(_ disturbance: Disturbance) {
    var byte = disturbance.rawValue
    _ = write(held.pointee.wakeWrite, &byte, 1)
  }

  // MARK: Signals

  private static let all = Signal.traps + Signal.ending + [SIGTSTP, SIGCONT, SIGWINCH]

  private static func catchSignals() {
    for signal in Signal.traps { handle(signal) { Terminal.trapped($0) } }
    for signal in Signal.ending { handle(signal) { Terminal.ended($0) } }
    handle(SIGTSTP) { _ in Terminal.stopped() }
    handle(SIGCONT) { _ in Terminal.keepingErrno { Terminal.comeBack() } }
    handle(SIGWINCH) { _ in
      Terminal.keepingErrno {
        Terminal.held.pointee.isDirty = true
        Terminal.wake(.resized)
      }
    }
  }

  /// Installs a handler, unless the signal was ignored when we started: that is its sender's wish (`nohup`).
  private static func handle(_ signal: Int32, _ handler: @convention(c) (Int32) -> Void) {
    let before = previous + Int(signal)
    sigaction(signal, nil, before)
    if before.pointee.isIgnored, !Signal.traps.contains(signal) { return }
    var action = sigaction()
    action.setHandler(handler)
    action.sa_flags = SA_RESTART | Int32(bitPattern: UInt32(SA_ONSTACK))
    sigemptyset(&action.sa_mask)
    for other in [SIGTSTP, SIGCONT, SIGWINCH] { sigaddset(&action.sa_mask, other) }
    sigaction(signal, &action, nil)
  }

  /// Gives the terminal back and lets the signal end the process, so that the exit status names it.
  private static func ended(_ signal: Int32) {
    leave()
    finish(signal, with: sigaction())
  }

  /// The same for a trap, with a word of explanation. The runtime's own report would ask for a key press and wait for
  /// half a minute: it runs only if SWIFT_BACKTRACE asks for it.
  private static func trapped(_ signal: Int32) {
    let wasInside = held.pointee.isInside
    leave()
    if wasInside { send(farewell, to: STDERR_FILENO) }
    finish(signal, with: held.pointee.wantsBacktrace ? previous[Int(signal)] : sigaction())
  }

  /// Blocked while its handler runs, the signal comes again as soon as that returns.
  private static func finish(_ signal: Int32, with action: sigaction) {
    var action = action
    sigaction(signal, &action, nil)
    raise(signal)
  }

  /// Stops with SIGTSTP itself, not SIGSTOP: the system ignores it where nobody could continue us.
  private static func stopped() {
    keepingErrno {
      leave()
      var ours = sigaction()
      var standard = sigaction()
      sigaction(SIGTSTP, &standard, &ours)
      var only = sigset_t()
      var mask = sigset_t()
      sigemptyset(&only)
      sigaddset(&only, SIGTSTP)
      raise(SIGTSTP)
      sigprocmask(SIG_UNBLOCK, &only, &mask)
      sigprocmask(SIG_SETMASK, &mask, nil)
      sigaction(SIGTSTP, &ours, nil)
      comeBack()
    }
  }

  private static func keepingErrno(_ body: () -> Void) {
    let number = errno
    body()
    errno = number
  }
}
