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
