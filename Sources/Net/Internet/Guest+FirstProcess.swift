#if os(Linux)
  import CLinux
  import Glibc

  extension Guest {
    /// What the first process tells us, by its first byte. A failure follows with the error's number and the call.
    enum Report: UInt8 {
      case started, stopped, notRun, notReady
    }

    /// The process that everything inside descends from: it makes the host ready, starts the program, and ends as that
    /// does. Those that the program leaves behind become its children, and end with it.
    ///
    /// Nothing in here returns to what its parent was doing.
    struct FirstProcess {
      private let program: Program
      private let namespace: Namespace
      private let hasTerminal: Bool
      private let reports: Int32

      init(_ program: Program, in namespace: Namespace, hasTerminal: Bool, reports: Int32) {
        self.program = program
        self.namespace = namespace
        self.hasTerminal = hasTerminal
        self.reports = reports
      }

      func run() -> Never {
        _ = roundtrip_end_with_parent()
        // Had the parent ended before that, nobody would read this, and writing would end us.
        report(.started)
        do throws(SystemError) {
          try settle()
        } catch {
          report(.notReady, error)
          _exit(1)
        }
        if hasTerminal {
          setpgid(0, 0)
          Guest.giveTerminal(to: getpgrp())
        }
        // Blocked, so that they wait until they are asked for: the first of a namespace gets no others.
        var awaited = sigset_t()
        var before = sigset_t()
        sigemptyset(&awaited)
        for number in [SIGCHLD, SIGTERM, SIGHUP] { sigaddset(&awaited, number) }
        sigprocmask(SIG_BLOCK, &awaited, &before)
        let child = roundtrip_fork()
        if child == 0 {
          sigprocmask(SIG_SETMASK, &before, nil)
          execute()
        }
        if child < 0 {
          report(.notReady, SystemError("fork"))
          _exit(1)
        }
        wait(for: child, awaited)
      }

      /// Goes to the host, and makes it look the part.
      private func settle() throws(SystemError) {
        try namespace.enter()
        guard unshare(CLONE_NEWNS | CLONE_NEWUTS) == 0 else { throw SystemError("make a mount namespace") }
        try Guest.lay(program.files)
        guard sethostname(program.hostName, program.hostName.utf8.count) == 0 else {
          throw SystemError("name the host")
        }
        // Some containers don't allow it: `ps` then shows the machine's processes under their numbers outside.
        _ = mount("proc", "/proc", "proc", UInt(MS_NOSUID | MS_NODEV | MS_NOEXEC), nil)
        guard roundtrip_hand_down_network() == 0 else { throw SystemError("hand down power over the network") }
        for (name, value) in program.environment {
          if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
      }

      private func execute() -> Never {
        signal(SIGXFSZ, SIG_DFL)
        var words = program.words.map { strdup($0) } + [nil]
        if let name = words[0] { execvp(name, &words) }
        let code = errno
        let name = program.words.first ?? ""
        var error = SystemError("run \(name.isEmpty ? "\"\"" : name)", code: code)
        // A folder of PATH that nobody lets us look into is no sign of the program (execvp(3)).
        if error.code == EACCES, !error.call.contains("/") { error.code = ENOENT }
        report(.notRun, error)
        _exit(1)
      }

      private func wait(for child: pid_t, _ awaited: sigset_t) -> Never {
        var awaited = awaited
        while true {
          var number: Int32 = 0
          guard sigwait(&awaited, &number) == 0 else { continue }
          if number != SIGCHLD { kill(-1, number) }
          var status: Int32 = 0
          while case let ended = waitpid(-1, &status, WNOHANG | (hasTerminal ? WUNTRACED : 0)), ended > 0 {
            guard ended == child else { continue }
            if status & 0xFF == 0x7F { report(.stopped) } else { _exit(Guest.exitStatus(status)) }
          }
        }
      }

      private func report(_ report: Report, _ error: SystemError? = nil) {
        let details = error.map { [UInt8(truncatingIfNeeded: $0.code)] + Array($0.call.utf8.prefix(400)) } ?? []
        let bytes = [report.rawValue] + details
        if write(reports, bytes, bytes.count) < 0 { _exit(1) }
      }
    }
  }
#endif
