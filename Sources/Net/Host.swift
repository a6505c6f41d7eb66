public import Tracing

/// A machine that sockets are made on: whoever listens or connects is told which one it lives on, and makes every socket
/// there.
public struct Host: Sendable, Hashable {
  /// The address that it listens on: `127.0.0.1`.
  public var address: String

  /// This machine as it talks to itself: nothing leaves it, and nobody else can reach it.
  public static let loopback = Host(address: "127.0.0.1")

  /// A listening TCP socket. Port 0 lets the kernel choose.
  public func listening(port: UInt16) throws(SystemError) -> Socket { try .listening(at: endpoint(port)) }

  /// A TCP socket that only holds its port: it does not listen, so connections to it are refused.
  public func reserving(port: UInt16) throws(SystemError) -> Socket { try .reserved(at: endpoint(port)) }

  /// A TCP socket whose connection is under way: it becomes writable when the kernel knows how it went.
  public func connecting(to endpoint: Endpoint) throws(SystemError) -> Socket { try .connecting(to: endpoint) }

  /// A UDP socket. Port 0 lets the kernel choose, at random.
  public func datagram(port: UInt16) throws(SystemError) -> Socket { try .datagram(at: endpoint(port)) }

  private func endpoint(_ port: UInt16) -> Endpoint { Endpoint(address: address, port: port) }
}
