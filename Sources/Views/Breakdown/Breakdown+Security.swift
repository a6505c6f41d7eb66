import Tracing
import Wire

extension Breakdown {
  /// The handshake, message by message; what was agreed; and what the browser thought of the certificate.
  var security: [Piece] {
    guard let connection = exchange?.front?.connection, let handshake = query.handshake(connection) else {
      return Self.nothing("No TLS here: everything crosses in the clear.")
    }
    var pieces: [Piece] = []
    if let agreement = handshake.agreement { pieces += self.agreement(agreement) + [.gap] }
    if let failure = handshake.failure {
      pieces += [.prose([Run("It failed: ", .wrong), Run(failure.message)]), .gap]
    }
    pieces += certificate(handshake)
    pieces.append(.heading(["The messages, in order"]))
    let conversation = query.conversation(connection)
    let (client, server) = (conversation?.client?.name ?? "Client", conversation?.server?.name ?? "Server")
    pieces.append(.entries(handshake.messages.map { message($0, from: $0.fromClient ? client : server) }))
    return pieces
  }

  private func agreement(_ agreement: TLSEvent.Agreement) -> [Piece] {
    var entries = [
      Piece.Entry("version", agreement.version.replacingTLSVersion, "the newest that both speak"),
      Piece.Entry("cipher", agreement.cipher, "how bytes are encrypted from now on"),
    ]
    if let group = agreement.group { entries.append(Piece.Entry("key exchange", group, "how both came to one secret")) }
    if let name = agreement.applicationProtocol {
      entries.append(Piece.Entry("ALPN", name, "what will be spoken inside"))
    }
    if agreement.resumed { entries.append(Piece.Entry("resumed", "yes", "both remembered an earlier handshake")) }
    return [.heading(["What they agreed on"]), .entries(entries)]
  }

  private func certificate(_ handshake: Handshake) -> [Piece] {
    var pieces: [Piece] = []
    switch handshake.verdict {
    case .notReached: return []
    case .trusted: pieces.append(.prose([Run("Certificate: "), Run("verified", .right)]))
    case .distrusted(let fault):
      pieces.append(.prose([Run("Certificate: "), Run("refused: ", .wrong), Run(fault.message)]))
    }
    if let leaf = handshake.chain.first {
      pieces.append(
        .entries([
          Piece.Entry("good for", leaf.names.joined(separator: ", "), "must hold the name that was asked for"),
          Piece.Entry("issued by", leaf.issuer, "must be somebody the browser trusts"),
          Piece.Entry("valid", "\(leaf.notBefore) to \(leaf.notAfter)", "now must lie between"),
          Piece.Entry("key", leaf.key, "its owner signs the handshake with the private half"),
        ]))
    }
    return pieces + [.gap]
  }

  private func message(_ message: Handshake.Message, from sender: String) -> Piece.Entry {
    let words = HandshakeWords(message.content, message.bytes)
    let seen = message.encrypted ? "encrypted" : "clear"
    return Piece.Entry(
      [
        Run("\(sender): "), Run(words.name, .security),
        Run("  \(seen), \(message.bytes.count.counted("byte"))", .faint),
      ],
      [Run(words.meaning)])
  }
}
