import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An endpoint in the kernel's own layout.
struct SocketAddress {
  private var storage: sockaddr_storage

  init(_ storage: sockaddr_storage) { self.storage = storage }

  /// Nil where the address is not an IPv4 or IPv6 literal.
  init?(_ endpoint: Endpoint) {
    storage = sockaddr_storage()
    let isIPv6 = endpoint.address.utf8.contains(UInt8(ascii: ":"))
    let parsed: Bool
    if isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = endpoint.port.bigEndian
      parsed = inet_pton(AF_INET6, endpoint.address, &address.sin6_addr) == 1
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in6.self) }
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = endpoint.port.bigEndian
      parsed = inet_pton(AF_INET, endpoint.address, &address.sin_addr) == 1
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
    }
    #if canImport(Darwin)
      storage.ss_len = UInt8(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
    #endif
    guard parsed else { return nil }
  }

  func withPointer<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
    let isIPv6 = Int32(storage.ss_family) == AF_INET6
    let length = socklen_t(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
    return withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  /// Nil for a family other than IPv4 and IPv6.
  var endpoint: Endpoint? {
    withUnsafeBytes(of: storage) { bytes -> Endpoint? in
      var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
      let port: UInt16
      switch Int32(storage.ss_family) {
      case AF_INET:
        var address = bytes.load(as: sockaddr_in.self)
        guard inet_ntop(AF_INET, &address.sin_addr, &text, socklen_t(text.count)) != nil else { return nil }
        port = address.sin_port
      case AF_INET6:
        var address = bytes.load(as: sockaddr_in6.self)
        guard inet_ntop(AF_INET6, &address.sin6_addr, &text, socklen_t(text.count)) != nil else { return nil }
        port = address.sin6_port
      default: return nil
      }
      let end = text.firstIndex(of: 0) ?? text.endIndex
      let address = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return Endpoint(address: address, port: UInt16(bigEndian: port))
    }
  }
}
