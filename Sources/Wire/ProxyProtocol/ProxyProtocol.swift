/// What a load balancer may write before the first byte of a connection that it passes on: who really connected, since
/// the server behind it would see the balancer's address otherwise (HAProxy's "The PROXY protocol", versions 1 and 2).
///
/// It is a layer below HTTP and never guessed at: a server that did not ask for it must take it for a malformed request,
/// as anyone could claim any address with it.
public enum ProxyProtocol {
  static let spec = Spec("PROXY protocol")

  /// The header's meaning.
  public struct Header: Sendable, Hashable {
    /// 1 for the line of text, 2 for the binary form.
    public var version: Int
    /// Who connected, and whom they connected to; nil where the balancer speaks for itself (a health check) or does not
    /// say.
    public var connection: Connection?
    /// What stands behind the addresses of version 2: the name asked for in TLS, a checksum.
    public var extensions: [Extension] = []
    /// How many bytes the header takes: the connection's own begin there.
    public var length: Int
  }

  /// Both ends of the connection that is passed on.
  public struct Connection: Sendable, Hashable {
    public var source: Address
    public var destination: Address
  }

  /// One end of it.
  public enum Address: Sendable, Hashable, CustomStringConvertible {
    case ipv4(IPv4Address, port: UInt16)
    case ipv6(IPv6Address, port: UInt16)
    /// A socket in the file system.
    case unix(path: String)

    public var description: String {
      switch self {
      case .ipv4(let address, let port): "\(address):\(port)"
      case .ipv6(let address, let port): "[\(address)]:\(port)"
      case .unix(let path): path
      }
    }
  }

  /// A type, a length and a value of version 2 (section 2.2.1).
  public struct Extension: Sendable, Hashable {
    public var type: ExtensionType
    public var value: [UInt8]
  }

  /// What an extension of version 2 tells (section 2.2, "PP2_TYPE_...").
  public struct ExtensionType: Codepoint {
    public var rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let prefix = "PP2_TYPE_"
    public static let symbols: [UInt8: String] = [
      0x01: "ALPN", 0x02: "AUTHORITY", 0x03: "CRC32C", 0x04: "NOOP", 0x05: "UNIQUE_ID", 0x20: "SSL",
      0x21: "SSL_VERSION",
      0x22: "SSL_CN", 0x23: "SSL_CIPHER", 0x24: "SSL_SIG_ALG", 0x25: "SSL_KEY_ALG", 0x30: "NETNS",
    ]
  }
}
