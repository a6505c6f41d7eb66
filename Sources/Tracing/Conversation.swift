/// One connection with both its ends and all the bytes that crossed it, put together from what each end recorded.
public struct Conversation: Sendable, Hashable {
  public var connection: Connection
  /// Those that speak of it, in order, and never none.
  public var entries: [Trace.Entry.ID]
  /// Who opened it.
  public var client: Party?
  /// Who listened. Nil where nobody who recorded did.
  public var server: Party?
  public var fromClient = Direction()
  public var fromServer = Direction()
  /// True when TLS ran on it; ``Direction/bytes`` are then the plaintext.
  public var isEncrypted = false
  /// The client's entries for asking the kernel to connect and for hearing that it did, the server's for accepting.
  public var connecting: Trace.Entry.ID?
  public var connected: Trace.Entry.ID?
  public var accepted: Trace.Entry.ID?
  /// The kernel's word for what went wrong: `ECONNREFUSED`.
  public var failure: String?
  /// The last figures that the client's kernel gave.
  public var measured: TCPInfo?

  init(_ connection: Connection, begun: Trace.Entry.ID) {
    self.connection = connection
    entries = [begun]
  }

  /// The first entry that speaks of it.
  public var begun: Trace.Entry.ID { entries[0] }

  /// What one end sent, as it recorded it itself; as the other end received it where the sender recorded nothing.
  public struct Direction: Sendable, Hashable {
    /// The application's bytes: TLS plaintext where there is TLS, else what went into the socket.
    public var bytes: [UInt8] = []
    /// What went into the socket: records of ciphertext where there is TLS.
    public var wire: [UInt8] = []
    /// Where each write stands in ``wire``: the datagrams of a UDP conversation.
    public var writes: [Range<Int>] = []

    public init() {}

    /// The whole messages of DNS: datagrams over UDP; over TCP, what a two-byte length goes before (RFC 1035 section
    /// 4.2.2).
    public func messages(over transport: Connection.Transport) -> [ArraySlice<UInt8>] {
      switch transport {
      case .udp: return writes.map { wire[$0] }
      case .tcp:
        var messages: [ArraySlice<UInt8>] = []
        var start = 0
        while bytes.count - start >= 2 {
          let end = start + 2 + Int(bytes[start]) << 8 + Int(bytes[start + 1])
          guard end <= bytes.count else { break }
          messages.append(bytes[start + 2..<end])
          start = end
        }
        return messages
      }
    }
  }
}

extension Trace.Entry {
  /// The connection that the entry speaks of.
  public var connection: Connection? { fact.connection }
}

extension Fact {
  var connection: Connection? {
    switch self {
    case .socket(let event): event.connection
    case .tls(let event): event.connection
    case .http(let event):
      switch event {
      case .requestSent(let message), .requestReceived(let message), .responseSent(let message),
        .responseReceived(let message):
        message.connection
      case .refused(let connection, _): connection
      }
    case .lookup(.asked(let connection, _, _, _)), .lookup(.answered(let connection, _, _, _, _)),
      .lookup(.referred(let connection, _, _, _, _)):
      connection
    case .visit(.assigned(_, let connection, _)), .routing(.forwarded(let connection, _)): connection
    case .visit, .url, .lookup, .network, .routing, .handler, .database, .cookie, .rendering: nil
    }
  }
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

extension TLSEvent {
  public var connection: Connection {
    switch self {
    case .started(let connection, _), .message(let connection, _, _, _, _), .secret(let connection, _, _, _),
      .established(let connection, _), .verified(let connection, _, _), .plaintextSent(let connection, _),
      .plaintextReceived(let connection, _), .failed(let connection, _):
      connection
    }
  }
}
