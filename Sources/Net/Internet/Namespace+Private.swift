#if os(Linux)
  import CLinux
  import Glibc

  extension Namespace {
    /// Gives this process power over the networks that it will make, and over nothing else, without any privilege: in a
    /// user namespace everybody has it (user_namespaces(7)).
    ///
    /// To be called before there is a second thread. Throws what the kernel, or whoever administers the machine, does
    /// not allow.
    static func takePower() throws(SystemError) {
      let (user, group) = (getuid(), getgid())
      if unshare(CLONE_NEWUSER) == 0 {
        try write("deny", to: "/proc/self/setgroups")
        try write("\(user) \(user) 1", to: "/proc/self/uid_map")
        try write("\(group) \(group) 1", to: "/proc/self/gid_map")
      } else if user != 0 {
        throw SystemError("make a user namespace")
      }
    }

    /// Takes this thread out of the machine's network into one of its own, that has a loopback device. Needs
    /// ``takePower()``.
    static func leave() throws(SystemError) -> Namespace {
      guard unshare(CLONE_NEWNET) == 0 else { throw SystemError("make a network namespace") }
      hush()
      let netlink = try Netlink()
      netlink.bringUp(.loopback)
      try netlink.run()
      return try current()
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
  }
#endif
