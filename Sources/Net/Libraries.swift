import COpenSSL
import CZlib

/// Which of the system's libraries do the work, by their own word.
public enum Libraries {
  public static var openSSL: String { String(cString: OpenSSL_version(OPENSSL_VERSION)) }
  public static var zlib: String { String(cString: zlibVersion()) }
}
