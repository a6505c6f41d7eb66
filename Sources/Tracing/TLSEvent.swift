public import Wire

/// What one end of a connection saw of TLS, told by OpenSSL itself: each handshake message in clear, the secrets, the
/// verdict on the certificate, and the plaintext inside the records.
public enum TLSEvent: Sendable, Hashable {
  /// The client begins; the name goes into SNI.
  case started(Connection, serverName: String?)
  /// One handshake message (with its four-byte header), alert or change-cipher-spec, in clear.
  /// `encrypted` tells whether it crossed the wire under keys already agreed.
  case message(Connection, sent: Bool, content: Content, encrypted: Bool, [UInt8])
  /// A line for a key log: label and secret (SSLKEYLOGFILE's words).
  case secret(Connection, label: String, clientRandom: [UInt8], [UInt8])
  case established(Connection, Agreement)
  /// The client's verdict on the server's certificate chain, leaf first.
  case verified(Connection, chain: [Certificate], Fault?)
  /// Bytes as the application handed them over, before encryption.
  case plaintextSent(Connection, [UInt8])
  case plaintextReceived(Connection, [UInt8])
  case failed(Connection, Fault)

  public enum Content: UInt8, Sendable, Hashable {
    case changeCipherSpec = 20
    case alert = 21
    case handshake = 22
  }

  /// What the two ends settled on.
  public struct Agreement: Sendable, Hashable {
    /// `TLSv1.3`
    public var version: String
    /// `TLS_AES_256_GCM_SHA384`
    public var cipher: String
    /// `http/1.1`
    public var applicationProtocol: String?
    /// `X25519`
    public var group: String?
    public var resumed: Bool
    public init(version: String, cipher: String, applicationProtocol: String?, group: String?, resumed: Bool) {
      self.version = version
      self.cipher = cipher
      self.applicationProtocol = applicationProtocol
      self.group = group
      self.resumed = resumed
    }
  }

  /// A certificate, read by OpenSSL.
  public struct Certificate: Sendable, Hashable {
    public var subject: String
    public var issuer: String
    /// Names it is good for (SAN).
    public var names: [String]
    /// As `2026-01-01 00:00:00 UTC`.
    public var notBefore: String
    public var notAfter: String
    /// `P-256`
    public var key: String
    public init(subject: String, issuer: String, names: [String], notBefore: String, notAfter: String, key: String) {
      self.subject = subject
      self.issuer = issuer
      self.names = names
      self.notBefore = notBefore
      self.notAfter = notAfter
      self.key = key
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
