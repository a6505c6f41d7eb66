import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SystemError {
  /// What a library that was asked for `call` had no memory for.
  static func outOfMemory(_ call: String) -> SystemError { SystemError(call, code: ENOMEM) }

  /// Whether it tells of the machine that we run on, where a call was about `endpoint`, and of nothing that a lesson
  /// could have brought about: no descriptors or memory left; or no way to our own loopback address, which nobody on the
  /// way can take from us.
  func isOfMachine(towards endpoint: Endpoint?) -> Bool {
    switch code {
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: true
    case EACCES, EPERM, ENETDOWN, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL:
      endpoint?.address == Host.loopback.address
    default: false
    }
  }
}
