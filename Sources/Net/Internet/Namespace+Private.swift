#if os(Linux)
  import CLinux
  import Glibc

  extension Namespace {
    /// Takes this process out of the machine's network into one of its own, for good, without any privilege: a user
    /// namespace gives power over the networks that are made within it, and over nothing else (user_namespaces(7)).
    ///
    /// To be called before there is a second thread. Throws what the kernel, or whoever administers the machine, does
    /// not allow; the process is then still in the network where it was, and can use the machine's loopback.
    public static func becomePrivate() throws(SystemError) {
      let (user, group) = (getuid(), getgid())
      if unshare(CLONE_NEWUSER) == 0 {
        try write("deny", to: "/proc/self/setgroups")
        try write("\(user) \(user) 1", to: "/proc/self/uid_map")
        try write("\(group) \(group) 1", to: "/proc/self/gid_map")
      } else if user != 0 {
        throw SystemError("make a user namespace")
      }
      // Some systems let anybody make namespaces and then give no power over them. Nobody can leave a namespace for the
      // one he came from, so another thread goes in first and tries.
      try onAnotherThread { () throws(SystemError) in
        guard unshare(CLONE_NEWNET) == 0 else { throw SystemError("make a network namespace") }
        hush()
        let netlink = try Netlink()
        netlink.bringUp(.loopback)
        try netlink.run()
        return try current()
      }.enter()
    }

    /// Keeps the devices that come from speaking before they are spoken through, as IPv6 does (RFC 4861, 6.3.7).
    /// A kernel without IPv6 has nothing to be hushed.
    static func hush() { try? set("net/ipv6/conf/default/disable_ipv6", to: "1") }

    /// Sets a parameter of the network that this thread is in.
    static func set(_ parameter: String, to value: String) throws(SystemError) {
      try write(value, to: "/proc/sys/" + parameter)
    }

    private static func write(_ text: String, to path: String) throws(SystemError) {
      let file = open(path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw SystemError("open \(path)") }
      defer { close(file) }
      guard Glibc.write(file, text, text.utf8.count) == text.utf8.count else { throw SystemError("write \(path)") }
    }

    private final class Errand {
      let body: () throws(SystemError) -> Namespace
      var result: Result<Namespace, SystemError>?
      init(_ body: @escaping () throws(SystemError) -> Namespace) { self.body = body }
    }

    private static func onAnotherThread(
      _ body: @escaping () throws(SystemError) -> Namespace
    ) throws(SystemError) -> Namespace {
      let errand = Errand(body)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          let errand = Unmanaged<Errand>.fromOpaque(pointer).takeUnretainedValue()
          errand.result = Result(catching: errand.body)
          return nil
        }, Unmanaged.passUnretained(errand).toOpaque())
      guard code == 0 else { throw SystemError("start a thread", code: code) }
      pthread_join(thread, nil)
      guard let result = errand.result else { throw SystemError("run a thread", code: EAGAIN) }
      return try result.get()
    }
  }
#endif
