import Foundation

/// A program running on a pseudo-terminal, as a person would have it before them: its keys, its screen, its end.
public final class PseudoTerminal {
  /// Everything the program sent.
  public private(set) var output: [UInt8] = []
  /// What a terminal shows of it.
  public private(set) var screen: VT
  /// The settings before the program started.
  public let untouched: [UInt8]
  private var master: Int32
  private var slave: Int32
  /// At its end when the program is.
  private let life: Int32
  private let process: pid_t

  /// What kept the test from going on.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
    public init(description: String) { self.description = description }
  }

  /// How the program ended.
  public enum Ending: Equatable, Sendable { case exit(Int32), signal(Int32) }

  /// Starts `program`, the path of an executable, with keys from the terminal, or with stdin from the file `input`.
  /// Its environment is `environment`, and TERM and LANG as most have them.
  public init(
    _ program: String, _ arguments: [String] = [], columns: Int = 40, rows: Int = 5,
    environment: [String: String] = [:],
    input: String? = nil
  ) throws {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    // Not ttyname: its answer is shared by all threads, and a program that is given another test's terminal is never heard.
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0, ttyname_r(ends.slave, &name, name.count) == 0 else {
      throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    (master, slave) = ends
    untouched = Self.settings(of: slave)
    screen = VT(width: columns, height: rows)
    var pipeEnds: [Int32] = [-1, -1]
    guard pipe(&pipeEnds) == 0 else { throw Failure(description: "no pipe") }
    life = pipeEnds[0]
    for descriptor in [master, slave] + pipeEnds { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    defer { close(pipeEnds[1]) }
    let variables = ["TERM": "xterm-256color", "LANG": "C.UTF-8"].merging(environment) { $1 }
    process = try Self.spawn(
      [program] + arguments, on: name, input: input, life: pipeEnds[1], variables)
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    if !isReaped { waitpid(process, &status, 0) }
    for descriptor in [master, slave, life] where descriptor >= 0 { close(descriptor) }
  }

  private var isReaped = false

  /// POSIX_SPAWN_SETSID, which Glibc's headers hide from Swift.
  #if canImport(Darwin)
    private static let newSession: Int16 = 0x400
  #else
    private static let newSession: Int16 = 0x80
  #endif

  /// Starts a session of its own, whose terminal is the first one it opens.
  private static func spawn(
    _ arguments: [String], on name: [CChar], input: String?, life: Int32, _ variables: [String: String]
  ) throws -> pid_t {
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
      var actions: posix_spawn_file_actions_t?
    #else
      var attributes = posix_spawnattr_t()
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addopen(&actions, 1, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if let input {
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 1, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, life, 9)
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, arguments[0], &actions, &attributes, argv, envp)
    guard result == 0 else { throw Failure(description: "cannot start: \(String(cString: strerror(result)))") }
    return process
  }

  /// The terminal's settings now, to compare.
  public var settings: [UInt8] { Self.settings(of: slave) }

  private static func settings(of terminal: Int32) -> [UInt8] {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return withUnsafeBytes(of: settings) { Array($0) }
  }

  /// Presses keys.
  public func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

  /// Sends the program a signal.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// The terminal takes nothing any more, as after Ctrl-S, or takes all again.
  public func hold(_ isHeld: Bool) { tcflow(slave, isHeld ? TCOOFF : TCOON) }

  /// As much was sent as the terminal takes of what nobody reads.
  public func fill() {
    let flags = fcntl(slave, F_GETFL)
    _ = fcntl(slave, F_SETFL, flags | O_NONBLOCK)
    let blanks = [UInt8](repeating: 0x20, count: 4096)
    while write(slave, blanks, blanks.count) > 0 {}
    _ = fcntl(slave, F_SETFL, flags)
  }

  /// Whether the program has read all keys within 20 s, though it may have shown nothing for them.
  public func isHeard() -> Bool {
    for _ in 0..<2000 {
      // The kernel hands keys on in its own time, but to whoever asks for something to read at once. FIONREAD asks for
      // less: it may find none of a key that was pressed just now.
      var unread = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
      if poll(&unread, 1, 0) == 0 { return true }
      poll(nil, 0, 10)
    }
    return false
  }

  /// Whether the program ends within so many milliseconds though nobody reads what it says.
  public func endsUnread(within milliseconds: Int32 = 20_000) -> Bool {
    var source = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, milliseconds) > 0
  }

  /// The window gets another size, and the screen is blank until the program draws again.
  public func resize(columns: Int, rows: Int) {
    screen = VT(width: columns, height: rows)
    report(columns: columns, rows: rows)
  }

  /// The terminal says another size of itself.
  public func report(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// The terminal's window is closed.
  public func hangUp() {
    close(slave)
    close(master)
    (slave, master) = (-1, -1)
  }

  /// What was sent after the normal screen was back.
  public var afterwards: String {
    String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1B}[?1049l").last ?? ""
  }

  /// Forgets what was sent so far; the screen stays.
  public func forget() { output = [] }

  /// Reads until the program has sent `text`, in order and unbroken.
  public func expect(_ text: String) throws {
    while !sent(text) {
      guard try readSome() else { throw Failure(description: "ended before \(text) came:\n\(printable)") }
    }
  }

  /// Whether the program has sent `text`.
  public func sent(_ text: String) -> Bool { String(decoding: output, as: UTF8.self).contains(text) }

  /// Reads until the screen shows `text`.
  public func see(_ text: String) throws {
    while !screen.text.contains(text) {
      guard try readSome() else { throw Failure(description: "ended before \(text) showed:\n\(printable)") }
    }
  }

  /// Reads until the program has painted `count` more frames (mode 2026), the last of them whole.
  public func frames(_ count: Int = 1) throws {
    let wanted = painted + count
    while painted < wanted || !String(decoding: output.suffix(8), as: UTF8.self).hasSuffix("\u{1B}[?2026l") {
      guard try readSome() else { throw Failure(description: "ended before it painted:\n\(printable)") }
    }
  }

  /// How many frames were painted since the output was forgotten.
  private var painted: Int {
    String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1B}[?2026l").count - 1
  }

  /// Reads to the end.
  public func end() throws -> Ending {
    while try readSome() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isReaped = true
    return status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }

  /// What was sent, with ESC as `^[`.
  public var printable: String {
    String(decoding: output, as: UTF8.self).replacingOccurrences(of: "\u{1B}", with: "^[")
  }

  /// What we send ourselves once the program has ended. The kernel hands a terminal's output on in its own time, so
  /// only what comes after it proves that everything else has come.
  private static let mark: UInt8 = 0
  private var isMarked = false
  private var isDrained = false

  /// False when the program has ended and everything it sent is read.
  private func readSome() throws -> Bool {
    while !isDrained {
      var sources = (isMarked ? [master] : [master, life]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&sources, nfds_t(sources.count), 20_000) > 0 else {
        throw Failure(description: "silent for 20 s:\n\(printable)")
      }
      if sources[0].revents & Int16(POLLIN) != 0 {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        var sent = bytes.prefix(count)
        if isMarked, let end = sent.firstIndex(of: Self.mark) { (sent, isDrained) = (sent[..<end], true) }
        output += sent
        screen.receive(sent)
        return !sent.isEmpty
      }
      var mark = Self.mark
      guard !isMarked, write(slave, &mark, 1) == 1 else { return false }
      isMarked = true
    }
    return false
  }
}
