import Testing
import Wire

@Suite("DNS messages that are wrong")
struct DNSFaultTests {
  static let header: [UInt8] = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
  static let answerHeader: [UInt8] = [0, 1, 0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0]

  @Test(
    "names",
    arguments: [
      // Points to itself.
      ([0xC0, 0x0C, 0, 1, 0, 1], .loop, 12..<14),
      // Points forward.
      ([0xC0, 0x20, 0, 1, 0, 1], .loop, 12..<14),
      // "a", then a pointer back to it: a.a.a.a and so on.
      ([1, 0x61, 0xC0, 0x0C, 0, 1, 0, 1], .loop, 14..<16),
      // A kind of label nobody uses.
      ([0x41, 0x61, 0, 0, 1, 0, 1], .malformed, 12..<13),
      // A label longer than the message.
      ([9, 0x61, 0, 0, 1, 0, 1], .truncated, 13..<19),
      // No end.
      ([1, 0x61], .truncated, 14..<14),
    ] as [([UInt8], Fault.Code, Range<Int>)])
  func names(_ name: [UInt8], _ code: Fault.Code, _ bytes: Range<Int>) {
    expect(Self.header + name, code, bytes)
  }

  @Test("an OPT record where none may be, or a second one, and a time past all times: told, and read all the same")
  func odd() throws {
    let opt: [UInt8] = [0, 0, 41, 4, 0, 0, 0, 0, 0, 0, 0]
    let named: [UInt8] = [1, 0x61] + opt
    func faults(_ message: [UInt8]) throws -> [Fault?] {
      let dissection = DNS.dissect(message)
      _ = try dissection.value.get()
      return dissection.field.children.dropFirst().map(\.fault)
    }
    #expect(try faults([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] + opt + opt).map { $0?.code } == [nil, .forbidden])
    #expect(try faults([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + named).map { $0?.code } == [.forbidden])
    #expect(try faults(Self.answerHeader + opt).map { $0?.code } == [.forbidden])
    let old = DNS.dissect(Self.answerHeader + [0, 0, 1, 0, 1, 0x80, 0, 0, 1, 0, 4, 192, 0, 2, 1]).field
    #expect(old.first("TTL")?.fault?.isRemark == true)
    #expect(old.first("TTL")?.fault?.message == "the top bit is set: to be taken as 0")
  }

  private func expect(_ message: [UInt8], _ code: Fault.Code, _ bytes: Range<Int>) {
    let dissection = DNS.dissect(message)
    guard case .failure(let fault) = dissection.value else {
      Issue.record("expected a fault, found a message")
      return
    }
    #expect(fault.code == code)
    #expect(fault.bytes == bytes)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
  }

  @Test("two names that point at each other")
  func pointAtEachOther() {
    // Byte 12: pointer to 14 is forward, so the walk stops there; byte 14 back to 12 is never reached.
    expect(Self.header + [0xC0, 0x0E, 0xC0, 0x0C], .loop, 12..<14)
  }

  @Test("a name made longer than 255 bytes by pointers")
  func tooLong() {
    // 128 labels of one byte and a pointer to them: 1 + 2 * 128 = 257 bytes.
    let labels = [[UInt8]](repeating: [1, 0x61], count: 127).flatMap { $0 }
    let message = Self.header + labels + [0, 0, 1, 0, 1]
    #expect(throws: Never.self) { try DNS.dissect(message).value.get() }
    let answered = [0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0] + labels + [0, 0, 1, 0, 1] + [1, 0x62, 0xC0, 12, 0, 1]
    expect(answered, .limit, 271 + 2..<271 + 4)
  }

  @Test("a tower of pointers is not climbed for ever")
  func tower() {
    // A TXT record full of pointers, each to the one before, then a name that points at the last.
    var tower: [UInt8] = [0]
    var last = 12 + 11
    for _ in 0..<1000 {
      let at = 12 + 11 + tower.count
      tower += [0xC0 | UInt8(last >> 8), UInt8(last & 0xFF)]
      last = at
    }
    let length = UInt16(tower.count)
    let opaque: [UInt8] = [0, 0xFF, 0, 0, 1, 0, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF)]
    let name: [UInt8] = [0xC0 | UInt8(last >> 8), UInt8(last & 0xFF)]
    let message = [0, 1, 0x80, 0, 0, 0, 0, 2, 0, 0, 0, 0] + opaque + tower + name + [0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
    let at = 12 + 11 + tower.count
    expect(message, .limit, at..<at + 2)
  }

  @Test(
    "record data of the wrong length",
    arguments: [
      WrongData("A of 3 bytes", 1, [127, 0, 0], .truncated),
      WrongData("A of 5 bytes", 1, [127, 0, 0, 1, 0], .malformed),
      WrongData("AAAA of 4 bytes", 28, [0, 0, 0, 0], .truncated),
      WrongData("TXT whose string is longer than it", 16, [5, 0x61], .truncated),
      WrongData("CNAME with bytes after its name", 5, [0, 0], .malformed),
      WrongData("OPT with half an option", 41, [0, 10, 0], .truncated),
      WrongData("CAA without a tag", 257, [0, 0], .malformed),
      WrongData("CAA whose tag has a blank", 257, [0, 2, 0x61, 0x20], .malformed),
      WrongData("TXT without a string", 16, [], .truncated),
      WrongData("HTTPS whose port has one byte", 65, [0, 1, 0, 0, 3, 0, 1, 80], .truncated),
      WrongData("HTTPS whose protocol name is longer than its value", 65, [0, 1, 0, 0, 1, 0, 2, 3, 0x68], .truncated),
      WrongData("HTTPS whose no-default-alpn says something", 65, [0, 1, 0, 0, 2, 0, 1, 0], .malformed),
      WrongData("HTTPS with an address of 5 bytes", 65, [0, 1, 0, 0, 4, 0, 5, 1, 2, 3, 4, 5], .truncated),
      WrongData("HTTPS with a protocol without a name", 65, [0, 1, 0, 0, 1, 0, 1, 0], .malformed),
      WrongData("HTTPS whose mandatory names itself", 65, [0, 1, 0, 0, 0, 0, 2, 0, 0], .malformed),
      WrongData("HTTPS whose mandatory names one key twice", 65, [0, 1, 0, 0, 0, 0, 4, 0, 3, 0, 3], .malformed),
      WrongData("HTTPS with keys out of order", 65, [0, 1, 0, 0, 99, 0, 0, 0, 98, 0, 0], .malformed),
    ] as [WrongData])
  func lengths(_ row: WrongData) {
    let type: [UInt8] = [UInt8(row.type >> 8), UInt8(row.type & 0xFF)]
    let message = Self.answerHeader + [0] + type + [0, 1, 0, 0, 0, 0, 0, UInt8(row.data.count)] + row.data
    let dissection = DNS.dissect(message)
    guard case .failure(let fault) = dissection.value else {
      Issue.record("\(row.what) was taken")
      return
    }
    #expect(fault.code == row.code)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
  }

  struct WrongData {
    var what: String
    var type: UInt16
    var data: [UInt8]
    var code: Fault.Code
    init(_ what: String, _ type: UInt16, _ data: [UInt8], _ code: Fault.Code) {
      (self.what, self.type, self.data, self.code) = (what, type, data, code)
    }
  }

  @Test(
    "an update's record without data is a record, of the classes ANY and NONE only", arguments: [1, 16, 15] as [UInt8])
  func update(type: UInt8) throws {
    func message(_ recordClass: UInt8) -> [UInt8] {
      Self.answerHeader + [0, 0, type, 0, recordClass, 0, 0, 0, 0, 0, 0]
    }
    for recordClass in [254, 255] as [UInt8] {
      #expect(try DNS.dissect(message(recordClass)).value.get().answers.map(\.data) == [.opaque([])])
    }
    #expect(throws: Fault.self) { try DNS.dissect(message(1)).value.get() }
  }

  @Test("cut at every byte: a fault at the end, and the tree covers what is there")
  func everyCut() {
    for end in 0..<DNSMessageTests.response.count {
      let dissection = DNS.dissect(DNSMessageTests.response[..<end])
      guard case .failure(let fault) = dissection.value else {
        Issue.record("\(end) bytes made a message")
        continue
      }
      #expect(fault.code == .truncated)
      #expect(dissection.field.bytes == 0..<end)
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
  }

  @Test("every byte flipped: a message or a fault inside the bytes")
  func everyFlip() {
    for index in DNSMessageTests.response.indices {
      for bit in 0..<8 {
        var bytes = DNSMessageTests.response
        bytes[index] ^= 1 << bit
        let dissection = DNS.dissect(bytes)
        if case .failure(let fault) = dissection.value { #expect(fault.bytes.upperBound <= bytes.count) }
        #expect(Coverage.holes(in: dissection.field).isEmpty)
      }
    }
  }

  @Test("65535 bytes of records are read in one pass")
  func large() throws {
    let record: [UInt8] = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]
    let count = 4000
    let head: [UInt8] = [0, 1, 0x80, 0, 0, 1, UInt8(count >> 8), UInt8(count & 0xFF), 0, 0, 0, 0]
    let message = head + [1, 0x61, 0, 0, 1, 0, 1] + [[UInt8]](repeating: record, count: count).flatMap { $0 }
    #expect(try DNS.dissect(message).value.get().answers.count == count)
  }

  @Test("a stream is cut into messages wherever its bytes break")
  func framing() throws {
    let messages = [DNSMessageTests.response, Self.header + [0, 0, 1, 0, 1], []]
    let stream = messages.flatMap(DNS.framed)
    for cut in 0...stream.count {
      var framing = DNS.Framing()
      #expect(framing.add(stream[..<cut]) + framing.add(stream[cut...]) == messages)
      #expect(framing.isBetweenMessages)
    }
    var framing = DNS.Framing()
    #expect(stream.flatMap { framing.add([$0]) } == messages)
  }
}
