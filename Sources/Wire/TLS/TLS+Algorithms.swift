extension TLS {
  /// Where two ends find a common secret: a curve, a finite field, or a post-quantum mechanism (TLS Supported Groups
  /// registry).
  public struct NamedGroup: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let prefix = "group "
    public static let symbols: [UInt16: String] = grease.merging(registered) { _, name in name }

    private static let registered: [UInt16: String] = [
      0x0015: "secp224r1", 0x0016: "secp256k1", 0x0017: "secp256r1", 0x0018: "secp384r1", 0x0019: "secp521r1",
      0x001A: "brainpoolP256r1", 0x001B: "brainpoolP384r1", 0x001C: "brainpoolP512r1", 0x001D: "x25519",
      0x001E: "x448", 0x001F: "brainpoolP256r1tls13", 0x0020: "brainpoolP384r1tls13", 0x0021: "brainpoolP512r1tls13",
      0x0029: "curveSM2", 0x0100: "ffdhe2048", 0x0101: "ffdhe3072", 0x0102: "ffdhe4096", 0x0103: "ffdhe6144",
      0x0104: "ffdhe8192", 0x0200: "MLKEM512", 0x0201: "MLKEM768", 0x0202: "MLKEM1024",
      0x11EB: "SecP256r1MLKEM768", 0x11EC: "X25519MLKEM768", 0x11ED: "SecP384r1MLKEM1024",
      0x6399: "X25519Kyber768Draft00",
    ]
  }

  /// How something is signed (TLS SignatureScheme registry).
  public struct SignatureScheme: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let prefix = "signature scheme "
    public static let symbols: [UInt16: String] = grease.merging(registered) { _, name in name }

    private static let registered: [UInt16: String] = [
      0x0201: "rsa_pkcs1_sha1", 0x0202: "dsa_sha1", 0x0203: "ecdsa_sha1", 0x0301: "rsa_pkcs1_sha224",
      0x0302: "dsa_sha224", 0x0303: "ecdsa_sha224", 0x0401: "rsa_pkcs1_sha256", 0x0402: "dsa_sha256",
      0x0403: "ecdsa_secp256r1_sha256", 0x0501: "rsa_pkcs1_sha384", 0x0502: "dsa_sha384",
      0x0503: "ecdsa_secp384r1_sha384", 0x0601: "rsa_pkcs1_sha512", 0x0602: "dsa_sha512",
      0x0603: "ecdsa_secp521r1_sha512", 0x0708: "sm2sig_sm3", 0x0804: "rsa_pss_rsae_sha256",
      0x0805: "rsa_pss_rsae_sha384", 0x0806: "rsa_pss_rsae_sha512", 0x0807: "ed25519", 0x0808: "ed448",
      0x0809: "rsa_pss_pss_sha256", 0x080A: "rsa_pss_pss_sha384", 0x080B: "rsa_pss_pss_sha512",
      0x081A: "ecdsa_brainpoolP256r1tls13_sha256", 0x081B: "ecdsa_brainpoolP384r1tls13_sha384",
      0x081C: "ecdsa_brainpoolP512r1tls13_sha512", 0x0904: "mldsa44", 0x0905: "mldsa65", 0x0906: "mldsa87",
    ]
  }

  /// What an extension is about (TLS ExtensionType Values registry).
  public struct ExtensionType: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let serverName = ExtensionType(rawValue: 0)
    public static let statusRequest = ExtensionType(rawValue: 5)
    public static let supportedGroups = ExtensionType(rawValue: 10)
    public static let ecPointFormats = ExtensionType(rawValue: 11)
    public static let signatureAlgorithms = ExtensionType(rawValue: 13)
    public static let applicationLayerProtocolNegotiation = ExtensionType(rawValue: 16)
    public static let encryptThenMAC = ExtensionType(rawValue: 22)
    public static let extendedMasterSecret = ExtensionType(rawValue: 23)
    public static let sessionTicket = ExtensionType(rawValue: 35)
    public static let preSharedKey = ExtensionType(rawValue: 41)
    public static let earlyData = ExtensionType(rawValue: 42)
    public static let supportedVersions = ExtensionType(rawValue: 43)
    public static let pskKeyExchangeModes = ExtensionType(rawValue: 45)
    public static let signatureAlgorithmsCert = ExtensionType(rawValue: 50)
    public static let keyShare = ExtensionType(rawValue: 51)
    public static let renegotiationInfo = ExtensionType(rawValue: 65_281)
    public static let prefix = "extension "
    public static let symbols: [UInt16: String] = grease.merging(registered) { _, name in name }

    private static let registered: [UInt16: String] = [
      0: "server_name", 1: "max_fragment_length", 5: "status_request", 10: "supported_groups", 11: "ec_point_formats",
      13: "signature_algorithms", 14: "use_srtp", 15: "heartbeat", 16: "application_layer_protocol_negotiation",
      18: "signed_certificate_timestamp", 19: "client_certificate_type", 20: "server_certificate_type",
      21: "padding", 22: "encrypt_then_mac", 23: "extended_master_secret", 27: "compress_certificate",
      28: "record_size_limit", 34: "delegated_credential", 35: "session_ticket", 41: "pre_shared_key",
      42: "early_data", 43: "supported_versions", 44: "cookie", 45: "psk_key_exchange_modes",
      47: "certificate_authorities", 48: "oid_filters", 49: "post_handshake_auth", 50: "signature_algorithms_cert",
      51: "key_share", 57: "quic_transport_parameters", 13_172: "next_protocol_negotiation",
      17_513: "application_settings", 17_613: "application_settings", 65_037: "encrypted_client_hello",
      65_281: "renegotiation_info",
    ]
  }
}
