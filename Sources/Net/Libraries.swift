import COpenSSL
import CZlib

/// Which of the system's libraries do the work, by their own word.
public enum Libraries {
  public static var openSSL: String { String(cString: OpenSSL_version(OPENSSL_VERSION)) }
  public static var zlib: String { String(cString: zlibVersion()) }

  /// Begins with OpenSSL. Whatever the system's openssl.cnf asks for, a lesson shows the same TLS everywhere. What
  /// OpenSSL holds ends with the process, which need not be told so. What can go wrong is named by libssl's own words.
  /// And of the hundreds of algorithms that it would list by their older names, which takes longer than a key and its
  /// certificate, only the digest that certificates are signed with here is looked for there.
  static func begin() {
    let without =
      OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS
      | OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS
    OPENSSL_init_crypto(UInt64(without), nil)
    EVP_add_digest(EVP_sha256())
  }
}
