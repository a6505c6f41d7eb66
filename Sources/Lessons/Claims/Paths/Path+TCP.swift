import Tracing
import Wire

extension Path {
  static let tcp: [Path] = [
    Path("tcp.connections.count", about: .opening, "how many TCP connections the browser opened in this scene") {
      scope in
      .number(scope.query.conversations.count { $0.connection.transport == .tcp && $0.client == .browser })
    },
    Path("tcp.address", about: .opening, "the server's address") { Value($0.conversation?.connection.server.address) },
    Path("tcp.port", about: .opening, "the port at which the server listens") {
      Value(($0.conversation?.connection.server.port).map(Int.init))
    },
    Path("tcp.client.port", about: .opening, "the port that the browser's side was given for this connection") {
      Value(($0.conversation?.connection.client.port).map(Int.init))
    },
    Path(
      "tcp.handshake.packets", about: .opening,
      "how many packets it took to open the connection, lost ones and repetitions among them; without a private internet "
        + "3: SYN, SYN-ACK, ACK (modelled, RFC 9293)"
    ) { scope in
      if scope.query.topology != nil { return Value(scope.handshakeSegments.map(\.count)) }
      return Value(scope.conversation?.connected.map { _ in 3 })
    },
    Path(
      "tcp.rtt", about: .opening, "the kernel's smoothed round-trip time in microseconds, where it gives one (measured)"
    ) {
      Value($0.conversation?.measured?.roundTripTime)
    },
    Path("tcp.mss", about: .opening, "the largest segment the browser's side sends, in bytes (measured)") {
      Value($0.conversation?.measured?.maximumSegmentSize)
    },
    Path(
      "tcp.failure", about: .opening,
      "why there is no connection, in the kernel's words: ECONNREFUSED, or ETIMEDOUT where nobody answered in time"
    ) { scope in
      Value(
        scope.conversation?.failure ?? scope.first { if case .socket(.failed(_, let why)) = $0 { why } else { nil } })
    },
  ]
}
