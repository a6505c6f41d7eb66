import Testing
import Wire

@Suite("Checksums, and what a router does to a packet")
struct ForwardingTests {
  @Test("RFC 1071 section 3: the example, whole and in pieces")
  func example() {
    // 0001 + f203 + f4f5 + f6f7 = 2ddf0, folded ddf2.
    let bytes: [UInt8] = [0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]
    #expect(InternetChecksum.of(bytes) == ~0xDDF2)
    for cut in stride(from: 0, through: 8, by: 2) {
      var checksum = InternetChecksum()
      checksum.add(bytes[..<cut])
      checksum.add(bytes[cut...])
      #expect(checksum.value == ~0xDDF2)
    }
    // An odd byte is the upper half of a word.
    #expect(InternetChecksum.of([0x12, 0x34, 0x56]) == ~UInt16(0x1234 + 0x5600))
    #expect(InternetChecksum.of([]) == 0xFFFF)
    // More carries than one fold takes.
    #expect(InternetChecksum.of([UInt8](repeating: 0xFF, count: 65_536)) == 0)
  }

  @Test("RFC 1624 section 4: a word changes, and the checksum is 0 rather than minus 0")
  func incremental() {
    #expect(InternetChecksum.updated(0xDD2F, from: 0x5555, to: 0x3285) == 0x0000)
  }

  @Test("one hop less, by hand and by summing again, whatever the header")
  func timeToLive() throws {
    for ttl in 2...255 {
      for identification in [0, 1, 0x7FFF, 0xBEEF, 0xFFFF] as [UInt16] {
        let header = IPv4.Header(
          source: PacketTests.laptop, destination: PacketTests.server, protocol: .udp, timeToLive: UInt8(ttl),
          identification: identification)
        var frame = [UInt8](repeating: 0, count: 14) + header.encoded(payloadLength: 0)
        #expect(IPv4.decrementTimeToLive(in: &frame))
        #expect(frame[22] == ttl - 1)
        #expect(InternetChecksum.of(frame[14...]) == 0)
      }
    }
  }

  @Test("the last hop, and what is no datagram, is left alone")
  func timeIsOver() {
    for ttl: UInt8 in [0, 1] {
      var frame = Frames.syn
      frame[22] = ttl
      let before = frame
      #expect(!IPv4.decrementTimeToLive(in: &frame))
      #expect(frame == before)
    }
    var short = Array(Frames.syn[..<33])
    #expect(!IPv4.decrementTimeToLive(in: &short))
  }

  @Test("a summary says what the whole dissection says")
  func summary() throws {
    for (name, bytes) in Frames.all {
      let packet = try Packet.dissect(bytes).value.get()
      let summary = try #require(Packet.Summary(bytes))
      #expect(summary.destination == packet.ethernet.destination, "\(name)")
      #expect(summary.source == packet.ethernet.source, "\(name)")
      #expect(summary.type == packet.ethernet.type, "\(name)")
      guard case .ipv4(let datagram) = packet.content else {
        #expect(summary.ipv4 == nil, "\(name)")
        continue
      }
      let ipv4 = try #require(summary.ipv4, "\(name)")
      #expect(ipv4.source == datagram.header.source && ipv4.destination == datagram.header.destination, "\(name)")
      #expect(ipv4.protocol == datagram.header.protocol && ipv4.timeToLive == datagram.header.timeToLive, "\(name)")
      #expect(ipv4.isFragment == datagram.header.isFragment, "\(name)")
      #expect(ipv4.dontFragment == datagram.header.dontFragment, "\(name)")
      #expect(ipv4.range == 14..<bytes.count, "\(name)")
      #expect(ipv4.flags == packet.segment?.flags, "\(name)")
      #expect(ipv4.segmentLength == packet.segment?.data.count, "\(name)")
      #expect(ipv4.ports?.destination == packet.segment?.destinationPort || packet.segment == nil, "\(name)")
    }
  }

  @Test("a header that a router must not believe has no summary")
  func badSummary() {
    var wrong = Frames.syn
    wrong[22] ^= 1
    #expect(Packet.Summary(wrong)?.ipv4 == nil)
    #expect(Packet.Summary(Array(Frames.syn[..<73]))?.ipv4 == nil)
    #expect(Packet.Summary(Array(Frames.syn[..<13])) == nil)
  }
}
