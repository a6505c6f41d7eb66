extension TLS {
  /// What a record carries (RFC 8446 section 5.1).
  public struct ContentType: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let changeCipherSpec = ContentType(rawValue: 20)
    public static let alert = ContentType(rawValue: 21)
    public static let handshake = ContentType(rawValue: 22)
    public static let applicationData = ContentType(rawValue: 23)
    public static let heartbeat = ContentType(rawValue: 24)
    public static let prefix = "content type "
    public static let symbols: [UInt8: String] = [
      20: "change_cipher_spec", 21: "alert", 22: "handshake", 23: "application_data", 24: "heartbeat",
    ]
  }

  /// A version, as two bytes that go on counting from SSL 3.0.
  public struct ProtocolVersion: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let tls12 = ProtocolVersion(rawValue: 0x0303)
    public static let tls13 = ProtocolVersion(rawValue: 0x0304)
    public static let prefix = "version "
    public static let symbols: [UInt16: String] = grease.merging(
      [0x0300: "SSL 3.0", 0x0301: "TLS 1.0", 0x0302: "TLS 1.1", 0x0303: "TLS 1.2", 0x0304: "TLS 1.3"]
    ) { _, name in name }
  }

  /// Which handshake message (RFC 8446 section 4, RFC 5246 section 7.4).
  public struct HandshakeType: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let clientHello = HandshakeType(rawValue: 1)
    public static let serverHello = HandshakeType(rawValue: 2)
    public static let newSessionTicket = HandshakeType(rawValue: 4)
    public static let encryptedExtensions = HandshakeType(rawValue: 8)
    public static let certificate = HandshakeType(rawValue: 11)
    public static let serverKeyExchange = HandshakeType(rawValue: 12)
    public static let serverHelloDone = HandshakeType(rawValue: 14)
    public static let certificateVerify = HandshakeType(rawValue: 15)
    public static let clientKeyExchange = HandshakeType(rawValue: 16)
    public static let finished = HandshakeType(rawValue: 20)
    public static let keyUpdate = HandshakeType(rawValue: 24)
    public static let prefix = "handshake type "
    public static let symbols: [UInt8: String] = [
      0: "HelloRequest", 1: "ClientHello", 2: "ServerHello", 4: "NewSessionTicket", 5: "EndOfEarlyData",
      8: "EncryptedExtensions", 11: "Certificate", 12: "ServerKeyExchange", 13: "CertificateRequest",
      14: "ServerHelloDone", 15: "CertificateVerify", 16: "ClientKeyExchange", 20: "Finished", 21: "CertificateURL",
      22: "CertificateStatus", 24: "KeyUpdate", 25: "CompressedCertificate", 254: "message_hash",
    ]
  }

  /// How grave an alert is; TLS 1.3 goes by the description alone (RFC 8446 section 6).
  public struct AlertLevel: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let prefix = "level "
    public static let symbols: [UInt8: String] = [1: "warning", 2: "fatal"]
  }

  /// What an alert says (RFC 8446 section 6, RFC 5246 section 7.2).
  public struct AlertDescription: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let closeNotify = AlertDescription(rawValue: 0)
    public static let prefix = "alert "
    public static let symbols: [UInt8: String] = [
      0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed_RESERVED",
      22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure", 41: "no_certificate_RESERVED",
      42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired",
      46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied", 50: "decode_error",
      51: "decrypt_error", 60: "export_restriction_RESERVED", 70: "protocol_version", 71: "insufficient_security",
      80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled", 100: "no_renegotiation",
      109: "missing_extension", 110: "unsupported_extension", 111: "certificate_unobtainable_RESERVED",
      112: "unrecognized_name", 113: "bad_certificate_status_response", 115: "unknown_psk_identity",
      116: "certificate_required", 120: "no_application_protocol", 121: "ech_required",
    ]
  }

  /// How a pre-shared key is used (RFC 8446 section 4.2.9).
  public struct KeyExchangeMode: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let prefix = "mode "
    public static let symbols: [UInt8: String] = [0: "psk_ke", 1: "psk_dhe_ke"]
  }

  /// How a point on a curve is written down (RFC 8422 section 5.1.2).
  public struct PointFormat: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let prefix = "format "
    public static let symbols: [UInt8: String] = [
      0: "uncompressed", 1: "ansiX962_compressed_prime", 2: "ansiX962_compressed_char2",
    ]
  }

  /// Values that mean nothing and are sent to see that nobody stumbles over the unknown (RFC 8701).
  static let grease: [UInt16: String] = Dictionary(
    uniqueKeysWithValues: (0...15).map { (UInt16($0) << 12 | UInt16($0) << 4 | 0x0A0A, "GREASE") })
}
