public import Tracing
public import Wire

#if os(Linux)
  import CLinux
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A UDP socket for probes: each leaves with a Time to Live of its own, and what routers and hosts report back by ICMP
/// is heard. On Linux that needs no privilege (ip(7), IP_RECVERR); elsewhere there is no such thing.
public final class Probes {
  /// What somebody said about a probe.
  public struct Report: Sendable, Hashable {
    public var from: IPv4Address
    /// The port that the probe went to.
    public var port: UInt16
    public var type: ICMP.MessageType
    /// Which kind of ``type``.
    public var code: UInt8
  }

  public var onReport: ((Report) -> Void)?
  /// Where the probes come from.
  public var local: Endpoint? { socket.local }
  private let socket: Socket

  public init(in host: Host, on loop: Loop) throws(SystemError) {
    socket = try host.datagram(port: 0)
    #if os(Linux)
      socket.set(Int32(IPPROTO_IP), IP_RECVERR, 1)
      socket.watch(on: loop) { [weak self] _ in self?.read() }
    #else
      throw SystemError("hear what ICMP reports", code: ENOTSUP)
    #endif
  }

  public func close() { socket.close() }

  /// Sends some bytes that nobody waits for.
  public func send(to endpoint: Endpoint, timeToLive: Int) throws(SystemError) {
    socket.set(Int32(IPPROTO_IP), IP_TTL, Int32(clamping: timeToLive))
    try socket.send(Self.content, to: endpoint)
  }

  private static let content = Array("roundtrip".utf8)

  private func read() {
    #if os(Linux)
      var (type, code) = (UInt8(0), UInt8(0))
      var (reporter, port) = ([UInt8](repeating: 0, count: 4), [UInt8](repeating: 0, count: 2))
      while socket.isOpen {
        let found = roundtrip_take_report(socket.descriptor, &type, &code, &reporter, &port)
        guard found != 0 else { break }
        guard found > 0 else { continue }
        onReport?(
          Report(
            from: IPv4Address(octets: reporter), port: UInt16(port[0]) << 8 | UInt16(port[1]),
            type: ICMP.MessageType(rawValue: type), code: code))
      }
      // The socket stays ready for as long as an error is to be fetched, or what somebody answered.
      guard socket.isOpen else { return }
      _ = socket.pendingError
      _ = try? socket.receive()
    #endif
  }
}
