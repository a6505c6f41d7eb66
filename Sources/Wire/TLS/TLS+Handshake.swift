extension TLS {
  /// One handshake message (RFC 8446 section 4).
  public struct Handshake: Sendable, Hashable {
    public var type: HandshakeType
    public var body: Body

    public init(type: HandshakeType, body: Body) {
      self.type = type
      self.body = body
    }

    public enum Body: Sendable, Hashable {
      case clientHello(ClientHello)
      case serverHello(ServerHello)
      case encryptedExtensions([Extension])
      /// The chain, leaf first.
      case certificate([CertificateEntry])
      case certificateVerify(SignatureScheme, signature: [UInt8])
      case finished(verifyData: [UInt8])
      case newSessionTicket(NewSessionTicket)
      /// True: answer with one of your own.
      case keyUpdate(isRequested: Bool)
      case serverKeyExchange(ServerKeyExchange)
      case serverHelloDone
      /// The client's public key, or, with RSA key transport, the encrypted secret.
      case clientKeyExchange([UInt8])
      /// A message that we don't read.
      case opaque([UInt8])
    }
  }

  /// The client's offer (RFC 8446 section 4.1.2).
  public struct ClientHello: Sendable, Hashable {
    /// TLS 1.2 or less; what is really offered stands in supported_versions.
    public var legacyVersion: ProtocolVersion
    /// 32 bytes.
    public var random: [UInt8]
    public var sessionID: [UInt8]
    public var cipherSuites: [CipherSuite]
    public var compressionMethods: [UInt8]
    public var extensions: [Extension]

    /// The name that the client wants to reach (SNI); nil where it says none.
    public var serverName: String? {
      for case .serverName(let name?) in extensions.map(\.content) { return name }
      return nil
    }
  }

  /// The server's choice, or its request to begin again with another key share (RFC 8446 sections 4.1.3 and 4.1.4).
  public struct ServerHello: Sendable, Hashable {
    public var legacyVersion: ProtocolVersion
    public var random: [UInt8]
    public var sessionID: [UInt8]
    public var cipherSuite: CipherSuite
    public var compressionMethod: UInt8
    public var extensions: [Extension]

    /// True of a HelloRetryRequest: it is a ServerHello with one particular "random" value.
    public var isHelloRetryRequest: Bool { random == Self.retryRandom }

    /// What was agreed on: supported_versions, else the old field.
    public var version: ProtocolVersion {
      for case .supportedVersions(let versions) in extensions.map(\.content) { return versions.first ?? legacyVersion }
      return legacyVersion
    }

    /// SHA-256 of "HelloRetryRequest" (RFC 8446 section 4.1.3).
    static let retryRandom: [UInt8] = [
      0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
      0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ]
  }

  /// One certificate of a chain: X.509 in DER, and in TLS 1.3 what else is said about it (RFC 8446 section 4.4.2).
  public struct CertificateEntry: Sendable, Hashable {
    public var data: [UInt8]
    public var extensions: [Extension]
  }

  /// What a returning client shows to skip the certificate (RFC 8446 section 4.6.1, RFC 5077 section 3.3).
  public struct NewSessionTicket: Sendable, Hashable {
    /// Seconds.
    public var lifetime: UInt32
    /// Added to the ticket's age so that onlookers can't tell returning clients apart; nil in TLS 1.2.
    public var ageAdd: UInt32?
    public var nonce: [UInt8]
    public var ticket: [UInt8]
    public var extensions: [Extension]
  }

  /// The server's half of the key exchange, in TLS 1.2 a message of its own (RFC 8422 section 5.4).
  public enum ServerKeyExchange: Sendable, Hashable {
    case ellipticCurve(NamedGroup, publicKey: [UInt8], SignatureScheme, signature: [UInt8])
    /// Finite field, pre-shared keys, and whatever else is not an elliptic curve.
    case opaque([UInt8])
  }
}
