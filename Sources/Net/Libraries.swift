import COpenSSL
import CZlib

/// Which of the system's libraries do the work, by their own word.
public enum Libraries {
  public static var openSSL: String { String(cString: OpenSSL_version(OPENSSL_VERSION)) }
  public static var zlib: String { String(cString: zlibVersion()) }

  /// Begins with OpenSSL. Whatever the system's openssl.cnf asks for, a lesson shows the same TLS everywhere. What
  /// OpenSSL holds ends with the process, which need not be told so. And what can go wrong is named by libssl's own
  /// words.
  static func begin() {
    OPENSSL_init_crypto(
      UInt64(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS), nil)
  }

  /// Has OpenSSL look up the algorithms that a TLS handshake needs, which takes longer than the handshake. It remembers
  /// them, on whatever thread that was, and takes no random number for it.
  public static func prepare() {
    begin()
    roundtrip_fetch_algorithms()
  }
}
