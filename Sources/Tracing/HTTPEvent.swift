public import Wire

/// A whole HTTP message that left or arrived. Its text is never repeated here: `bytes` says where it stands in the
/// plaintext that its sender sent on that connection.
public enum HTTPEvent: Sendable, Hashable {
  case requestSent(Message)
  case requestReceived(Message)
  /// An interim (1xx) or final response.
  case responseSent(Message)
  case responseReceived(Message)
  /// Bytes that are not HTTP as the specification has it, with what is wrong with them.
  case refused(Connection, Fault)

  public struct Message: Sendable, Hashable {
    public var connection: Connection
    /// Which exchange on this connection: 0 for the first.
    public var index: Int
    /// Where, in the sender's stream.
    public var bytes: Range<Int>
    public init(connection: Connection, index: Int, bytes: Range<Int>) {
      self.connection = connection
      self.index = index
      self.bytes = bytes
    }
  }
}
