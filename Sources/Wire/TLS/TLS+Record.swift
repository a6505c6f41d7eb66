extension TLS {
  /// One record: the envelope in which TLS sends everything (RFC 8446 section 5.1).
  public struct Record: Sendable, Hashable {
    public var type: ContentType
    /// Frozen at TLS 1.2 (1.0 in the first ClientHello): middleboxes stumbled over anything newer.
    public var version: ProtocolVersion
    public var content: Content

    public init(type: ContentType, version: ProtocolVersion, content: Content) {
      self.type = type
      self.version = version
      self.content = content
    }

    public enum Content: Sendable, Hashable {
      /// The messages that are complete with this record; a long one may have begun in an earlier record.
      case handshake([Handshake])
      case alert(Alert)
      case changeCipherSpec
      /// Under keys that we don't have.
      case protected([UInt8])
    }
  }

  /// How a connection ends, well or badly (RFC 8446 section 6).
  public struct Alert: Sendable, Hashable {
    public var level: AlertLevel
    public var description: AlertDescription

    public init(level: AlertLevel, description: AlertDescription) {
      self.level = level
      self.description = description
    }
  }
}
