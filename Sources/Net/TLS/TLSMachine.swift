import COpenSSL
public import Tracing
public import Wire

/// TLS 1.2 and 1.3 as a machine: records in, plaintext out, and the other way round.
///
/// OpenSSL does all of it, between two memory buffers instead of a socket. Its message callback tells every handshake
/// message in clear, its key-log callback the secrets, its verify callback the certificates.
public struct TLSMachine: ~Copyable, Machine {
  public enum Command: Sendable {
    /// The client speaks first; a server may start too and waits.
    case start
    case send([UInt8])
    /// Says goodbye (close_notify).
    case close
  }

  /// Each stands with the records that carried it: a range of the bytes that were received, or for a message that was
  /// sent, of those that were sent. A secret or an agreement is carried by nothing: its range is empty.
  public enum Event: Sendable, Hashable {
    case message(sent: Bool, content: TLSEvent.Content, encrypted: Bool, [UInt8])
    case secret(label: String, clientRandom: [UInt8], [UInt8])
    /// The client has judged the server's chain, leaf first.
    case verified(chain: [TLSEvent.Certificate], Fault?)
    case established(TLSEvent.Agreement)
    case plaintext([UInt8])
    /// The other side said goodbye: it sends no more.
    case finished
  }

  /// Which end this is.
  public enum Role: Sendable, Hashable {
    /// Checks that the server is `serverName`, and names it in the first message (SNI).
    case client(serverName: String)
    case server
  }

  private let ssl: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  private let journal: TLSJournal
  /// Kept because OpenSSL's callbacks point into it.
  private let context: TLSContext
  private let tickets: TLSTickets?
  private let role: Role
  private var isEstablished = false
  private var isClosed = false
  private var received = 0

  /// `versions` are TLS version numbers, 0x0303 for 1.2 and 0x0304 for 1.3. A client with `tickets` takes a server's to
  /// its next connection there.
  public init(
    _ role: Role, context: TLSContext, versions: ClosedRange<UInt16> = 0x0303...0x0304, tickets: TLSTickets? = nil
  ) throws(Fault) {
    guard let ssl = SSL_new(context.context), let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem())
    else { throw TLSContext.fault("no TLS connection", .exhausted) }
    self.ssl = ssl
    self.incoming = incoming
    self.outgoing = outgoing
    self.context = context
    self.tickets = tickets
    self.role = role
    journal = TLSJournal()
    SSL_set_bio(ssl, incoming, outgoing)
    _ = roundtrip_allow_versions(ssl, Int32(versions.lowerBound), Int32(versions.upperBound))
    roundtrip_set_message_argument(ssl, Unmanaged.passUnretained(journal).toOpaque())
    SSL_set_msg_callback(ssl) { isWrite, _, contentType, bytes, count, ssl, argument in
      guard let argument, let ssl, let bytes else { return }
      let journal = Unmanaged<TLSJournal>.fromOpaque(argument).takeUnretainedValue()
      let message = [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
      if contentType == SSL3_RT_HEADER {
        journal.record(sent: isWrite == 1, header: message)
        // OpenSSL takes a change_cipher_spec in without a word; only its record's header is told. Its one byte is 1,
        // or the handshake fails (RFC 8446 section 5).
        guard isWrite == 0, message.first == TLSEvent.Content.changeCipherSpec.rawValue else { return }
        journal.message(sent: false, content: .changeCipherSpec, encrypted: false, [1])
      } else if let content = TLSEvent.Content(rawValue: UInt8(clamping: contentType)) {
        journal.message(
          sent: isWrite == 1, content: content, encrypted: TLSMachine.isEncrypted(message, content, ssl), message)
      }
    }
    switch role {
    case .client(let serverName):
      SSL_set_connect_state(ssl)
      // An address is no server name (RFC 6066 section 3).
      if !CertificateAuthority.isAddress(serverName) { _ = roundtrip_set_server_name(ssl, serverName) }
      _ = SSL_set1_host(ssl, serverName)
      if let time = context.verificationTime { X509_VERIFY_PARAM_set_time(SSL_get0_param(ssl), time) }
      let offer = context.protocols.flatMap { [UInt8(clamping: $0.utf8.count)] + Array($0.utf8.prefix(255)) }
      _ = SSL_set_alpn_protos(ssl, offer, UInt32(offer.count))
      tickets?.resume(ssl, with: serverName)
      SSL_set_verify(ssl, SSL_VERIFY_PEER) { isFine, store in
        guard let store, let pointer = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()) else {
          return isFine
        }
        let problem =
          isFine == 1 ? nil : String(cString: X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(store))))
        TLSJournal.of(OpaquePointer(pointer))?.looked(
          at: X509_STORE_CTX_get_current_cert(store).map { TLSEvent.Certificate($0) },
          depth: Int(X509_STORE_CTX_get_error_depth(store)), problem: problem)
        return isFine
      }
    case .server:
      SSL_set_accept_state(ssl)
    }
  }

  deinit { SSL_free(ssl) }

  public mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>] {
    if isClosed { return [] }
    ERR_clear_error()
    var outputs: [Output<Event>] = []
    switch input {
    case .received(let bytes):
      received += bytes.count
      let taken = bytes.withUnsafeBytes { BIO_write(incoming, $0.baseAddress, Int32($0.count)) }
      if Int(taken) == bytes.count { advance(&outputs) } else { fail("TLS took nothing in", &outputs) }
    case .command(.start):
      advance(&outputs)
    case .command(.send(let bytes)):
      guard isEstablished else { throw Misuse("nothing can be sent before the handshake is over") }
      write(bytes, &outputs)
      flush(&outputs)
    case .command(.close):
      SSL_shutdown(ssl)
      tell(&outputs)
      flush(&outputs)
      isClosed = true
      outputs.append(.close(nil))
    case .ended:
      isClosed = true
      let fault = Fault(
        .truncated, "the connection ended without TLS's own goodbye (close_notify)", bytes: received..<received,
        spec: .rfc(8446, "6.1"))
      outputs.append(
        .close(
          isEstablished
            ? fault : Fault(.truncated, "the connection ended during the TLS handshake", bytes: received..<received)))
    case .woke: break
    }
    return outputs
  }

  /// Does as much of the handshake and of the reading as the bytes so far allow.
  private mutating func advance(_ outputs: inout [Output<Event>]) {
    if !isEstablished {
      let result = SSL_do_handshake(ssl)
      let error = SSL_get_error(ssl, result)
      tell(&outputs)
      if result == 1 {
        isEstablished = true
        outputs.append(.happened(.established(agreement), bytes: received..<received))
      } else if error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE {
        return fail("the TLS handshake failed", &outputs)
      }
    }
    flush(&outputs)
    if isEstablished { read(&outputs) }
  }

  private mutating func read(_ outputs: inout [Output<Event>]) {
    var plaintext: [UInt8] = []
    var last: Int32 = 0
    // A record holds at most this much (RFC 8446 section 5.1).
    withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
      while true {
        last = SSL_read(ssl, buffer.baseAddress, Int32(buffer.count))
        guard last > 0 else { break }
        plaintext += buffer.prefix(Int(last))
      }
    }
    if case .client(let serverName) = role, journal.takeTicket() || SSL_version(ssl) < 0x0304 {
      tickets?.keep(of: ssl, with: serverName)
    }
    tell(&outputs)
    if !plaintext.isEmpty {
      outputs.append(.happened(.plaintext(plaintext), bytes: journal.takeReceived(upTo: received)))
    }
    flush(&outputs)
    switch SSL_get_error(ssl, last) {
    case SSL_ERROR_ZERO_RETURN: outputs.append(.happened(.finished, bytes: received..<received))
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE, SSL_ERROR_NONE: break
    default: fail("a TLS record was not accepted", &outputs)
    }
  }

  private mutating func write(_ bytes: [UInt8], _ outputs: inout [Output<Event>]) {
    guard !bytes.isEmpty else { return }
    if SSL_write(ssl, bytes, Int32(clamping: bytes.count)) <= 0 { fail("TLS could not send", &outputs) }
    // They carry no message of TLS's own: the next one begins after them.
    journal.takeSent()
  }

  private mutating func fail(_ what: String, _ outputs: inout [Output<Event>]) {
    tell(&outputs)
    let fault = TLSContext.fault(what, .malformed)
    // The alert that tells the other side why goes out first.
    flush(&outputs)
    isClosed = true
    outputs.append(.close(fault))
  }

  private func tell(_ outputs: inout [Output<Event>]) {
    for (event, records) in journal.take() { outputs.append(.happened(event, bytes: records)) }
  }

  private func flush(_ outputs: inout [Output<Event>]) {
    let waiting = BIO_ctrl_pending(outgoing)
    guard waiting > 0 else { return }
    var got: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: waiting) { buffer, filled in
      got = BIO_read(outgoing, buffer.baseAddress, Int32(clamping: waiting))
      filled = max(0, Int(got))
    }
    outputs.append(.send(bytes))
  }

  private var agreement: TLSEvent.Agreement {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &name, &length)
    let chosen = name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self) }
    let group = OBJ_nid2sn(roundtrip_negotiated_group(ssl)).map { String(cString: $0) }
    return TLSEvent.Agreement(
      version: String(cString: SSL_get_version(ssl)),
      cipher: SSL_CIPHER_standard_name(SSL_get_current_cipher(ssl)).map { String(cString: $0) } ?? "unknown",
      applicationProtocol: chosen, group: group, resumed: SSL_session_reused(ssl) == 1)
  }

  /// In TLS 1.3 everything after the two hellos crosses under keys (RFC 8446 section 2); in 1.2 only what follows
  /// change_cipher_spec: Finished, and what comes after the handshake.
  private static func isEncrypted(_ message: [UInt8], _ content: TLSEvent.Content, _ ssl: OpaquePointer) -> Bool {
    let finished: UInt8 = 20
    let hellos: ClosedRange<UInt8> = 1...2
    switch content {
    case .changeCipherSpec: return false
    case .alert: return SSL_is_init_finished(ssl) == 1
    case .handshake:
      guard let type = message.first else { return false }
      return SSL_version(ssl) == 0x0304 ? !hellos.contains(type) : type == finished || SSL_is_init_finished(ssl) == 1
    }
  }
}
