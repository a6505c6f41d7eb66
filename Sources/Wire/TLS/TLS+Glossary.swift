extension TLS.HandshakeType {
  /// One sentence for a beginner: what the message is for. Nil for messages that the lessons never meet.
  public var meaning: String? { Self.meanings[self] }

  private static let meanings: [TLS.HandshakeType: String] = [
    .clientHello:
      "The client opens the conversation: whom it wants to reach, and every version and algorithm it can use.",
    .serverHello: "The server picks one of each from the client's offer and adds its half of the key exchange.",
    .newSessionTicket: "A ticket to show next time, so that both can skip the certificate and start faster.",
    .encryptedExtensions: "The rest of the server's choices, the first message that nobody on the way can read.",
    .certificate: "The server's identity card, with the cards of those who vouch for it.",
    .serverKeyExchange: "The server's half of the key exchange, signed so that it cannot be swapped on the way.",
    .serverHelloDone: "The server has said its part and waits for the client.",
    .certificateVerify:
      "The server signs the conversation so far, which proves that the certificate is really its own.",
    .clientKeyExchange: "The client's half of the key exchange; from here both can compute the same keys.",
    .finished: "A checksum over everything said so far: if anyone had changed a byte, the two sides would notice now.",
    .keyUpdate: "From here on this side encrypts with a fresh key.",
  ]
}

extension TLS.NamedGroup {
  /// What kind of puzzle it is. Nil for groups that the lessons never meet.
  public var meaning: String? { Self.meanings[description] }

  private static let meanings = [
    "x25519": "a curve on which steps are easy to take, and nobody can count how many were taken",
    "x448": "a curve as x25519 has one, with longer numbers", "secp256r1": "an older such curve, also called P-256",
    "secp384r1": "an older such curve, also called P-384", "secp521r1": "an older such curve, also called P-521",
    "X25519MLKEM768": "a curve, and a second puzzle that quantum computers can't solve either",
  ]
}

extension TLS.CipherSuite {
  /// What its letters stand for. Nil for those that the lessons never meet.
  public var meaning: String? { Self.meanings[description] }

  private static let meanings = [
    "TLS_AES_128_GCM_SHA256": "AES with a key of 128 bits; GCM notices every change; SHA256 makes the keys",
    "TLS_AES_256_GCM_SHA384": "AES with a key of 256 bits; GCM notices every change; SHA384 makes the keys",
    "TLS_CHACHA20_POLY1305_SHA256": "ChaCha20 encrypts; Poly1305 notices every change; SHA256 makes the keys",
  ]
}

extension TLS.SignatureScheme {
  /// What its letters stand for. Nil for those that the lessons never meet.
  public var meaning: String? { Self.meanings[description] }

  private static let meanings = [
    "ecdsa_secp256r1_sha256": "ECDSA with a key on the curve P-256, over a checksum: SHA-256",
    "ecdsa_secp384r1_sha384": "ECDSA with a key on the curve P-384, over a checksum: SHA-384",
    "ed25519": "EdDSA with a key on the curve Ed25519",
    "rsa_pss_rsae_sha256": "RSA, over a checksum, SHA-256, with chance mixed in: PSS",
  ]
}

extension TLS.ExtensionType {
  /// One sentence for a beginner: what the extension says. Nil for extensions that the lessons never meet.
  public var meaning: String? {
    TLS.grease[rawValue] == nil
      ? Self.meanings[self] : "Deliberate nonsense, to make sure that servers ignore what they do not know."
  }

  private static let meanings: [TLS.ExtensionType: String] = [
    .serverName: "The name of the site wanted, in clear: one server may hold certificates for many.",
    .statusRequest: "Please send along a fresh statement that the certificate has not been withdrawn.",
    .supportedGroups: "The kinds of key exchange that the client can do, best first.",
    .ecPointFormats: "How points on a curve may be written; a leftover of older versions.",
    .signatureAlgorithms: "The kinds of signature that the client can check.",
    .applicationLayerProtocolNegotiation: "What will be spoken once the connection is safe: HTTP/1.1, HTTP/2.",
    .encryptThenMAC: "An old way of ciphering made safer: encrypt first, then add the checksum.",
    .extendedMasterSecret: "Ties the keys to this very handshake, so that two connections cannot be confused.",
    .sessionTicket: "A ticket from an earlier visit, or the wish to get one.",
    .preSharedKey: "A secret from an earlier visit, so that no certificate is needed this time.",
    .earlyData: "The request comes along with the very first message, which somebody could replay.",
    .supportedVersions: "The versions that the client really speaks; the older field must pretend to be TLS 1.2.",
    .pskKeyExchangeModes: "How a secret from an earlier visit may be used: alone, or with a fresh key exchange.",
    .signatureAlgorithmsCert: "The kinds of signature that the client can check inside certificates.",
    .keyShare: "Half of the key exchange, sent before anyone asked: this is what saves TLS 1.3 a round trip.",
    .renegotiationInfo: "Ties a second handshake to the first, so that nobody can slip one in between.",
  ]
}
