/// Transport layer security, seen from outside: what its records and handshake messages say (RFC 8446, RFC 5246).
///
/// Here are only dissectors. The cryptography is OpenSSL's, and certificates are opaque bytes that OpenSSL reads.
public enum TLS {
  /// The most bytes of plaintext that a record may carry (RFC 8446 section 5.1).
  public static let plaintextLimit = 1 << 14
  /// The most bytes that a protected record may carry: TLS 1.2 allowed the larger addition (RFC 5246 section 6.2.3).
  public static let protectedLimit = plaintextLimit + 2048
  /// The longest handshake message that is put together from several records; a certificate chain fits many times.
  public static let handshakeLimit = 1 << 17
}
