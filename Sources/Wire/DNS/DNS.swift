/// The domain name system: how a name becomes an address (RFC 1034, RFC 1035).
public enum DNS {
  /// The most bytes that a UDP message may have unless EDNS agreed on more (RFC 1035 section 4.2.1).
  public static let plainUDPLimit = 512
  /// The most bytes that a message may have at all: what the TCP length prefix can say (RFC 1035 section 4.2.2).
  public static let messageLimit = 65_535
}
