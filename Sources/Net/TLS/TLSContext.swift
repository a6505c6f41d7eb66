import COpenSSL
public import Wire

/// What TLS connections of one side share: for a server its certificate and key, for a client the authority it trusts.
public final class TLSContext {
  let context: OpaquePointer
  /// The moment, in seconds since 1970, that certificates are judged at; nil for the system's clock.
  let verificationTime: Int?

  private init(verificationTime: Int?) throws(Fault) {
    guard let context = SSL_CTX_new(TLS_method()) else { throw TLSContext.fault("no TLS context") }
    self.context = context
    self.verificationTime = verificationTime
    roundtrip_release_buffers(context)
    SSL_CTX_set_keylog_callback(context) { ssl, line in
      guard let ssl, let line else { return }
      TLSJournal.of(ssl)?.keyLog(String(cString: line))
    }
  }

  deinit {
    for session in sessions.values { SSL_SESSION_free(session) }
    SSL_CTX_free(context)
  }

  /// A server's: it proves itself with `identity` and speaks the first of `protocols` that the client offers.
  public static func server(
    _ identity: CertificateAuthority.Identity, protocols: [String] = ["http/1.1"]
  ) throws(Fault) -> TLSContext {
    let shared = try TLSContext(verificationTime: nil)
    guard SSL_CTX_use_certificate(shared.context, identity.certificate) == 1,
      SSL_CTX_use_PrivateKey(shared.context, identity.key) == 1
    else { throw fault("the certificate and its key do not fit") }
    for issuer in identity.issuers { roundtrip_add_issuer(shared.context, issuer) }
    shared.protocols = protocols
    if TLSRandomness.isSeeded { shared.datesTickets() }
    SSL_CTX_set_alpn_select_cb(
      shared.context,
      { _, chosen, chosenLength, offered, offeredLength, argument in
        guard let argument, let offered else { return SSL_TLSEXT_ERR_NOACK }
        let context = Unmanaged<TLSContext>.fromOpaque(argument).takeUnretainedValue()
        let names = UnsafeBufferPointer(start: offered, count: Int(offeredLength))
        for ours in context.protocols {
          var at = 0
          while at < names.count {
            let from = at + 1
            let end = from + Int(names[at])
            guard end <= names.count else { break }
            if names[from..<end].elementsEqual(ours.utf8) {
              chosen?.pointee = offered + from
              chosenLength?.pointee = names[at]
              return SSL_TLSEXT_ERR_OK
            }
            at = end
          }
        }
        return SSL_TLSEXT_ERR_NOACK
      }, Unmanaged.passUnretained(shared).toOpaque())
    return shared
  }

  /// A session ticket holds, encrypted, the second in which it was made: under a seed always the same one. Not 0, which
  /// OpenSSL takes for none at all, and makes no ticket of. When the ticket comes back it was made just now.
  private func datesTickets() {
    SSL_CTX_set_session_ticket_cb(
      context,
      { ssl, _ in
        SSL_SESSION_set_time(SSL_get_session(ssl), 1_767_225_600)
        return 1
      },
      { _, session, _, _, status, _ in
        switch Int32(status) {
        case SSL_TICKET_SUCCESS, SSL_TICKET_SUCCESS_RENEW:
          SSL_SESSION_set_time(session, Clock.wallSeconds)
          return Int32(SSL_TICKET_RETURN_USE_RENEW)
        default: return Int32(SSL_TICKET_RETURN_IGNORE_RENEW)
        }
      }, nil)
  }

  /// A client's: it trusts `authority` and nobody else. One that `resumes` takes a server's ticket to its next connection
  /// there.
  public static func client(
    trusting authority: CertificateAuthority, at verificationTime: Int? = nil, protocols: [String] = ["http/1.1"],
    resumes: Bool = false
  ) throws(Fault) -> TLSContext {
    let shared = try TLSContext(verificationTime: verificationTime)
    guard X509_STORE_add_cert(SSL_CTX_get_cert_store(shared.context), authority.certificate) == 1 else {
      throw fault("the authority can't be trusted")
    }
    shared.protocols = protocols
    shared.resumes = resumes
    return shared
  }

  private var resumes = false
  /// What a client keeps of its last connection to each server.
  private var sessions: [String: OpaquePointer] = [:]

  /// Keeps what a client's connection has of a ticket by now.
  func keepSession(of ssl: OpaquePointer, with server: String) {
    guard resumes, let session = SSL_get1_session(ssl) else { return }
    guard SSL_SESSION_is_resumable(session) == 1 else { return SSL_SESSION_free(session) }
    if let before = sessions.updateValue(session, forKey: server) { SSL_SESSION_free(before) }
  }

  /// Has a client's connection take up again what was kept, and forgets it: who shows a ticket twice can be told from
  /// others (RFC 8446 appendix C.4).
  func resume(_ ssl: OpaquePointer, with server: String) {
    guard let session = sessions.removeValue(forKey: server) else { return }
    // A client tells how old its ticket is: under a seed, not at all.
    if TLSRandomness.isSeeded { SSL_SESSION_set_time(session, Clock.wallSeconds) }
    SSL_set_session(ssl, session)
    SSL_SESSION_free(session)
  }

  private(set) var protocols: [String] = []

  /// What OpenSSL says went wrong, as a fault; empties its queue of errors.
  static func fault(_ what: String, _ code: Fault.Code = .unavailable) -> Fault {
    var reasons: [String] = []
    while true {
      let error = ERR_get_error()
      if error == 0 { break }
      if let reason = ERR_reason_error_string(error) { reasons.append(String(cString: reason)) }
    }
    return Fault(code, reasons.isEmpty ? what : "\(what): \(reasons.joined(separator: ", "))")
  }
}
