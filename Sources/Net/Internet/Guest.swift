#if os(Linux)
  import CLinux
  import Glibc

  /// A program of this machine that runs on a host of a private internet: it sees that host's network and no other, and
  /// at some paths our files where the machine has its own.
  ///
  /// Between it and us stands a small process, the first of a process namespace of its own (pid_namespaces(7)). When that
  /// one ends the kernel ends everything inside, and it ends when we do, however we do: nothing can be left behind.
  ///
  /// ```
  ///   we  --fork-->  the first process  --fork, exec-->  the program  -->  whatever it starts
  ///       <--reports--
  /// ```
  ///
  /// One in a process, and to be made while there is one thread.
  public final class Guest {
    /// What to run, and how it is to find the machine.
    public struct Program: Sendable {
      /// Its name, looked for in `PATH`, and its arguments.
      public var words: [String]
      /// What the machine it runs on calls itself.
      public var hostName: String
      /// Variables to set, or with nil to take away.
      public var environment: [String: String?] = [:]
      public var files: [File] = []

      public init(_ words: [String], hostName: String) {
        self.words = words
        self.hostName = hostName
      }
    }

    /// What is at a path for the program, instead of what the machine has there.
    public struct File: Sendable {
      public var path: String
      public var text: String
      /// Whether the program can do without, where the machine has nothing at that path.
      public var isOptional: Bool

      public init(at path: String, _ text: String, isOptional: Bool = false) {
        self.path = path
        self.text = text
        self.isOptional = isOptional
      }
    }

    public enum Outcome: Sendable, Hashable {
      /// The program ended with that status, or by a signal: then 128 and its number, as shells count.
      case ended(Int32)
      /// The kernel would not run it.
      case notRun(SystemError)
      /// The host could not be made ready for it.
      case notReady(SystemError)
    }

    /// How it went; nil while it runs.
    public private(set) var outcome: Outcome?

    private let loop: Loop
    private let first: pid_t
    private let reports: Int32
    /// Whether the terminal is the program's: it then has a process group of its own, as a shell gives one to a job.
    private let hasTerminal: Bool
    /// A report of failure, as far as it has come.
    private var failure: (kind: Report, bytes: [UInt8])?

    /// Starts it, with our standard streams. Where both input and output are the terminal that we have, it gets that;
    /// else it stays in our process group, as a part of a pipeline does.
    public init(_ program: Program, on host: Host, loop: Loop) throws(SystemError) {
      guard let namespace = host.namespace else { throw SystemError("enter \(host.address)", code: ENOTSUP) }
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw SystemError("pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      self.loop = loop
      reports = ends[0]
      hasTerminal = isatty(0) == 1 && isatty(1) == 1 && tcgetpgrp(0) == getpgrp()
      // Somebody may have had us ignore it, and then nobody could be waited for.
      signal(SIGCHLD, SIG_DFL)
      let isAlone = unshare(CLONE_NEWPID) == 0
      let child = isAlone ? roundtrip_fork() : -1
      if child == 0 {
        close(ends[0])
        FirstProcess(program, in: namespace, hasTerminal: hasTerminal, reports: ends[1]).run()
      }
      let error = SystemError("make a process namespace")
      close(ends[1])
      guard child > 0 else {
        close(ends[0])
        throw error
      }
      // Last of all: what is thrown before has nobody to end, and -1 would be everybody.
      first = child
      loop.watch(reports) { [unowned self] _ in read() }
    }

    deinit {
      tell(SIGKILL)
      if outcome == nil { finish() }
    }

    /// Passes a signal on to everything inside; SIGKILL ends it all.
    public func tell(_ signal: Int32) { if outcome == nil { kill(first, signal) } }

    private func read() {
      var bytes = [UInt8](repeating: 0, count: 512)
      let count = Glibc.read(reports, &bytes, bytes.count)
      guard count > 0 else {
        if count == 0 || errno != EINTR { finish() }
        return
      }
      for byte in bytes[..<count] {
        if failure != nil {
          failure?.bytes.append(byte)
        } else if let report = Report(rawValue: byte) {
          switch report {
          case .started: break
          case .stopped: pause()
          case .notRun, .notReady: failure = (report, [])
          }
        }
      }
    }

    /// Nobody has anything to report any more.
    private func finish() {
      loop.forget(reports)
      close(reports)
      var status: Int32 = 0
      while waitpid(first, &status, 0) < 0 && errno == EINTR {}
      if hasTerminal { Self.giveTerminal(to: getpgrp()) }
      guard let failure, let code = failure.bytes.first else {
        outcome = .ended(Self.exitStatus(status))
        return
      }
      let error = SystemError(String(decoding: failure.bytes.dropFirst(), as: UTF8.self), code: Int32(code))
      outcome = failure.kind == .notRun ? .notRun(error) : .notReady(error)
    }

    /// Somebody pressed Ctrl-Z: we stop, as the job that the shell knows, and when we go on so does the program.
    private func pause() {
      Self.giveTerminal(to: getpgrp())
      kill(0, SIGTSTP)
      if tcgetpgrp(0) == getpgrp() { Self.giveTerminal(to: first) }
      kill(-first, SIGCONT)
    }

    /// As a shell counts: the status of a process that ended, else 128 and the signal's number (wait(2)).
    static func exitStatus(_ status: Int32) -> Int32 {
      let signal = status & 0x7F
      return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// Whoever is not in the foreground may do this only while the signal that forbids it is blocked (tcsetpgrp(3)).
    static func giveTerminal(to group: pid_t) {
      var blocked = sigset_t()
      var before = sigset_t()
      sigemptyset(&blocked)
      sigaddset(&blocked, SIGTTOU)
      sigprocmask(SIG_BLOCK, &blocked, &before)
      tcsetpgrp(0, group)
      sigprocmask(SIG_SETMASK, &before, nil)
    }
  }
#endif
