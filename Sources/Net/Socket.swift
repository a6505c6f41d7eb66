public import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A non-blocking socket, closed when it is let go.
///
/// IPv4 and IPv6 literals only: names are looked up by our own resolver. Nagle's algorithm is off on every TCP socket:
/// with it, a head and a body in two writes wait for an acknowledgement, which shows as a false 40 ms.
public final class Socket {
  let descriptor: Int32
  private(set) var isOpen = true
  /// Who watches it; a loop holds whom it tells, so not the other way round too.
  private weak var loop: Loop?

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close() }

  /// Has the loop call `handler` whenever there is something to read, or room to write where that is asked for, until the
  /// socket is closed.
  func watch(on loop: Loop, writing: Bool = false, _ handler: @escaping (Loop.Readiness) -> Void) {
    self.loop = loop
    loop.watch(descriptor, writing: writing, handler)
  }

  /// Once only: the system may give the number to another socket right after.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    loop?.forget(descriptor)
    _ = systemClose(descriptor)
  }

  /// Asks the system for as many descriptors as it gives this process: many systems begin with 1024, and a request that
  /// goes through all of our servers takes four.
  public static func allowMany() {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, mostDescriptors))
    setrlimit(resource, &limit)
  }

  /// What macOS gives at most (OPEN_MAX).
  private static let mostDescriptors: rlim_t = 10240

  // MARK: Making, which is a ``Host``'s to ask for

  /// A listening TCP socket. Port 0 lets the kernel choose.
  static func listening(at endpoint: Endpoint, backlog: Int32 = 1024) throws(SystemError) -> Socket {
    let socket = try make(stream: true, like: endpoint)
    socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
    try socket.bind(to: endpoint)
    guard listen(socket.descriptor, backlog) == 0 else { throw SystemError("listen on \(endpoint)") }
    return socket
  }

  /// A TCP socket that only holds its port: it does not listen, so connections to it are refused.
  static func reserved(at endpoint: Endpoint) throws(SystemError) -> Socket {
    let socket = try make(stream: true, like: endpoint)
    try socket.bind(to: endpoint)
    return socket
  }

  /// A TCP socket whose connection is under way: it becomes writable when the kernel knows how it went.
  ///
  /// With `early`, where the kernel holds a cookie of that server, the first packet waits for the first bytes: the
  /// socket is writable at once (RFC 7413).
  static func connecting(to endpoint: Endpoint, early: Bool = false) throws(SystemError) -> Socket {
    let socket = try make(stream: true, like: endpoint)
    socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    #if os(Linux)
      if early { socket.set(Int32(IPPROTO_TCP), TCP_FASTOPEN_CONNECT, 1) }
    #endif
    guard let address = SocketAddress(endpoint) else { throw SystemError("connect to \(endpoint)", code: EINVAL) }
    let result = address.withPointer { connect(socket.descriptor, $0, $1) }
    if result != 0 && errno != EINPROGRESS { throw SystemError("connect to \(endpoint)") }
    return socket
  }

  /// A UDP socket bound there. Port 0 lets the kernel choose, at random.
  static func datagram(at endpoint: Endpoint) throws(SystemError) -> Socket {
    let socket = try make(stream: false, like: endpoint)
    try socket.bind(to: endpoint)
    return socket
  }

  private static func make(stream: Bool, like endpoint: Endpoint) throws(SystemError) -> Socket {
    #if canImport(Glibc)
      let kind = Int32((stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
    #else
      let kind = stream ? SOCK_STREAM : SOCK_DGRAM
    #endif
    let descriptor = systemSocket(endpoint.address.utf8.contains(UInt8(ascii: ":")) ? AF_INET6 : AF_INET, kind)
    guard descriptor >= 0 else { throw SystemError("socket") }
    let socket = Socket(descriptor: descriptor)
    socket.prepare()
    return socket
  }

  private func prepare() {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      set(SOL_SOCKET, SO_NOSIGPIPE, 1)
    #endif
  }

  private func bind(to endpoint: Endpoint) throws(SystemError) {
    guard let address = SocketAddress(endpoint) else { throw SystemError("bind \(endpoint)", code: EINVAL) }
    let result = address.withPointer { systemBind(descriptor, $0, $1) }
    guard result == 0 else { throw SystemError("bind \(endpoint)") }
  }

  /// A listening socket's: gives out cookies, and takes bytes that come with the first packet (RFC 7413).
  func takeEarlyData() { set(Int32(IPPROTO_TCP), TCP_FASTOPEN, Self.mostEarly) }

  /// How many connections may wait with bytes that came before their handshake was over.
  private static let mostEarly: Int32 = 16
  /// How many bytes a kernel takes from a server for one client that does not read.
  private static let sendingRoom: Int32 = 1 << 16

  /// Whether the connection has only been asked for: with Fast Open the socket may be writable all the same.
  var isOnlyAskedFor: Bool { tcpInfo?.state == "SYN-SENT" }

  func set(_ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  // MARK: Using

  /// The next connection, or nil where none waits.
  func accept() throws(SystemError) -> Socket? {
    let taken = systemAccept(descriptor)
    guard taken >= 0 else {
      if errno == EAGAIN || errno == EINTR || errno == ECONNABORTED { return nil }
      throw SystemError("accept")
    }
    let socket = Socket(descriptor: taken)
    socket.prepare()
    socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    // By itself a kernel takes megabytes, and tells of room only when a third of them are gone: who reads slowly would
    // seem to read nothing.
    socket.set(SOL_SOCKET, SO_SNDBUF, Self.sendingRoom)
    return socket
  }

  /// What ``read(_:)`` found.
  enum Arrival: Sendable, Hashable {
    case bytes([UInt8])
    /// The other side sends no more.
    case end
    case nothingYet
  }

  func read(upTo count: Int = 65536) throws(SystemError) -> Arrival {
    let (error, bytes) = Self.bytes(upTo: count) { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if error == 0 { return bytes.isEmpty ? .end : .bytes(bytes) }
    if error == EAGAIN || error == EINTR { return .nothingYet }
    throw SystemError("read", code: error)
  }

  /// What the kernel puts into a buffer of `count` bytes, or why it does not: 0 where all is well. The bytes take the
  /// memory that they need and no more: a recording keeps them.
  private static func bytes(
    upTo count: Int, _ receive: (UnsafeMutableRawBufferPointer) -> Int
  ) -> (error: Int32, [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { buffer in
      let got = receive(buffer)
      // Here, because whoever gives memory back may change it.
      return got < 0 ? (errno, []) : (0, Array(buffer.prefix(got)))
    }
  }

  /// Hands bytes to the kernel; returns how many it took.
  func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let taken = bytes.withUnsafeBytes { systemSend(descriptor, $0.baseAddress, $0.count, flags) }
    if taken >= 0 { return taken }
    // The first packet of a connection that opens fast took nothing along.
    if errno == EAGAIN || errno == EINTR || errno == EINPROGRESS { return 0 }
    throw SystemError("write")
  }

  /// The next datagram and who sent it, or nil where none waits.
  func receive() throws(SystemError) -> (bytes: [UInt8], from: Endpoint)? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let (error, bytes) = Self.bytes(upTo: 65536) { buffer in
      withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(descriptor, buffer.baseAddress, buffer.count, 0, $0, &length)
        }
      }
    }
    // A port that nobody listens on answers a UDP socket with ECONNREFUSED on its next call: that is no datagram.
    if error == EAGAIN || error == EINTR || error == ECONNREFUSED { return nil }
    guard error == 0 else { throw SystemError("receive", code: error) }
    guard let from = SocketAddress(storage).endpoint else { return nil }
    return (bytes, from)
  }

  func send(_ bytes: [UInt8], to endpoint: Endpoint) throws(SystemError) {
    guard let address = SocketAddress(endpoint) else { throw SystemError("send to \(endpoint)", code: EINVAL) }
    let sent = bytes.withUnsafeBytes { buffer in
      address.withPointer { sendto(descriptor, buffer.baseAddress, buffer.count, 0, $0, $1) }
    }
    if sent < 0 && errno != EAGAIN { throw SystemError("send to \(endpoint)") }
  }

  /// Tells the other side that no more will come, and still reads.
  func finishWriting() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  /// How the connection attempt went: nil while all is well.
  var pendingError: SystemError? {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
    return code == 0 ? nil : SystemError("connect", code: code)
  }

  public var local: Endpoint? { name(getsockname) }
  var peer: Endpoint? { name(getpeername) }

  private func name(
    _ call: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> Endpoint? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call(descriptor, $0, &length) }
    }
    return result == 0 ? SocketAddress(storage).endpoint : nil
  }
}

// The system's names that a method here has too.
private func systemSocket(_ family: Int32, _ kind: Int32) -> Int32 { socket(family, kind, 0) }
private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemBind(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  bind(descriptor, address, length)
}
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
  send(descriptor, bytes, count, flags)
}
