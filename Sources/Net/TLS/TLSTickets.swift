import COpenSSL

/// What a client keeps of its last connection to each server, to take up again with the next one (RFC 8446 section 2.2).
public final class TLSTickets {
  private var sessions: [String: OpaquePointer] = [:]

  public init() {}

  deinit { for session in sessions.values { SSL_SESSION_free(session) } }

  /// Keeps what a connection has of a ticket by now. Until its server gives a new one, that is the one it took up again
  /// itself, which only TLS 1.2 lets it show once more.
  func keep(of ssl: OpaquePointer, with server: String) {
    guard let session = SSL_get1_session(ssl) else { return }
    guard SSL_SESSION_is_resumable(session) == 1 else { return SSL_SESSION_free(session) }
    if let before = sessions.updateValue(session, forKey: server) { SSL_SESSION_free(before) }
  }

  /// Has a connection take up again what was kept, and forgets it: who shows a ticket twice can be told from others
  /// (RFC 8446 appendix C.4).
  func resume(_ ssl: OpaquePointer, with server: String) {
    guard let session = sessions.removeValue(forKey: server) else { return }
    // A client tells how old its ticket is: under a seed, not at all.
    if TLSRandomness.isSeeded { SSL_SESSION_set_time(session, Clock.wallSeconds) }
    SSL_set_session(ssl, session)
    SSL_SESSION_free(session)
  }
}
