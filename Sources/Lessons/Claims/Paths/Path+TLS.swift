import Tracing
import Wire

extension Path {
  static let tls: [Path] = [
    Path("tls.version", about: .agreement, "the version both sides agreed on: TLSv1.3") {
      Value($0.handshake?.agreement?.version)
    },
    Path("tls.cipher", about: .agreement, "the cipher suite that protects the bytes") {
      Value($0.handshake?.agreement?.cipher)
    },
    Path("tls.group", about: .agreement, "how the common secret was agreed on: X25519") {
      Value($0.handshake?.agreement?.group)
    },
    Path("tls.alpn", about: .agreement, "the protocol agreed on for what follows: http/1.1") {
      Value($0.handshake?.agreement?.applicationProtocol)
    },
    Path("tls.resumed", about: .agreement, "true when an earlier handshake was taken up again") {
      Value($0.handshake?.agreement?.resumed)
    },
    Path("tls.sni", about: .agreement, "the host that the browser named in its first message, in clear") {
      Value($0.handshake?.serverName)
    },
    Path("tls.messages.count", about: .agreement, "how many handshake messages were exchanged, both ways") {
      Value($0.handshake?.messages.count { $0.content == .handshake })
    },
    Path("tls.messages.clear.count", about: .agreement, "how many of those crossed the wire readable by anyone") {
      Value($0.handshake?.messages.count { $0.content == .handshake && !$0.encrypted })
    },
    Path("tls.verified", about: .identity, "true when the browser trusts the certificate") { scope in
      switch scope.handshake?.verdict {
      case .trusted: .bool(true)
      case .distrusted: .bool(false)
      case .notReached, nil: .nothing
      }
    },
    Path("tls.failure", about: .identity, "why the handshake, or the certificate, was refused") { scope in
      if case .distrusted(let fault) = scope.handshake?.verdict { return .string(fault.message) }
      return Value(scope.handshake?.failure?.message)
    },
    Path("tls.certificate.subject", about: .identity, "whose certificate it is") { Value($0.certificate?.subject) },
    Path("tls.certificate.issuer", about: .identity, "who signed it") { Value($0.certificate?.issuer) },
    Path("tls.certificate.names", about: .identity, "the hosts it is good for") {
      $0.certificate.map { .list($0.names) } ?? .nothing
    },
    Path("tls.certificate.notAfter", about: .identity, "until when it is valid") { Value($0.certificate?.notAfter) },
    Path("tls.certificate.key", about: .identity, "the kind of key in it: P-256") { Value($0.certificate?.key) },
    Path(
      "tls.certificate.chain", about: .identity,
      "who vouches for whom: the site, who signed for it, and so on to the last"
    ) {
      $0.handshake.flatMap { $0.chain.isEmpty ? nil : .list($0.chain.map(\.subject)) } ?? .nothing
    },
    Path("tls.certificates.count", about: .identity, "how many certificates the server sent") {
      Value($0.handshake?.certificatesSent)
    },
    Path("tls.tickets.count", about: .tickets, "how many tickets for a next connection the server handed out") {
      scope in
      Value(scope.handshake?.messages.count { TLS.HandshakeType($0) == .newSessionTicket })
    },
  ]
}

extension Handshake {
  /// Those of the Certificate message; none where there was no such message.
  fileprivate var certificatesSent: Int {
    for message in messages where TLS.HandshakeType(message) == .certificate {
      let version = agreement?.version == "TLSv1.2" ? TLS.ProtocolVersion.tls12 : .tls13
      let body = try? TLS.dissectHandshake(message.bytes[...], version: version).value.get().body
      if case .certificate(let entries) = body { return entries.count }
    }
    return 0
  }
}

extension TLS.HandshakeType {
  /// Nil of what is no handshake message.
  fileprivate init?(_ message: Handshake.Message) {
    guard message.content == .handshake, let type = message.bytes.first else { return nil }
    self.init(rawValue: type)
  }
}

extension Scope {
  fileprivate var certificate: TLSEvent.Certificate? { handshake?.chain.first }
}
