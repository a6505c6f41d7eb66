import Testing
import Wire

@Suite("pcapng")
struct PCAPNGTests {
  static let blocks: [PCAPNG.Block] = [
    .section(PCAPNG.Section(application: "roundtrip", comments: ["A lesson"])),
    .interface(
      PCAPNG.Interface(
        name: "laptop-router", description: "The cable at home", address: Ethernet.Address(bits: 0x0200_0000_000A))),
    .names([
      PCAPNG.NameRecord(.ipv4(PacketTests.server), ["www.shop.test", "shop.test"]),
      PCAPNG.NameRecord(.ipv6(.loopback), ["localhost"]),
    ]),
    .keyLog(Array("CLIENT_RANDOM 00 00\n".utf8)),
    .packet(
      PCAPNG.EnhancedPacket(
        interface: 0, timestamp: 1_767_225_600_000_000_001, frame: Frames.tcpOverIPv6,
        comments: ["One", "Zwei: ä"])),
    .packet(PCAPNG.EnhancedPacket(interface: 0, timestamp: 1_767_225_600_000_000_002, frame: Frames.syn)),
    .other(type: 5, body: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]

  static let file = blocks.flatMap { $0.encoded() }

  @Test("every block is read as it was written, and no bit is left unnamed")
  func roundTrip() throws {
    let dissection = PCAPNG.dissect(Self.file)
    #expect(try dissection.value.get() == Self.blocks)
    #expect(dissection.field.first("gap") == nil)
    #expect(Coverage.holes(in: dissection.field).isEmpty)
  }

  @Test("a section header, byte by byte")
  func section() {
    let expected: [UInt8] = [
      0x0A, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0x2C,  // type, 44 bytes
      0x1A, 0x2B, 0x3C, 0x4D, 0, 1, 0, 0,  // most significant byte first, version 1.0
      0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,  // length not specified
      0, 4, 0, 5, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0, 0, 0,  // application "hello", padded
      0, 0, 0, 0, 0, 0, 0, 0x2C,  // end of options, 44 bytes
    ]
    #expect(PCAPNG.Block.section(PCAPNG.Section(application: "hello")).encoded() == expected)
  }

  @Test("a file that is cut is read up to there only between blocks; else it is a fault")
  func cut() {
    var ends: Set<Int> = [0]
    var end = 0
    for block in Self.blocks {
      end += block.encoded().count
      ends.insert(end)
    }
    for place in 0..<Self.file.count {
      let dissection = PCAPNG.dissect(Self.file[..<place])
      #expect(((try? dissection.value.get()) != nil) == ends.contains(place), "cut at \(place)")
      #expect(Coverage.holes(in: dissection.field).isEmpty)
    }
  }

  @Test("a byte that is flipped gives blocks or a fault over all bits")
  func flipped() {
    for place in Self.file.indices {
      var wrong = Self.file
      wrong[place] ^= 0xFF
      let dissection = PCAPNG.dissect(wrong)
      #expect(dissection.field.bits == 0..<wrong.count * 8)
      #expect(Coverage.holes(in: dissection.field).isEmpty, "byte \(place)")
    }
  }
}
