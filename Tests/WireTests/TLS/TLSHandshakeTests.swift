import Testing
import Wire

@Suite("TLS handshake messages")
struct TLSHandshakeTests {
  /// A ClientHello with one of each thing worth a comment.
  static let clientHello: [UInt8] = [
    0x01, 0x00, 0x00, 0x63,  // ClientHello, 99 bytes
    0x03, 0x03,  // says TLS 1.2
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31,
    0x02, 0xAA, 0xBB,  // session id
    0x00, 0x04, 0x1A, 0x1A, 0x13, 0x01,  // cipher suites: GREASE, TLS_AES_128_GCM_SHA256
    0x01, 0x00,  // compression: none
    0x00, 0x34,  // 52 bytes of extensions
    0x00, 0x00, 0x00, 0x0B, 0x00, 0x09, 0x00, 0x00, 0x06, 0x61, 0x2E, 0x74, 0x65, 0x73, 0x74,  // server_name: a.test
    0x00, 0x2B, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03,  // supported_versions: 1.3, 1.2
    0x00, 0x33, 0x00, 0x08, 0x00, 0x06, 0x00, 0x1D, 0x00, 0x02, 0x01, 0x02,  // key_share: x25519, 2 bytes
    0x00, 0x10, 0x00, 0x05, 0x00, 0x03, 0x02, 0x68, 0x32,  // ALPN: h2
    0xFE, 0xED, 0x00, 0x03, 0x01, 0x02, 0x03,  // an extension that nobody knows
  ]

  @Test("a ClientHello, extension by extension")
  func clientHello() throws {
    let dissection = TLS.dissectHandshake(Self.clientHello[...])
    guard case .clientHello(let hello) = try dissection.value.get().body else {
      Issue.record("expected a ClientHello")
      return
    }
    #expect(hello.legacyVersion == .tls12)
    #expect(hello.random == Array(0...31))
    #expect(hello.sessionID == [0xAA, 0xBB])
    #expect(hello.cipherSuites.map(\.description) == ["GREASE", "TLS_AES_128_GCM_SHA256"])
    #expect(hello.serverName == "a.test")
    #expect(
      hello.extensions.map(\.content) == [
        .serverName("a.test"), .supportedVersions([.tls13, .tls12]),
        .keyShare([.init(group: .init(rawValue: 0x1D), publicKey: [1, 2])]), .applicationProtocols(["h2"]),
        .opaque([1, 2, 3]),
      ])
    #expect(hello.extensions.last?.type.description == "extension 65261")
    #expect(dissection.field.first("gap") == nil)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
    // The host name's "t" at byte 68 + 2.
    #expect(
      dissection.field.path(toBit: 64 * 8).map(\.name) == [
        "TLS handshake message", "handshake", "extensions", "extension", "extension_data", "server_name_list",
        "HostName", "text",
      ])
  }

  @Test("what OpenSSL says is read to the last bit", arguments: Captured.all)
  func captured(_ name: String, _ bytes: [UInt8]) throws {
    let dissection = TLS.dissectHandshake(bytes[...])
    #expect(try dissection.value.get().title == name)
    #expect(dissection.field.first("gap") == nil)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
  }

  @Test("the choices of a TLS 1.3 handshake")
  func choices() throws {
    guard case .clientHello(let offer) = try TLS.dissectHandshake(Captured.clientHello[...]).value.get().body,
      case .serverHello(let choice) = try TLS.dissectHandshake(Captured.serverHello[...]).value.get().body,
      case .encryptedExtensions(let more) = try TLS.dissectHandshake(Captured.encryptedExtensions[...]).value.get().body
    else {
      Issue.record("expected three messages")
      return
    }
    #expect(offer.serverName == "www.shop.test")
    #expect(choice.version == .tls13)
    #expect(choice.cipherSuite.description == "TLS_AES_256_GCM_SHA384")
    #expect(!choice.isHelloRetryRequest)
    #expect(offer.cipherSuites.contains(choice.cipherSuite))
    #expect(more.contains { $0.content == .applicationProtocols(["http/1.1"]) })
  }

  @Test("a HelloRetryRequest asks for a group, and the second try brings its key")
  func retry() throws {
    guard case .serverHello(let request) = try TLS.dissectHandshake(Captured.helloRetryRequest[...]).value.get().body,
      case .clientHello(let second) = try TLS.dissectHandshake(Captured.secondClientHello[...]).value.get().body
    else {
      Issue.record("expected two messages")
      return
    }
    #expect(request.isHelloRetryRequest)
    let secp384r1 = TLS.NamedGroup(rawValue: 0x18)
    #expect(request.extensions.contains { $0.content == .keyShareRequest(secp384r1) })
    let shares = second.extensions.compactMap { if case .keyShare(let shares) = $0.content { shares } else { nil } }
    #expect(shares.joined().map(\.group) == [secp384r1])
  }

  @Test("a returning client shows its ticket, and the server takes it")
  func resumption() throws {
    guard
      case .newSessionTicket(let ticket) = try TLS.dissectHandshake(Captured.newSessionTicket[...]).value.get().body,
      case .clientHello(let hello) = try TLS.dissectHandshake(Captured.returningClientHello[...]).value.get().body,
      case .serverHello(let answer) = try TLS.dissectHandshake(Captured.returningServerHello[...]).value.get().body,
      case .preSharedKeys(let identities, let binders) = hello.extensions.last?.content
    else {
      Issue.record("expected a ticket, and a ClientHello that ends with pre_shared_key")
      return
    }
    #expect(ticket.lifetime == 7200)
    #expect(identities.map(\.ticket) == [ticket.ticket])
    #expect(binders.map(\.count) == [48])
    #expect(answer.extensions.contains { $0.content == .selectedPreSharedKey(0) })
  }

  @Test("the same certificate in the forms of TLS 1.3 and 1.2, told apart by their lengths or by the version")
  func certificates() throws {
    for version in [nil, TLS.ProtocolVersion.tls13] {
      let new = try TLS.dissectHandshake(Captured.certificate[...], version: version).value.get()
      let old = try TLS.dissectHandshake(Captured.oldCertificate[...], version: version.map { _ in .tls12 }).value.get()
      #expect(new.body == old.body)
    }
    // In the wrong version's form it makes no sense.
    #expect(throws: Fault.self) {
      try TLS.dissectHandshake(Captured.oldCertificate[...], version: .tls13).value.get()
    }
  }

  @Test("TLS 1.2's key exchange")
  func oldKeyExchange() throws {
    guard
      case .serverKeyExchange(.ellipticCurve(let group, let publicKey, let scheme, _)) =
        try TLS.dissectHandshake(Captured.serverKeyExchange[...]).value.get().body,
      case .clientKeyExchange(let clientKey) =
        try TLS.dissectHandshake(Captured.clientKeyExchange[...]).value.get().body
    else {
      Issue.record("expected two halves of a key exchange")
      return
    }
    #expect(group.description == "x25519")
    #expect(scheme.description == "ecdsa_secp256r1_sha256")
    #expect(publicKey.count == 32)
    #expect(clientKey.count == 32)
  }

  @Test(
    "small messages, right and wrong",
    arguments: [
      ([24, 0, 0, 1, 1], .keyUpdate(isRequested: true)),
      ([24, 0, 0, 1, 2], nil),
      ([24, 0, 0, 0], nil),
      ([14, 0, 0, 0], .serverHelloDone),
      ([14, 0, 0, 1, 0], nil),
      ([20, 0, 0, 2, 7, 8], .finished(verifyData: [7, 8])),
      ([20, 0, 0, 2, 7], nil),
      ([99, 0, 0, 1, 7], .opaque([7])),
      // Finite-field parameters are left closed.
      ([12, 0, 0, 3, 1, 0, 0], .serverKeyExchange(.opaque([1, 0, 0]))),
      ([12, 0, 0, 3, 3, 0, 0x1D], nil),
      // The two-byte length of an RSA key transport.
      ([16, 0, 0, 4, 0, 2, 5, 6], .clientKeyExchange([5, 6])),
    ] as [([UInt8], TLS.Handshake.Body?)])
  func small(_ bytes: [UInt8], _ body: TLS.Handshake.Body?) {
    #expect((try? TLS.dissectHandshake(bytes[...]).value.get())?.body == body)
  }

  @Test("an extension that comes twice is a fault on the second")
  func twice() {
    // EncryptedExtensions with server_name, server_name
    let bytes: [UInt8] = [8, 0, 0, 10, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0]
    guard case .failure(let fault) = TLS.dissectHandshake(bytes[...]).value else {
      Issue.record("expected a fault")
      return
    }
    #expect(fault.code == .forbidden)
    #expect(fault.bytes == 10..<12)
  }

  @Test(
    "cut at every byte, every byte flipped: a message or a fault, and a tree over all of it", arguments: Captured.all)
  func damaged(_ name: String, _ bytes: [UInt8]) {
    for end in 0..<bytes.count {
      let dissection = TLS.dissectHandshake(bytes[..<end])
      #expect(throws: Fault.self) { try dissection.value.get() }
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= 0xFF
      let dissection = TLS.dissectHandshake(flipped[...])
      if case .failure(let fault) = dissection.value { #expect(fault.bytes.upperBound <= bytes.count) }
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
  }

  @Test("every message and extension of the captures has a word for beginners")
  func glossary() throws {
    for (_, bytes) in Captured.all {
      let message = try TLS.dissectHandshake(bytes[...]).value.get()
      #expect(message.type.meaning != nil)
      let extensions: [TLS.Extension] =
        switch message.body {
        case .clientHello(let hello): hello.extensions
        case .serverHello(let hello): hello.extensions
        case .encryptedExtensions(let extensions): extensions
        default: []
        }
      for item in extensions { #expect(item.type.meaning != nil, "\(item.type)") }
    }
    #expect(TLS.ExtensionType(rawValue: 0x2A2A).meaning != nil)
  }
}
