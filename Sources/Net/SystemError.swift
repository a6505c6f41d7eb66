#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A system call that failed, with the kernel's own word for why.
public struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, with its object: `bind 127.0.0.1:80`.
  public var call: String
  public var code: Int32

  public init(_ call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  /// The error that the call just made left behind.
  init(_ call: String) { self.init(call, code: errno) }

  /// `ECONNREFUSED`
  public var name: String {
    switch code {
    case EACCES: "EACCES"
    case EAFNOSUPPORT: "EAFNOSUPPORT"
    case EAGAIN: "EAGAIN"
    case EADDRINUSE: "EADDRINUSE"
    case EADDRNOTAVAIL: "EADDRNOTAVAIL"
    case ECANCELED: "ECANCELED"
    case ECONNREFUSED: "ECONNREFUSED"
    case ECONNRESET: "ECONNRESET"
    case EHOSTUNREACH: "EHOSTUNREACH"
    case EINVAL: "EINVAL"
    case EMFILE: "EMFILE"
    case ENODEV: "ENODEV"
    case ENOENT: "ENOENT"
    case ENOEXEC: "ENOEXEC"
    case ENOMEM: "ENOMEM"
    case ENOSPC: "ENOSPC"
    case ENOSYS: "ENOSYS"
    case ENETDOWN: "ENETDOWN"
    case ENETUNREACH: "ENETUNREACH"
    case ENFILE: "ENFILE"
    case ENOBUFS: "ENOBUFS"
    case ENOPROTOOPT: "ENOPROTOOPT"
    case ENOTCONN: "ENOTCONN"
    case EOPNOTSUPP: "EOPNOTSUPP"
    case EPERM: "EPERM"
    case EPIPE: "EPIPE"
    case ETIMEDOUT: "ETIMEDOUT"
    case EUSERS: "EUSERS"
    default: "errno \(code)"
    }
  }

  public var description: String { "\(call): \(String(cString: strerror(code))) (\(name))" }
}
