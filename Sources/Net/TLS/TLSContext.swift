import COpenSSL
public import Wire

/// What TLS connections of one side share: for a server its certificate and key, for a client the authority it trusts.
///
/// It stays as it was made, so that one thread can make it for another.
public final class TLSContext: Sendable {
  nonisolated(unsafe) let context: OpaquePointer
  /// The moment, in seconds since 1970, that certificates are judged at; nil for the system's clock.
  let verificationTime: Int?
  let protocols: [String]

  private init(verificationTime: Int?, protocols: [String]) throws(Fault) {
    guard let context = SSL_CTX_new(TLS_method()) else { throw TLSContext.fault("no TLS context", .exhausted) }
    self.context = context
    self.verificationTime = verificationTime
    self.protocols = protocols
    roundtrip_release_buffers(context)
  }

  deinit { SSL_CTX_free(context) }

  /// A server's: it proves itself with `identity` and speaks the first of `protocols` that the client offers.
  public static func server(
    _ identity: CertificateAuthority.Identity, protocols: [String] = ["http/1.1"]
  ) throws(Fault) -> TLSContext {
    let shared = try TLSContext(verificationTime: nil, protocols: protocols)
    guard SSL_CTX_use_certificate(shared.context, identity.certificate) == 1,
      SSL_CTX_use_PrivateKey(shared.context, identity.key) == 1
    else { throw fault("the certificate and its key do not fit") }
    for issuer in identity.issuers { roundtrip_add_issuer(shared.context, issuer) }
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

  /// A client's: it trusts `authority` and nobody else.
  public static func client(
    trusting authority: CertificateAuthority, at verificationTime: Int? = nil, protocols: [String] = ["http/1.1"]
  ) throws(Fault) -> TLSContext {
    let shared = try TLSContext(verificationTime: verificationTime, protocols: protocols)
    guard X509_STORE_add_cert(SSL_CTX_get_cert_store(shared.context), authority.certificate) == 1 else {
      throw fault("the authority can't be trusted")
    }
    // Both sides have the same secrets: one says them.
    SSL_CTX_set_keylog_callback(shared.context) { ssl, line in
      guard let ssl, let line else { return }
      TLSJournal.of(ssl)?.keyLog(String(cString: line))
    }
    return shared
  }

  /// What OpenSSL says went wrong, as a fault; empties its queue of errors. Want of memory is told from all else.
  static func fault(_ what: String, _ code: Fault.Code = .unavailable) -> Fault {
    var reasons: [String] = []
    var code = code
    while true {
      let error = ERR_get_error()
      if error == 0 { break }
      if roundtrip_wants_memory(error) { code = .exhausted }
      if let reason = ERR_reason_error_string(error) { reasons.append(String(cString: reason)) }
    }
    return Fault(code, reasons.isEmpty ? what : "\(what): \(reasons.joined(separator: ", "))")
  }
}
