import Testing
import Wire

@Suite("What fields are for")
struct GlossaryTests {
  @Test("every field of what the lessons send has its sentence")
  func complete() throws {
    let http = "GET /a?b=1 HTTP/1.1\r\nHost:  shop.test\r\n\r\n"
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    let trees =
      [
        DNS.dissect(DNSMessageTests.response).field, HTTP1.dissect(Array(http.utf8), .request).field,
        HTTP1.dissect(Array(chunked.utf8), .response).field,
        URL.dissect(Array("https://a:b@shop.test:8443/x/y?n=1&m#top".utf8)).field,
        SetCookie.dissect(Array("id=7; Path=/; Max-Age=60".utf8)).field,
        HTML.dissect(Array("<!doctype html><p class=a>Hi<!-- so --></p>".utf8)).field,
        TLS.dissectAlert([1, 0]).field, TLS.dissectChangeCipherSpec([1]).field,
      ] + [TLS.dissect(TLSRecordTests.record(22, Captured.clientHello)).field]
      + Captured.all.map { TLS.dissectHandshake($0.bytes[...]).field }
      + [Frames.arpRequest, Frames.syn, Frames.udp, Frames.ping].map { Packet.dissect($0).field }
      + [
        CSS.dissect(Array("/* a */ @media print { p {} } h1, td.price { color: red; oops }".utf8)).field,
        PNG.dissect(PNGTests.small).field, ProxyProtocol.dissect(ProxyProtocolTests.binary + [71, 69, 84]).field,
      ] + ProxyProtocolTests.lines.map { ProxyProtocol.dissect(Array($0.utf8)).field }
    // They say nothing but their own bytes.
    let plain: Set = [
      "gap", ";", "=", "white space", "padding", "Reserved", "End of Option List", "No-Operation", "SP",
    ]
    var silent: Set<String> = []
    for tree in trees { silent.formUnion(names(of: [tree]) { !plain.contains($0) }) }
    #expect(silent.isEmpty, "\(silent.sorted())")
  }

  /// The paths of innermost fields without a sentence, as text.
  private func names(of path: [Field], _ isTold: (String) -> Bool) -> [String] {
    guard let field = path.last else { return [] }
    if !field.children.isEmpty { return field.children.flatMap { names(of: path + [$0], isTold) } }
    guard isTold(field.name), Glossary.meaning(of: path) == nil else { return [] }
    return [path.map(\.name).joined(separator: " > ")]
  }

  @Test("why a certificate is not accepted has a sentence, as has what an SOA record counts")
  func withoutNames() throws {
    let reason = "the certificate is not accepted: unable to get local issuer certificate"
    #expect(TLS.meaning(ofRefusal: reason) == "Whoever signed it is nobody that the browser trusts.")
    #expect(TLS.meaning(ofRefusal: "certificate chain too long") == nil)
    let soa = DNS.StartOfAuthority(
      primary: try DNS.Name(parsing: "ns1.shop.test"), mailbox: try DNS.Name(parsing: "hostmaster.shop.test"),
      serial: 1, refresh: 2,
      retry: 3, expire: 4, minimum: 5)
    let name = try DNS.Name(parsing: "shop.test")
    #expect(DNS.Record(name, .soa, timeToLive: 60, .soa(soa)).meaning.contains("how long a no may be remembered"))
    #expect(DNS.Record(name, .ns, timeToLive: 60, .ns(name)).meaning.isEmpty)
  }

  @Test("a code's sentence goes on with what the registry says of the number")
  func registered() {
    let field = DNS.dissect(DNSMessageTests.response).field
    #expect(
      Glossary.meaning(of: field.path(toBit: 3 * 8 + 4))
        == "How it went. Here no error: the question could be answered.")
    let status = HTTP1.dissect(Array("HTTP/1.1 404 Not Found\r\n\r\n".utf8), .response).field
    #expect(Glossary.meaning(of: status.path(toBit: 9 * 8))?.contains(HTTP.Status(404).meaning) == true)
  }

  @Test("names made of letters and numbers have a gloss, however a library spells them")
  func algorithms() throws {
    for name in ["x25519", "X25519", "SECP256R1", "x448", "secp384r1", "secp521r1", "X25519MLKEM768"] {
      #expect(TLS.NamedGroup(named: name)?.meaning != nil, "\(name)")
    }
    for name in ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"] {
      #expect(TLS.CipherSuite(named: name)?.meaning != nil, "\(name)")
    }
    for name in ["ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ed25519", "rsa_pss_rsae_sha256"] {
      #expect(TLS.SignatureScheme(named: name)?.meaning != nil, "\(name)")
    }
    #expect(TLS.NamedGroup(named: "x25518") == nil && TLS.NamedGroup(named: "") == nil)
    let group = Field("group", bits: 0..<16, value: .number(0x1D, symbol: "x25519"))
    let message = Field("TLS handshake message", bits: 0..<16, children: [group])
    #expect(Glossary.meaning(of: [message, group])?.contains("Here a curve on which steps are easy to take") == true)
  }
}
