#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that end a process which does not catch them: whoever leaves something behind, a terminal or a file,
/// catches them all.
public enum Signal {
  /// Those that tell of a mistake of the process itself.
  public static let traps: [Int32] = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]

  /// All others, but for SIGKILL, which nobody can catch.
  public static let ending: [Int32] = {
    let everywhere = [
      SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF,
    ]
    #if os(Linux)
      return everywhere + [SIGSTKFLT, SIGIO, SIGPWR] + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())
    #else
      return everywhere
    #endif
  }()
}
