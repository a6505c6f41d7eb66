extension Scanner {
  /// A certificate chain, in TLS 1.3 with a context before it and extensions after each certificate (RFC 8446
  /// section 4.4.2, RFC 5246 section 7.4.2).
  mutating func certificates(version: TLS.ProtocolVersion?) throws(Fault) -> [TLS.CertificateEntry] {
    // TLS 1.2 begins with the length of all that follows. No message fits both forms.
    let isOld =
      version.map { $0.rawValue <= TLS.ProtocolVersion.tls12.rawValue } ?? (length(at: 0, bytes: 3) == bytesLeft - 3)
    let spec: Spec = isOld ? .rfc(5246, "7.4.2") : .rfc(8446, "4.4.2")
    if !isOld { _ = try opaque("certificate_request_context", lengthBytes: 1, spec) }
    return try list("certificate_list", lengthBytes: 3, spec) { scanner throws(Fault) in
      try scanner.group("certificate", spec) { scanner throws(Fault) in
        TLS.CertificateEntry(
          data: try scanner.opaque("cert_data", lengthBytes: 3, spec),
          extensions: isOld ? [] : try scanner.extensions(in: .certificate, spec))
      }
    }
  }

  mutating func newSessionTicket(version: TLS.ProtocolVersion?) throws(Fault) -> TLS.NewSessionTicket {
    let isOld =
      version.map { $0.rawValue <= TLS.ProtocolVersion.tls12.rawValue } ?? (length(at: 4, bytes: 2) == bytesLeft - 6)
    let spec: Spec = isOld ? .rfc(5077, "3.3") : .rfc(8446, "4.6.1")
    let lifetime = UInt32(truncatingIfNeeded: try number("ticket_lifetime", bits: 32, spec))
    if isOld {
      return TLS.NewSessionTicket(
        lifetime: lifetime, ageAdd: nil, nonce: [], ticket: try opaque("ticket", lengthBytes: 2, spec), extensions: [])
    }
    return TLS.NewSessionTicket(
      lifetime: lifetime, ageAdd: UInt32(truncatingIfNeeded: try number("ticket_age_add", bits: 32, spec)),
      nonce: try opaque("ticket_nonce", lengthBytes: 1, spec), ticket: try opaque("ticket", lengthBytes: 2, spec),
      extensions: try extensions(in: .newSessionTicket, spec))
  }

  /// Elliptic curves say so in their first byte; other exchanges depend on the cipher suite, which isn't known here.
  mutating func serverKeyExchange() throws(Fault) -> TLS.ServerKeyExchange {
    let spec = Spec.rfc(8422, "5.4")
    let group = length(at: 1, bytes: 2).flatMap { UInt16(exactly: $0) }.map { TLS.NamedGroup(rawValue: $0) }
    guard peek() == 3, group?.symbol != nil else { return .opaque(try rest("params", .rfc(5246, "7.4.3"))) }
    try number("curve_type", bits: 8, spec) { $0 == 3 ? "named_curve" : nil }
    return .ellipticCurve(
      try code("namedcurve", TLS.NamedGroup.self, spec), publicKey: try opaque("public", lengthBytes: 1, spec),
      try code("algorithm", TLS.SignatureScheme.self, .rfc(5246, "7.4.3")),
      signature: try opaque("signature", lengthBytes: 2, .rfc(5246, "7.4.3")))
  }

  /// With elliptic curves the length has one byte, with RSA and finite fields two.
  mutating func clientKeyExchange() throws(Fault) -> [UInt8] {
    if length(at: 0, bytes: 1) == bytesLeft - 1 { return try opaque("ecdh_Yc", lengthBytes: 1, .rfc(8422, "5.7")) }
    if length(at: 0, bytes: 2) == bytesLeft - 2 {
      return try opaque("exchange_keys", lengthBytes: 2, .rfc(5246, "7.4.7"))
    }
    return try rest("exchange_keys", .rfc(5246, "7.4.7"))
  }

  /// A number ahead, unread: a length that tells two forms apart. Nil past the end.
  private func length(at offset: Int, bytes count: Int) -> Int? {
    let ahead = upcoming(offset + count).dropFirst(offset)
    return ahead.count == count ? ahead.reduce(0) { $0 << 8 | Int($1) } : nil
  }
}
