/// What one end of a connection saw of its socket. The bytes are facts: every message on screen is read from them.
public enum SocketEvent: Sendable, Hashable {
  /// The client's end asked the kernel to connect.
  case connecting(Connection)
  /// The client's end: the kernel says that the connection stands.
  case connected(Connection)
  /// The server's end took the connection.
  case accepted(Connection)
  case sent(Connection, [UInt8])
  case received(Connection, [UInt8])
  /// The other end will send no more (its FIN arrived).
  case ended(Connection)
  case closed(Connection)
  /// The kernel's word for what went wrong: `ECONNREFUSED`; `ETIMEDOUT` also where its owner waited no longer.
  case failed(Connection, reason: String)
  case measured(Connection, TCPInfo)
}

extension SocketEvent {
  public var connection: Connection {
    switch self {
    case .connecting(let connection), .connected(let connection), .accepted(let connection), .sent(let connection, _),
      .received(let connection, _), .ended(let connection), .closed(let connection), .failed(let connection, _),
      .measured(let connection, _):
      connection
    }
  }
}
