#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal, taken over for as long as this value lives, and whole again after every way out: its end, `exit`, a
/// signal, a trap.
///
/// There is one a process. It needs no thread: ``wait(milliseconds:)``, or a `poll` of ``input`` and ``signals``, tells
/// when to ask for keys. Ctrl-C and Ctrl-Z stay signals, so that they work however busy the program is.
///
/// This file and the one beside it are the only ones that know a terminal exists.
public struct Terminal: ~Copyable {
  /// Readable when there may be keys.
  public let input: Int32
  /// Readable when the screen was disturbed: see ``takeDisturbance()``.
  public let signals: Int32
  /// Where frames go; writable once there is room for more of them: see ``isBehind``.
  public let output: Int32
  /// False once the terminal has gone: nothing more will come, nothing more is drawn.
  public private(set) var isOpen = true

  private let appearance: Appearance
  private let flags: (columns: Int?, rows: Int?)
  private var parser = KeyParser()
  /// When the last byte came, in milliseconds of the monotonic clock.
  private var lastByte = 0
  /// What the terminal shows, if we know, once it has taken what is ``unsent``.
  private var shown: Grid?
  private var unsent: ArraySlice<UInt8> = []

  /// Why there is no terminal to draw on.
  public enum Trouble: Error, Sendable, Hashable, CustomStringConvertible {
    /// stdout is not a terminal, or there is none to read keys from.
    case none
    /// Another ``Terminal`` lives already.
    case taken
    /// The system refused, and said this number (`errno`).
    case refused(call: String, errno: Int32)

    public var description: String {
      switch self {
      case .none: "not on a terminal"
      case .taken: "the terminal is in use already"
      case .refused(let call, let number):
        "the terminal cannot be set up: \(call): \(String(cString: strerror(number)))"
      }
    }
  }

  /// Takes the terminal over: raw mode, alternate screen, no cursor. Keys come from stdin, or from the terminal itself
  /// where stdin is something else.
  ///
  /// - Parameters:
  ///   - appearance: what may be sent to stdout.
  ///   - flags: a size the user asked for.
  public init(_ appearance: Appearance, flags: (columns: Int?, rows: Int?) = (nil, nil)) throws(Trouble) {
    (input, output, signals) = try Terminal.take()
    self.appearance = appearance
    self.flags = flags
  }

  private static func take() throws(Trouble) -> (input: Int32, output: Int32, signals: Int32) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .none }
    // By its own name, since macOS cannot poll /dev/tty.
    let name = ttyname(STDOUT_FILENO).map { String(cString: $0) }
    let isInput = isatty(STDIN_FILENO) == 1
    let input = isInput ? STDIN_FILENO : open(name ?? "/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard input >= 0 else { throw .none }
    let output = reopened(STDOUT_FILENO) ?? STDOUT_FILENO
    do throws(Trouble) {
      return (input, output, try hold(input: input, output: output))
    } catch {
      giveUp(input, output)
      throw error
    }
  }

  /// The terminal behind an open file, once more, for writing that never waits; nil where there is none. It is the
  /// caller's to close.
  ///
  /// What keeps us from waiting for a terminal is shared by all who have it open as we do, the shell among them: so it
  /// is opened anew.
  public static func reopened(_ descriptor: Int32) -> Int32? {
    guard let name = ttyname(descriptor) else { return nil }
    let own = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    return own >= 0 ? own : nil
  }

  private static func giveUp(_ input: Int32, _ output: Int32) {
    if input != STDIN_FILENO { close(input) }
    if output != STDOUT_FILENO { close(output) }
  }

  deinit {
    Terminal.release()
    Terminal.giveUp(input, output)
  }

  /// How large the screen is now.
  public var size: Size { Terminal.size(flags: flags) }

  /// How large the screen is, without taking it over.
  public static func size(flags: (columns: Int?, rows: Int?) = (nil, nil)) -> Size {
    var reported = [STDOUT_FILENO, STDERR_FILENO].map(reportedSize)
    if reported.allSatisfy({ $0.columns == 0 || $0.rows == 0 }) {
      let tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
      if tty >= 0 {
        reported.append(reportedSize(tty))
        close(tty)
      }
    }
    return Size.decide(flags: flags, reported: reported, variable: variable)
  }

  private static func reportedSize(_ descriptor: Int32) -> Size {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return Size(columns: 0, rows: 0) }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// A variable of the environment, as ``Appearance`` and ``Size`` ask for them.
  public static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether stdout is a terminal, as ``Appearance`` asks.
  public static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Shows a grid: the cells that changed; everything after a disturbance. It never waits: a terminal that takes no
  /// more is to be shown a grid again once it does.
  public mutating func present(_ grid: Grid) {
    if Terminal.takeDirt() { (shown, unsent) = (nil, []) }
    send()
    guard !isBehind else { return }
    let wanted = appearance.isASCII ? grid.inASCII : grid
    let diff = GridDiff.bytes(from: shown, to: wanted, depth: appearance.depth)
    shown = wanted
    if diff.isEmpty { return }
    unsent = (ANSI.beginFrame + diff + ANSI.endFrame)[...]
    send()
  }

  /// Whether the terminal takes no more just now: a slow line, a link that is dead, or the person holds it. Then present
  /// again as soon as ``output`` can be written.
  public var isBehind: Bool { !unsent.isEmpty }

  private mutating func send() {
    while isOpen, isBehind {
      let count = unsent.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count >= 0 {
        unsent = unsent.dropFirst(count)
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        isOpen = false
      }
    }
  }

  /// What happened to the screen: either way ask for ``size``, and present a grid of it.
  public enum Disturbance: UInt8, Sendable, Hashable {
    /// The window has another size.
    case resized = 1
    /// The program was stopped for a while and goes on: the screen was someone else's, and time has passed.
    case continued
  }

  /// What happened since this was last asked; nil where nothing did.
  public mutating func takeDisturbance() -> Disturbance? {
    var byte: UInt8 = 0
    var found: Disturbance?
    while read(signals, &byte, 1) == 1 { if found != .continued { found = Disturbance(rawValue: byte) } }
    return found
  }

  /// Sleeps until there may be keys, the screen was disturbed, a terminal that was behind takes more, or the time is over
  /// (-1: as long as it takes).
  public mutating func wait(milliseconds: Int32 = -1) {
    var sources = [input, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if isBehind { sources.append(pollfd(fd: output, events: Int16(POLLOUT), revents: 0)) }
    let limits: [Int32] = [milliseconds, patience ?? -1]
    poll(&sources, nfds_t(sources.count), limits.filter { $0 >= 0 }.min() ?? -1)
  }

  /// How many milliseconds from now ``readKeys()`` should be asked again even if nothing comes; nil: only when
  /// something does. For loops that `poll` themselves.
  public var patience: Int32? {
    parser.patience.map { Int32(clamping: max(0, lastByte + $0 - Terminal.now)) }
  }

  /// The keys pressed since the last call; never waits.
  public mutating func readKeys() -> [Key] {
    var source = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard isOpen, poll(&source, 1, 0) > 0 else { return patience == 0 ? parser.timeOut() : [] }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &bytes, bytes.count)
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { isOpen = false }
    guard count > 0 else { return [] }
    let now = Terminal.now
    // Keys pressed one by one where a paste has paused do not put its end off: nobody is kept in one that has none.
    let isAlone = count == 1 && parser.patience != nil && now - lastByte > Terminal.pause
    if !isAlone { lastByte = now }
    return parser.receive(bytes.prefix(count))
  }

  /// Bytes of one text follow each other within so many milliseconds, whatever the line.
  private static let pause = 100

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Gives the terminal back and stops, as Ctrl-Z does; returns when continued, the screen disturbed.
  public func suspend() { raise(SIGTSTP) }
}
