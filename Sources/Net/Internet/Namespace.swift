#if os(Linux)
  import CLinux
  import Glibc

  /// A network of its own inside this process: devices, addresses, routes and ports that nobody else has
  /// (network_namespaces(7)). It is gone when nothing holds it any more: its descriptor, a socket, a thread.
  public final class Namespace: Sendable {
    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// A new one, empty but for a loopback device that is down; `prepare` is done with this thread inside.
    static func make(_ prepare: () -> Void) throws(SystemError) -> Namespace {
      let here = try current()
      guard unshare(CLONE_NEWNET) == 0 else { throw SystemError("make a network namespace") }
      prepare()
      let made = Result { () throws(SystemError) in try current() }
      try here.enter()
      return try made.get()
    }

    /// The one that this thread is in.
    static func current() throws(SystemError) -> Namespace {
      let descriptor = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw SystemError("open the network namespace") }
      return Namespace(descriptor: descriptor)
    }

    func enter() throws(SystemError) {
      guard setns(descriptor, CLONE_NEWNET) == 0 else { throw SystemError("enter a network namespace") }
    }

    /// Does `body` with this thread inside. A socket stays in the namespace it was made in.
    func inside<Value>(_ body: () throws(SystemError) -> Value) throws(SystemError) -> Value {
      let outside = try Self.current()
      try enter()
      let value = Result(catching: body)
      try outside.enter()
      return try value.get()
    }
  }
#endif
