public import Tracing

/// A machine that sockets are made on: whoever listens or connects is told which one it lives on, and makes every socket
/// there.
public struct Host: Sendable {
  /// The address that it listens on: `127.0.0.1`.
  public var address: String
  #if os(Linux)
    /// Its network; nil is the one that this process is in.
    private(set) var namespace: Namespace?
  #endif

  /// This machine as it talks to itself: nothing leaves it, and nobody else can reach it.
  public static let loopback = Host(address: "127.0.0.1")

  private init(address: String) { self.address = address }

  #if os(Linux)
    init(address: String, namespace: Namespace) {
      self.address = address
      self.namespace = namespace
    }
  #endif

  /// A listening TCP socket. Port 0 lets the kernel choose.
  public func listening(port: UInt16) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try .listening(at: endpoint(port)) }
  }

  /// A TCP socket that only holds its port: it does not listen, so connections to it are refused.
  public func reserving(port: UInt16) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try .reserved(at: endpoint(port)) }
  }

  /// A TCP socket whose connection is under way: it becomes writable when the kernel knows how it went.
  public func connecting(to endpoint: Endpoint) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try .connecting(to: endpoint) }
  }

  /// A UDP socket. Port 0 lets the kernel choose, at random.
  public func datagram(port: UInt16) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try .datagram(at: endpoint(port)) }
  }

  private func endpoint(_ port: UInt16) -> Endpoint { Endpoint(address: address, port: port) }

  private func inside(_ make: () throws(SystemError) -> Socket) throws(SystemError) -> Socket {
    #if os(Linux)
      if let namespace { return try namespace.inside(make) }
    #endif
    return try make()
  }
}
