import Tracing
import Wire

extension Breakdown {
  /// What the step's part of the handshake led to, and the messages that did it. The order of all messages is the
  /// diagram's to show.
  var security: [Piece] {
    guard let connection = exchange?.connection, let handshake = query.handshake(connection) else {
      return Self.nothing("No TLS here: everything crosses in the clear.")
    }
    let part = step.handshakePart
    var pieces: [Piece] = []
    if part == nil || part == .keyExchange, let agreement = handshake.agreement {
      pieces += self.agreement(agreement) + [.gap]
    }
    if let failure = handshake.failure {
      pieces += [.prose([Run("It failed: ", .wrong), Run(failure.message)]), .gap]
    }
    if part == nil || part == .authentication { pieces += certificate(handshake) }
    let conversation = query.conversation(connection)
    let (client, server) = (conversation?.client?.name ?? "Client", conversation?.server?.name ?? "Server")
    for group in groups(handshake.messages(of: part)) {
      if let last = pieces.last, last != .gap { pieces.append(.gap) }
      pieces += self.message(group) { $0.fromClient ? client : server }
    }
    return pieces
  }

  private func agreement(_ agreement: TLSEvent.Agreement) -> [Piece] {
    var entries = [
      Piece.Entry("version", agreement.version.replacingTLSVersion, "of TLS: the newest that both speak"),
      Piece.Entry(
        "cipher", agreement.cipher,
        Self.joined("how bytes are encrypted from now on", TLS.CipherSuite(named: agreement.cipher)?.meaning)),
    ]
    if let group = agreement.group {
      let meaning = Self.joined("how both came to one secret", TLS.NamedGroup(named: group)?.meaning)
      entries.append(Piece.Entry("key exchange", group, meaning))
    }
    if let name = agreement.applicationProtocol {
      entries.append(Piece.Entry("inside", name, "what will be spoken, agreed on by an extension called ALPN"))
    }
    if agreement.resumed { entries.append(Piece.Entry("resumed", "yes", "both remembered an earlier handshake")) }
    return [.heading(["What they agreed on"]), .entries(entries)]
  }

  private static func joined(_ words: String, _ more: String?) -> String { more.map { "\(words): \($0)" } ?? words }

  private func certificate(_ handshake: Handshake) -> [Piece] {
    var pieces: [Piece] = []
    switch handshake.verdict {
    case .notReached: return []
    case .trusted: pieces.append(.prose([Run("Certificate: "), Run("verified", .right)]))
    case .distrusted(let fault):
      let meaning = TLS.meaning(ofRefusal: fault.message).map { ". \($0)" } ?? ""
      pieces.append(.prose([Run("Certificate: "), Run("refused: ", .wrong), Run(fault.message), Run(meaning, .faint)]))
    }
    if let leaf = handshake.chain.first {
      pieces.append(
        .entries([
          Piece.Entry("good for", leaf.names.joined(separator: ", "), "must hold the name that was asked for"),
          Piece.Entry("issued by", leaf.issuer, "must be somebody the browser trusts"),
          Piece.Entry("valid", "\(leaf.notBefore) to \(leaf.notAfter)", "now must lie between"),
          Piece.Entry("key", leaf.key, "the kind of key pair; the server keeps its private half, and signs with it"),
        ]))
    }
    // Of a chain of two, its issuer has told all.
    if handshake.chain.count > 2 {
      let last = handshake.chain.count - 1
      pieces.append(
        .entries(
          handshake.chain.indices.dropFirst().map { place in
            let isKnown = place == last && handshake.verdict == .trusted
            let meaning = isKnown ? "on the browser's list" : "vouched for by the next; sent along by the server"
            return Piece.Entry("signer \(place)", handshake.chain[place].subject, meaning)
          }))
    }
    return pieces + [.gap]
  }

  /// Messages of one kind together, in the order in which each kind came first. A goodbye after a handshake that went
  /// well is none of its messages.
  private func groups(_ messages: [Handshake.Message]) -> [[Handshake.Message]] {
    var groups: [[Handshake.Message]] = []
    for message in messages where message.content != .alert || !message.encrypted {
      let name = HandshakeWords(message.content, message.bytes).name
      let place = groups.firstIndex { $0.first.map { HandshakeWords($0.content, $0.bytes).name } == name }
      if let place { groups[place].append(message) } else { groups.append([message]) }
    }
    return groups
  }

  /// Who sent it, what it is for, and what of it a beginner should see; all of it stands in the bytes.
  private func message(_ group: [Handshake.Message], sender: (Handshake.Message) -> String) -> [Piece] {
    guard let first = group.first else { return [] }
    let words = HandshakeWords(first.content, first.bytes)
    let seen = first.encrypted ? "encrypted" : "readable by anyone"
    var senders = [sender(first)]
    for other in group.map(sender) where !senders.contains(other) { senders.append(other) }
    let times = group.count > senders.count ? ", \(group.count) of them" : ""
    return [
      .heading([
        Run("\(senders.joined(separator: ", then ")): "), Run(words.name, .security),
        Run("  \(seen), \(first.bytes.count.counted("byte"))\(times)", .faint),
      ]),
      .item(marker: " ", [Run(words.meaning)]), .entries(contents(first)),
    ]
  }

  private func contents(_ message: Handshake.Message) -> [Piece.Entry] {
    guard message.content == .handshake,
      let body = try? TLS.dissectHandshake(message.bytes[...], version: .tls13).value.get().body
    else { return [] }
    switch body {
    case .clientHello(let hello):
      let suites = hello.cipherSuites.beginning { $0.description }
      return [Piece.Entry("ciphers", suites, "The ways of encrypting that it can do, best first.", depth: 1)]
        + hello.extensions.compactMap { entry($0, $0.type.meaning) }
    case .serverHello(let hello):
      return [Piece.Entry("cipher", hello.cipherSuite.description, "The one it picked.", depth: 1)]
        + hello.extensions.compactMap { entry($0, chosen($0)) }
    case .encryptedExtensions(let extensions): return extensions.compactMap { entry($0, chosen($0)) }
    case .certificateVerify(let scheme, let signature):
      let value = "\(scheme), \(signature.count.counted("byte"))"
      let meaning = Self.joined("Made with the private half of the certificate's key", scheme.meaning) + "."
      return [Piece.Entry("signature", value, meaning, depth: 1)]
    case .newSessionTicket(let ticket):
      let size = ticket.ticket.count.counted("byte")
      return [
        Piece.Entry("ticket", size, "What was agreed on, locked with a key that only the server has.", depth: 1),
        Piece.Entry("lifetime", Int(ticket.lifetime).counted("second"), "For so long it may be shown.", depth: 1),
      ]
    case .certificate, .finished, .keyUpdate, .serverKeyExchange, .serverHelloDone,
      .clientKeyExchange, .opaque:
      return []
    }
  }

  /// What the server says with an extension: its choice from an offer.
  private func chosen(_ item: TLS.Extension) -> String? {
    switch item.type {
    case .supportedVersions: "The version it picked."
    case .keyShare: "The server's half of the key exchange."
    case .preSharedKey: "Which of the tickets it takes, counted from 0."
    case .applicationLayerProtocolNegotiation: "What will be spoken inside."
    default: item.type.meaning
    }
  }

  /// The extensions that the lesson's words are about; nil for the others.
  private func entry(_ item: TLS.Extension, _ meaning: String?) -> Piece.Entry? {
    let value: String? =
      switch item.content {
      case .serverName(let name): name
      case .supportedGroups(let groups): groups.beginning { $0.description }
      case .applicationProtocols(let names): names.beginning { $0 }
      case .supportedVersions(let versions): versions.beginning { $0.description }
      case .keyShare(let shares):
        shares.beginning { "\($0.group), \($0.publicKey.count.counted("byte"))" }
      case .preSharedKeys(let identities, _):
        identities.beginning { "a ticket of \($0.ticket.count.counted("byte"))" }
      case .selectedPreSharedKey(let number): "\(number)"
      case .signatureAlgorithms, .keyShareRequest, .pskKeyExchangeModes, .sessionTicket, .ecPointFormats,
        .renegotiationInfo, .earlyData, .empty, .opaque:
        nil
      }
    let name = item.type == .applicationLayerProtocolNegotiation ? "ALPN" : item.type.description
    return value.map { Piece.Entry(name, $0, meaning ?? "", depth: 1) }
  }
}

extension Array {
  /// The first three in words, and how many more there are.
  fileprivate func beginning(_ words: (Element) -> String) -> String {
    prefix(3).map(words).joined(separator: ", ") + (count > 3 ? ", and \(count - 3) more" : "")
  }
}
