extension TLS {
  /// One extension of a message (RFC 8446 section 4.2).
  public struct Extension: Sendable, Hashable {
    public var type: ExtensionType
    public var content: Content

    public init(type: ExtensionType, content: Content) {
      self.type = type
      self.content = content
    }

    public enum Content: Sendable, Hashable {
      /// The name wanted; nil in the server's acknowledgement.
      case serverName(String?)
      case supportedGroups([NamedGroup])
      case signatureAlgorithms([SignatureScheme])
      case applicationProtocols([String])
      /// The client's offer; from the server, its one choice.
      case supportedVersions([ProtocolVersion])
      /// The client's public keys; from the server, its one.
      case keyShare([KeyShare])
      /// In a HelloRetryRequest: send a key of this group.
      case keyShareRequest(NamedGroup)
      case pskKeyExchangeModes([KeyExchangeMode])
      case preSharedKeys([Identity], binders: [[UInt8]])
      /// The server takes the identity of that number.
      case selectedPreSharedKey(UInt16)
      case sessionTicket([UInt8])
      case ecPointFormats([PointFormat])
      case renegotiationInfo([UInt8])
      /// In a ticket: how many bytes of early data it allows; elsewhere nil.
      case earlyData(limit: UInt32?)
      /// Being there says it all: extended_master_secret, encrypt_then_mac, and acknowledgements.
      case empty
      case opaque([UInt8])
    }
  }

  /// A public key for the exchange (RFC 8446 section 4.2.8).
  public struct KeyShare: Sendable, Hashable {
    public var group: NamedGroup
    public var publicKey: [UInt8]

    public init(group: NamedGroup, publicKey: [UInt8]) {
      self.group = group
      self.publicKey = publicKey
    }
  }

  /// A ticket that a returning client shows (RFC 8446 section 4.2.11).
  public struct Identity: Sendable, Hashable {
    public var ticket: [UInt8]
    /// Milliseconds since it was given, disguised by adding the ticket's ageAdd.
    public var obfuscatedAge: UInt32

    public init(ticket: [UInt8], obfuscatedAge: UInt32) {
      self.ticket = ticket
      self.obfuscatedAge = obfuscatedAge
    }
  }

  /// The message that an extension stands in: the same type has different forms in different messages.
  enum Place { case clientHello, serverHello, helloRetryRequest, encryptedExtensions, certificate, newSessionTicket }
}
