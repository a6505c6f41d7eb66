#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// As much of a job-control shell as it takes to stop and continue the probe.
enum Shell {
  static func run() {
    signal(SIGTTOU, SIG_IGN)
    guard let job = spawn() else { return say("cannot spawn") }
    tcsetpgrp(STDIN_FILENO, job)
    var status: Int32 = 0
    while waitpid(job, &status, WUNTRACED) == job, status & 0xFF == 0x7F {
      // Stopped only because it asked for the terminal before we had handed it over.
      if (status >> 8) & 0xFF != SIGTTOU {
        tcsetpgrp(STDIN_FILENO, getpgrp())
        say("stopped, echo \(echoes ? "on" : "off")")
        _ = readLine()
      }
      tcsetpgrp(STDIN_FILENO, job)
      kill(-job, SIGCONT)
    }
    tcsetpgrp(STDIN_FILENO, getpgrp())
    say("ended \(status)")
  }

  private static func spawn() -> pid_t? {
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var standard = sigset_t()
    sigemptyset(&standard)
    sigaddset(&standard, SIGTTOU)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
    var job: pid_t = 0
    guard let path = strdup(CommandLine.arguments[0]) else { return nil }
    defer { free(path) }
    return posix_spawn(&job, path, nil, &attributes, [path, nil], environ) == 0 ? job : nil
  }

  private static var echoes: Bool {
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    return settings.c_lflag & tcflag_t(ECHO) != 0
  }

  private static func say(_ text: String) {
    let line = Array("shell: \(text)\n".utf8)
    _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
