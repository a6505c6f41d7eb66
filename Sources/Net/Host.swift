public import Tracing

/// A machine that sockets are made on: whoever listens or connects is told which one it lives on, and makes every socket
/// there.
public struct Host: Sendable {
  /// The address that it listens on: `127.0.0.1`.
  public var address: String
  /// Whether its TCP sockets use Fast Open (RFC 7413), as far as its network allows it.
  public var opensFast = false
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
    let socket = try inside { () throws(SystemError) in try Socket.listening(at: endpoint(port)) }
    if opensFast { socket.takeEarlyData() }
    return socket
  }

  /// A TCP port that takes no connection and refuses none, for as long as the sockets live: the place where connections
  /// wait to be accepted is full, so the kernel does not answer.
  public func silent(port: UInt16) throws(SystemError) -> [Socket] {
    try inside { () throws(SystemError) in
      var sockets = [try Socket.listening(at: endpoint(port), backlog: 0)]
      guard let local = sockets[0].local else { throw SystemError("listen on \(address)") }
      for _ in 0..<Self.waiting { sockets.append(try .connecting(to: local)) }
      return sockets
    }
  }

  /// Linux lets one wait where nobody may; others are more generous.
  private static let waiting = 4

  /// A TCP socket that only holds its port: it does not listen, so connections to it are refused.
  public func reserving(port: UInt16) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try Socket.reserved(at: endpoint(port)) }
  }

  /// A TCP socket whose connection is under way: it becomes writable when the kernel knows how it went.
  public func connecting(to endpoint: Endpoint) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try Socket.connecting(to: endpoint, early: opensFast) }
  }

  /// A UDP socket. Port 0 lets the kernel choose, at random.
  public func datagram(port: UInt16) throws(SystemError) -> Socket {
    try inside { () throws(SystemError) in try Socket.datagram(at: endpoint(port)) }
  }

  private func endpoint(_ port: UInt16) -> Endpoint { Endpoint(address: address, port: port) }

  private func inside<Made>(_ make: () throws(SystemError) -> Made) throws(SystemError) -> Made {
    #if os(Linux)
      if let namespace { return try namespace.inside(make) }
    #endif
    return try make()
  }
}
