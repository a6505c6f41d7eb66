import Testing
import Wire

@Suite("TLS records")
struct TLSRecordTests {
  /// A record of TLS 1.2's version, as all but the first are.
  static func record(_ type: UInt8, _ fragment: [UInt8]) -> [UInt8] {
    [type, 3, 3, UInt8(fragment.count >> 8), UInt8(fragment.count & 0xFF)] + fragment
  }

  static func titles(_ stream: [UInt8]) throws -> [String] { try TLS.dissect(stream).value.get().map(\.title) }

  @Test("a client's side of TLS 1.3, asked to try again: the second ClientHello is still in clear")
  func newClient() throws {
    let stream =
      Self.record(22, Captured.firstClientHello) + Self.record(20, [1]) + Self.record(22, Captured.secondClientHello)
      + Self.record(23, [1, 2, 3])
    #expect(
      try Self.titles(stream) == ["ClientHello", "change_cipher_spec", "ClientHello", "protected application_data"])
    let field = TLS.dissect(stream).field
    #expect(field.first("gap") == nil)
    #expect(Coverage.holes(in: field).isEmpty)
  }

  @Test("a server's side of TLS 1.2: several messages in a record; after change_cipher_spec nothing is in clear")
  func oldServer() throws {
    let flight =
      Captured.oldServerHello + Captured.oldCertificate + Captured.serverKeyExchange + Captured.serverHelloDone
    let stream =
      Self.record(22, flight) + Self.record(20, [1]) + Self.record(22, [UInt8](repeating: 7, count: 40))
      + Self.record(21, [UInt8](repeating: 7, count: 26))
    #expect(
      try Self.titles(stream) == [
        "ServerHello, Certificate, ServerKeyExchange, ServerHelloDone", "change_cipher_spec", "protected handshake",
        "protected alert",
      ])
  }

  @Test("a message may be cut over records at any place, and is the same message")
  func fragmented() throws {
    let message = Captured.serverHello + Captured.encryptedExtensions
    let whole = try TLS.dissect(Self.record(22, message)).value.get()
    let bytewise = try TLS.dissect(message.flatMap { Self.record(22, [$0]) }).value.get()
    #expect(Self.messages(in: bytewise) == Self.messages(in: whole))
    for cut in 1..<message.count {
      let stream = Self.record(22, Array(message[..<cut])) + Self.record(22, Array(message[cut...]))
      let dissection = TLS.dissect(stream)
      #expect(Self.messages(in: try dissection.value.get()) == Self.messages(in: whole))
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
  }

  static func messages(in records: [TLS.Record]) -> [TLS.Handshake] {
    records.flatMap { record -> [TLS.Handshake] in
      if case .handshake(let messages) = record.content { messages } else { [] }
    }
  }

  @Test("alerts in clear")
  func alerts() throws {
    #expect(try Self.titles([21, 3, 3, 0, 2, 2, 40]) == ["fatal handshake_failure"])
    #expect(try TLS.dissectAlert([1, 0]).value.get().description == .closeNotify)
    #expect(throws: Fault.self) { try TLS.dissectAlert([1]).value.get() }
    #expect(throws: Fault.self) { try TLS.dissectAlert([1, 0, 0]).value.get() }
    #expect(try TLS.dissectChangeCipherSpec([1]).value.get() == 1)
    #expect(throws: Fault.self) { try TLS.dissectChangeCipherSpec([2]).value.get() }
  }

  @Test(
    "records that are wrong",
    arguments: [
      // "GET /": not TLS at all.
      ([0x47, 0x45, 0x54, 0x20, 0x2F], .malformed, 0..<1),
      // Version 2.0.
      ([22, 2, 0, 0, 1, 0], .malformed, 1..<3),
      // Longer than what follows.
      ([22, 3, 3, 0, 9, 1, 0, 0], .truncated, 5..<8),
      // Longer than any record may be: the length counts, not what is there.
      ([23, 3, 3, 0xFF, 0xFF], .truncated, 5..<5),
      // Empty, where something is needed.
      ([22, 3, 3, 0, 0], .forbidden, 5..<5),
      ([21, 3, 3, 0, 0], .forbidden, 5..<5),
      ([20, 3, 3, 0, 1, 2], .malformed, 5..<6),
      ([20, 3, 3, 0, 2, 1, 1], .malformed, 6..<7),
      // Half an alert.
      ([21, 3, 3, 0, 1, 2], .truncated, 6..<6),
    ] as [([UInt8], Fault.Code, Range<Int>)])
  func wrong(_ stream: [UInt8], _ code: Fault.Code, _ bytes: Range<Int>) {
    let dissection = TLS.dissect(stream)
    guard case .failure(let fault) = dissection.value else {
      Issue.record("expected a fault")
      return
    }
    #expect(fault.code == code)
    #expect(fault.bytes == bytes)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
  }

  @Test("limits: 2^14 bytes in clear, a little more when protected, 2^17 for a message in parts")
  func limits() {
    func code(_ stream: [UInt8]) -> Fault.Code? {
      if case .failure(let fault) = TLS.dissect(stream).value { fault.code } else { nil }
    }
    #expect(code(Self.record(23, [UInt8](repeating: 0, count: 16_384 + 2048))) == nil)
    #expect(code(Self.record(23, [UInt8](repeating: 0, count: 16_384 + 2049))) == .limit)
    #expect(code(Self.record(22, [UInt8](repeating: 0, count: 16_385))) == .limit)
    // A Certificate that announces 2^20 bytes is refused at its first piece.
    #expect(code(Self.record(22, [11, 0x10, 0, 0, 0])) == .limit)
  }

  @Test("a stream cut at every byte, every byte flipped: records or a fault, and a tree over all of it")
  func damaged() {
    let stream =
      [22, 3, 1] + Self.record(22, Captured.clientHello).dropFirst(3) + Self.record(20, [1]) + Self.record(23, [1, 2])
    for end in 0..<stream.count { #expect(Coverage.holes(in: TLS.dissect(stream[..<end]).field).isEmpty) }
    for index in stream.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var flipped = stream
        flipped[index] ^= mask
        let dissection = TLS.dissect(flipped)
        if case .failure(let fault) = dissection.value { #expect(fault.bytes.upperBound <= stream.count) }
        #expect(Coverage.holes(in: dissection.field).isEmpty)
      }
    }
  }

  @Test("thousands of one-byte records are read in one pass")
  func tiny() throws {
    let message: [UInt8] = [20, 0, 0x40, 0] + [UInt8](repeating: 0, count: 0x4000)
    let stream = message.flatMap { Self.record(22, [$0]) }
    #expect(Self.messages(in: try TLS.dissect(stream).value.get()).map(\.title) == ["Finished"])
  }
}
