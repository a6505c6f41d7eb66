#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system lets this process have.
enum Limits {
  #if canImport(Glibc)
    private typealias Resource = __rlimit_resource_t
    private static let stack = Resource(RLIMIT_STACK.rawValue)
    private static let memory = Resource(RLIMIT_AS.rawValue)
  #else
    private typealias Resource = Int32
    private static let stack = RLIMIT_STACK
    private static let memory = RLIMIT_AS
  #endif

  /// Throws where it is so little that a signal would end us somewhere within: the libraries that we use take it for
  /// granted.
  static func expectEnough() throws(Stop) {
    try expect(1 << 10, of: stack, "of stack", "ulimit -s")
    try expect(256 << 10, of: memory, "of memory", "ulimit -v")
  }

  private static func expect(_ least: rlim_t, of resource: Resource, _ what: String, _ command: String) throws(Stop) {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur >> 10 < least else { return }
    throw Stop(
      .unavailable,
      "roundtrip: expected at least \(least) KiB \(what), found a limit of \(limit.rlim_cur >> 10) (\(command)); raise it"
    )
  }
}
