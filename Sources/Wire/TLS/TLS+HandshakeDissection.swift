extension TLS {
  /// Reads one handshake message with its four-byte header, and explains every bit of it.
  ///
  /// `version` says in which version's form Certificate and NewSessionTicket are written; where it is nil, the lengths
  /// inside tell.
  public static func dissectHandshake(
    _ bytes: ArraySlice<UInt8>, version: ProtocolVersion? = nil
  ) -> Dissection<Handshake> {
    Wire.dissect("TLS handshake message", bytes, spec: .rfc(8446, "4")) { scanner throws(Fault) in
      let message = try scanner.handshake(version: version)
      try scanner.expectEnd(of: "the message", .rfc(8446, "4"))
      return message
    }
  }
}

extension Scanner {
  ///      0               1               2               3
  ///     +---------------+---------------+---------------+---------------+
  ///     |   msg_type    |                    length                     |
  ///     +---------------+---------------+---------------+---------------+
  ///     /                             body                              /
  ///     +---------------+---------------+---------------+---------------+
  mutating func handshake(version: TLS.ProtocolVersion?) throws(Fault) -> TLS.Handshake {
    let spec = Spec.rfc(8446, "4")
    let message = try group("handshake", spec) { scanner throws(Fault) in
      let type = try scanner.code("msg_type", TLS.HandshakeType.self, spec)
      let length = Int(try scanner.number("length", bits: 24, spec))
      let body = try scanner.limited(toBytes: length, for: "the \(type) message") { scanner throws(Fault) in
        let body = try scanner.body(of: type, version: version)
        try scanner.expectEnd(of: "the \(type) message", spec)
        return body
      }
      return TLS.Handshake(type: type, body: body)
    }
    amend { $0.value = .text(message.title) }
    return message
  }

  private mutating func body(
    of type: TLS.HandshakeType, version: TLS.ProtocolVersion?
  ) throws(Fault) -> TLS.Handshake.Body {
    switch type {
    case .clientHello: return .clientHello(try clientHello())
    case .serverHello: return .serverHello(try serverHello())
    case .encryptedExtensions:
      return .encryptedExtensions(try extensions(in: .encryptedExtensions, .rfc(8446, "4.3.1")))
    case .certificate: return .certificate(try certificates(version: version))
    case .certificateVerify:
      let spec = Spec.rfc(8446, "4.4.3")
      return .certificateVerify(
        try code("algorithm", TLS.SignatureScheme.self, spec),
        signature: try opaque("signature", lengthBytes: 2, spec))
    case .finished: return .finished(verifyData: try rest("verify_data", .rfc(8446, "4.4.4")))
    case .newSessionTicket: return .newSessionTicket(try newSessionTicket(version: version))
    case .keyUpdate:
      let spec = Spec.rfc(8446, "4.6.3")
      let request = try number("request_update", bits: 8, spec) {
        $0 == 0 ? "update_not_requested" : $0 == 1 ? "update_requested" : nil
      }
      guard request <= 1 else {
        throw Fault(
          .malformed, "expected 0 or 1 for request_update, found \(request)", bits: position - 8..<position, spec: spec)
      }
      return .keyUpdate(isRequested: request == 1)
    case .serverKeyExchange: return .serverKeyExchange(try serverKeyExchange())
    case .serverHelloDone: return .serverHelloDone
    case .clientKeyExchange: return .clientKeyExchange(try clientKeyExchange())
    default: return .opaque(try rest("body", .rfc(8446, "4")))
    }
  }

  private mutating func clientHello() throws(Fault) -> TLS.ClientHello {
    let spec = Spec.rfc(8446, "4.1.2")
    return TLS.ClientHello(
      legacyVersion: try code("legacy_version", TLS.ProtocolVersion.self, spec),
      random: Array(try bytes("random", count: 32, spec)), sessionID: try sessionID("legacy_session_id", spec),
      cipherSuites: try codes("cipher_suites", TLS.CipherSuite.self, lengthBytes: 2, spec),
      compressionMethods: try opaque("legacy_compression_methods", lengthBytes: 1, spec),
      // TLS 1.2 and before may leave the extensions out altogether (RFC 5246 section 7.4.1.2).
      extensions: isAtEnd ? [] : try extensions(in: .clientHello, spec))
  }

  private mutating func serverHello() throws(Fault) -> TLS.ServerHello {
    let spec = Spec.rfc(8446, "4.1.3")
    let version = try code("legacy_version", TLS.ProtocolVersion.self, spec)
    let random = Array(try bytes("random", count: 32, spec))
    var hello = TLS.ServerHello(
      legacyVersion: version, random: random, sessionID: try sessionID("legacy_session_id_echo", spec),
      cipherSuite: try code("cipher_suite", TLS.CipherSuite.self, spec),
      compressionMethod: UInt8(truncatingIfNeeded: try number("legacy_compression_method", bits: 8, spec)),
      extensions: [])
    guard !isAtEnd else { return hello }
    hello.extensions = try extensions(in: hello.isHelloRetryRequest ? .helloRetryRequest : .serverHello, spec)
    return hello
  }

  private mutating func sessionID(_ name: String, _ spec: Spec) throws(Fault) -> [UInt8] {
    let id = try opaque(name, lengthBytes: 1, spec)
    guard id.count <= 32 else {
      throw Fault(
        .malformed, "expected a session id of at most 32 bytes, found \(id.count)",
        bytes: byteOffset - id.count..<byteOffset, spec: spec)
    }
    return id
  }

  /// All the bytes left, as one field.
  mutating func rest(_ name: String, _ spec: Spec) throws(Fault) -> [UInt8] {
    Array(try bytes(name, count: bytesLeft, spec))
  }
}

extension TLS.Handshake {
  /// The message's name; a HelloRetryRequest by its own.
  public var title: String {
    if case .serverHello(let hello) = body, hello.isHelloRetryRequest { return "HelloRetryRequest" }
    return type.description
  }
}
