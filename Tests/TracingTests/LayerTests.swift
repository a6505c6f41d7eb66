import PacketSamples
import Testing
import Tracing
import Wire

@Suite("Layers: one byte from the message down to the frame")
struct LayerTests {
  private static let connection = PacketSample.connection

  @Test("every byte of a message is the same byte in every layer", arguments: [true, false])
  func everyByte(fromClient: Bool) {
    let query = Query(PacketSample.whole().trace)
    let bytes = fromClient ? PacketSample.request : PacketSample.response
    let source = Layer.Source.stream(Self.connection, fromClient: fromClient, 0..<bytes.count)
    for (place, byte) in bytes.enumerated() {
      let layers = query.layers(of: source, byte: place)
      #expect(layers.map(\.kind) == [.segment, .datagram, .frame])
      for layer in layers {
        #expect(layer.bytes[layer.place] == byte)
        // The field tree is the layer's own: it begins and ends with its bytes.
        #expect(layer.field.bytes == 0..<layer.bytes.count)
      }
    }
  }

  @Test("a segment that was lost is shown as it arrived at last")
  func lost() {
    let query = Query(PacketSample.whole().trace)
    let source = Layer.Source.stream(Self.connection, fromClient: false, 0..<PacketSample.response.count)
    let layers = query.layers(of: source, byte: 30)
    let journey = query.journeys.first { $0.first.entry == layers.first?.entry }
    #expect(journey?.ending == .arrived)
    #expect(layers.first?.carries == 20..<PacketSample.response.count)
  }

  @Test("nothing lies below what is not there", arguments: [-1, 38, 1000])
  func outside(byte: Int) {
    let query = Query(PacketSample.whole().trace)
    let source = Layer.Source.stream(Self.connection, fromClient: false, 0..<38)
    #expect(query.layers(of: source, byte: byte).isEmpty)
    let unknown = Connection(number: 9, transport: .tcp, client: Self.connection.client, server: Self.connection.server)
    #expect(query.layers(of: .stream(unknown, fromClient: true, 0..<38), byte: 3).isEmpty)
    #expect(query.layers(of: .numbered(unknown, fromClient: true, 0), byte: 3).isEmpty)
  }

  // MARK: TLS

  /// One direction of a connection over TLS 1.3, its packets left out: two handshake messages in one record and the
  /// application's bytes in two, each "encrypted" by turning every bit over.
  static func encrypted(cipher: String, version: String) -> Query {
    var trace = Trace()
    func add(_ fact: Fact, _ party: Party) { trace.append(fact, at: .zero, by: party, cause: nil) }
    func record(_ type: UInt8, _ bytes: [UInt8]) -> [UInt8] { [type, 3, 3, 0, UInt8(bytes.count)] + bytes }
    func protected(_ type: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      let tag = [UInt8](repeating: 0xEE, count: cipher.contains("CCM_8") ? 8 : 16)
      let hidden = bytes.map { ~$0 }
      if version == "TLSv1.3" { return record(23, hidden + [~type] + tag) }
      return record(type, (cipher.contains("CHACHA20") ? [] : [UInt8](repeating: 1, count: 8)) + hidden + tag)
    }
    let (hello, finished) = ([1, 0, 0, 2, 3, 3] as [UInt8], [20, 0, 0, 1, 9] as [UInt8])
    add(.socket(.connecting(connection)), .browser)
    add(.socket(.accepted(connection)), .edge)
    add(.tls(.message(connection, sent: true, content: .handshake, encrypted: false, hello)), .browser)
    add(.tls(.message(connection, sent: true, content: .handshake, encrypted: true, finished)), .browser)
    let agreement = TLSEvent.Agreement(
      version: version, cipher: cipher, applicationProtocol: nil, group: nil, resumed: false)
    add(.tls(.established(connection, agreement)), .browser)
    add(.tls(.plaintextSent(connection, Array("abcdef".utf8))), .browser)
    add(.tls(.plaintextSent(connection, Array("ghi".utf8))), .browser)
    let wire =
      record(22, hello) + record(20, [1]) + protected(22, finished) + protected(23, Array("abcd".utf8))
      + protected(23, Array("ef".utf8)) + protected(23, Array("ghi".utf8))
    add(.socket(.sent(connection, wire)), .browser)
    return Query(trace)
  }

  @Test(
    "a byte keeps its place in its record, and the record is found by lengths",
    arguments: [
      ("TLS_AES_256_GCM_SHA384", "TLSv1.3"), ("TLS_AES_128_CCM_8_SHA256", "TLSv1.3"),
      ("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLSv1.2"),
      ("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2"),
    ])
  func records(cipher: String, version: String) {
    let query = Self.encrypted(cipher: cipher, version: version)
    for (place, byte) in "abcdefghi".utf8.enumerated() {
      let layers = query.layers(of: .stream(Self.connection, fromClient: true, 0..<9), byte: place)
      let number = place < 4 ? 4 : place < 6 ? 5 : 6
      #expect(layers.map(\.kind) == [.plaintext, .record(number, isEncrypted: true)])
      guard layers.count == 2 else { return }
      #expect(layers[0].bytes[layers[0].place] == byte)
      #expect(layers[1].bytes[layers[1].place] == ~byte)
      #expect(layers[0].field.bytes == 0..<layers[0].bytes.count)
      #expect(layers[0].field.children.allSatisfy { Glossary.meaning(of: [layers[0].field, $0]) != nil })
    }
  }

  @Test("handshake messages lie in records in clear, or in encrypted ones")
  func handshake() {
    let query = Self.encrypted(cipher: "TLS_AES_256_GCM_SHA384", version: "TLSv1.3")
    let messages = query.handshakes.flatMap(\.messages)
    let kinds = messages.map { query.layers(of: .handshake(Self.connection, $0), byte: 1).map(\.kind) }
    #expect(kinds == [[.record(1, isEncrypted: false)], [.plaintext, .record(3, isEncrypted: true)]])
  }

  @Test("a cipher that moves bytes about is not followed")
  func unknown() {
    let query = Self.encrypted(cipher: "TLS_RSA_WITH_AES_128_CBC_SHA", version: "TLSv1.2")
    #expect(query.layers(of: .stream(Self.connection, fromClient: true, 0..<9), byte: 0).isEmpty)
  }

  @Test("records cut short or damaged lead nowhere, never to a trap")
  func damage() throws {
    let whole = Self.encrypted(cipher: "TLS_AES_256_GCM_SHA384", version: "TLSv1.3").trace
    guard case .socket(.sent(_, let wire)) = try #require(whole.entries.last).fact else {
      Issue.record("expected the recording to end with what was sent")
      return
    }
    for place in wire.indices {
      for bytes in [Array(wire[..<place]), wire.indices.map { $0 == place ? ~wire[$0] : wire[$0] }] {
        var trace = Trace()
        for entry in whole.entries.dropLast() { trace.append(entry.fact, at: .zero, by: entry.by, cause: nil) }
        trace.append(.socket(.sent(Self.connection, bytes)), at: .zero, by: .browser, cause: nil)
        let query = Query(trace)
        for byte in 0..<9 {
          for layer in query.layers(of: .stream(Self.connection, fromClient: true, 0..<9), byte: byte) {
            #expect(layer.bytes.indices.contains(layer.place))
          }
        }
      }
    }
  }
}
