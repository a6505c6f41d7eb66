import Testing
import Wire

@Suite("Packets")
struct PacketTests {
  static let laptop = IPv4Address(192, 0, 2, 10)
  static let router = IPv4Address(192, 0, 2, 1)
  static let server = IPv4Address(203, 0, 113, 80)

  static func datagram(_ frame: [UInt8]) throws -> IPv4.Datagram {
    guard case .ipv4(let datagram) = try Packet.dissect(frame).value.get().content else {
      throw Fault(.conflict, "expected IPv4")
    }
    return datagram
  }

  @Test("every good frame is read whole, has no fault and no gap, and is written again as it was")
  func goodFrames() throws {
    for (name, bytes) in Frames.all {
      let dissection = Packet.dissect(bytes)
      let packet = try dissection.value.get()
      #expect(packet.isIntact, "\(name)")
      #expect(dissection.field.first("gap") == nil, "\(name)")
      #expect(Coverage.holes(in: dissection.field).isEmpty, "\(name)")
      #expect(!Self.hasFault(dissection.field), "\(name)")
      let again = packet.encoded()
      #expect(again == bytes, "\(name): \(again.hex)")
      #expect(try Packet.dissect(again).value.get() == packet, "\(name)")
    }
  }

  static func hasFault(_ field: Field) -> Bool { field.fault != nil || field.children.contains(where: hasFault) }

  @Test("a frame that is cut, or has one bit flipped, gives a packet or a fault over all its bits")
  func brokenFrames() {
    for (name, bytes) in Frames.all {
      for end in 0..<bytes.count { Self.expectCovered(Array(bytes[..<end]), "\(name) cut at \(end)") }
      for place in bytes.indices {
        for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
          var flipped = bytes
          flipped[place] ^= mask
          Self.expectCovered(flipped, "\(name) with byte \(place) flipped by \(mask)")
        }
      }
    }
  }

  static func expectCovered(_ bytes: [UInt8], _ what: String) {
    let dissection = Packet.dissect(bytes)
    #expect(dissection.field.bits == 0..<bytes.count * 8, "\(what)")
    #expect(Coverage.holes(in: dissection.field).isEmpty, "\(what)")
    _ = Packet.Summary(bytes)
    guard case .success(var packet) = dissection.value else { return }
    // Written again, its checksums are right.
    let again = try? Packet.dissect(packet.encoded()).value.get()
    packet.isIntact = true
    #expect(again == packet, "\(what)")
  }

  @Test("ARP: a question to all, and its answer")
  func arp() throws {
    guard case .arp(let request) = try Packet.dissect(Frames.arpRequest).value.get().content else {
      Issue.record("expected ARP")
      return
    }
    let laptop = Ethernet.Address(bits: 0x0200_0000_000A)
    #expect(
      request
        == ARP.Message(.request, senderHardware: laptop, senderProtocol: Self.laptop, targetProtocol: Self.router))
    let router = Ethernet.Address(bits: 0x0200_0000_0001)
    let reply = Packet(
      Ethernet.Header(destination: laptop, source: router, type: .arp), .arp(request.reply(from: router)))
    #expect(reply.encoded() == Frames.arpReply)
  }

  @Test("a SYN: every field by the name that its RFC gives it")
  func syn() throws {
    let field = Packet.dissect(Frames.syn).field
    let rows: [(String, String)] = [
      ("Destination", "02:00:00:00:00:01"), ("EtherType", "2048 (IPv4)"), ("IHL", "5 (20 bytes)"),
      ("DSCP", "0 (CS0)"), ("Total Length", "60"), ("DF", "1"), ("Fragment Offset", "0 (byte 0)"),
      ("Time to Live", "64"), ("Protocol", "6 (TCP)"), ("Source Address", "192.0.2.10"),
      ("Destination Port", "443 (https)"), ("Sequence Number", "480185150"), ("Data Offset", "10 (40 bytes)"),
      ("Control Bits", "SYN"), ("Window", "64240"), ("shift.cnt", "7 (times 128)"), ("TSval", "1122867"),
    ]
    for (name, value) in rows { #expect(field.first(name)?.value.description == value, "\(name)") }
    // One byte, all layers: the first byte of the sequence number.
    #expect(field.path(toBit: 38 * 8).map(\.name) == ["frame", "IPv4", "TCP", "header", "Sequence Number"])
  }

  @Test("TCP options")
  func tcpOptions() throws {
    let syn = try #require(try Packet.dissect(Frames.syn).value.get().segment)
    #expect(
      syn.options == [
        .maximumSegmentSize(1460), .sackPermitted, .timestamps(value: 0x0011_2233, echoReply: 0), .noOperation,
        .windowScale(7),
      ])
    let sack = try #require(try Packet.dissect(Frames.sack).value.get().segment)
    #expect(sack.options.last == .sack([TCP.Option.Block(left: 0x1C9F_10E7, right: 0x1C9F_168F)]))
    let fastOpen = try #require(try Packet.dissect(Frames.fastOpen).value.get().segment)
    #expect(fastOpen.options[1] == .fastOpenCookie([1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(fastOpen.options[2] == .unknown(TCP.Kind(rawValue: 253), [0x0A, 0x0B]))
    #expect(fastOpen.flags.description == "SYN ECE CWR")
    #expect(String(decoding: fastOpen.data, as: UTF8.self) == "GET / HTTP/1.1\r\n\r\n")
  }

  @Test("ICMP reports quote what was lost")
  func reports() throws {
    guard case .icmp(let late) = try Self.datagram(Frames.timeExceeded).payload,
      case .icmp(let big) = try Self.datagram(Frames.fragmentationNeeded).payload
    else {
      Issue.record("expected two ICMP messages")
      return
    }
    #expect(late.type == .timeExceeded)
    #expect(late.reason == "time to live exceeded in transit")
    #expect(late.original?.destination == Self.server)
    #expect(late.original?.timeToLive == 1)
    #expect(big.nextHopMTU == 1280)
    let quoted = Packet.dissect(Frames.fragmentationNeeded).field.first("original datagram")
    #expect(quoted?.first("Destination Port")?.value.description == "53 (domain)")
  }

  @Test("the router's reports are made from the frame it could not pass on")
  func makingReports() throws {
    var lost = Frames.syn
    lost[22] = 1
    lost.replaceSubrange(24..<26, with: [0xBC, 0x71])
    let report = ICMP.Message.timeExceeded(original: lost[14...])
    var header = IPv4.Header(source: Self.router, destination: Self.laptop, protocol: .icmp, identification: 5)
    header.differentiatedServices = 48
    let bytes = IPv4.Datagram(header, .icmp(report)).encoded()
    #expect(bytes == Array(Frames.timeExceeded[14...]))
    let long = ICMP.Message.unreachable(
      .fragmentationNeeded, nextHopMTU: 1280, original: [UInt8](repeating: 0, count: 1500)[...])
    #expect(long.encoded().count == 556)
    #expect(long.nextHopMTU == 1280)
  }

  @Test("a fragment is not taken for the beginning of a datagram")
  func fragment() throws {
    let datagram = try Self.datagram(Frames.fragment)
    #expect(datagram.header.isFragment)
    #expect(datagram.header.fragmentOffset == 2)
    #expect(datagram.payload == .fragment(Array("12345678".utf8)))
  }

  @Test("a wrong checksum is a fault on its field, and the rest is read")
  func wrongChecksums() throws {
    // The byte that is changed, and the field that tells.
    let rows: [([UInt8], Int, String)] = [
      (Frames.syn, 22, "Header Checksum"), (Frames.syn, 50, "Checksum"), (Frames.udp, 60, "Checksum"),
      (Frames.ping, 50, "Checksum"), (Frames.neighborSolicitation, 70, "Checksum"),
    ]
    for (frame, place, name) in rows {
      var wrong = frame
      wrong[place] ^= 0x04
      let dissection = Packet.dissect(wrong)
      #expect(try dissection.value.get().isIntact == false)
      #expect(dissection.field.first(name)?.fault?.code == .conflict, "\(name) of byte \(place)")
    }
    // Byte 24 is the upper half of the header's checksum, 7d71: the fault says what would be right.
    var damaged = Frames.syn
    damaged[24] = 0
    #expect(
      Packet.dissect(damaged).field.first("Header Checksum")?.fault?.message
        == "expected the checksum \(0x7D71), found \(0x71): some bit changed on the way")
    // UDP's 0 means that there is none.
    var without = Frames.udp
    without.replaceSubrange(40..<42, with: [0, 0])
    #expect(try Packet.dissect(without).value.get().isIntact)
  }

  @Test(
    "lengths that can't be",
    arguments: [
      (Frames.syn, 14, 0x55, .malformed), (Frames.syn, 14, 0x44, .malformed),  // version 5; IHL 4
      (Frames.syn, 17, 19, .conflict), (Frames.syn, 17, 61, .truncated),  // Total Length 19 and 61 of 60
      (Frames.syn, 46, 0x40, .malformed), (Frames.syn, 46, 0xF0, .truncated),  // Data Offset 4 and 15
      (Frames.syn, 55, 1, .malformed), (Frames.syn, 55, 30, .truncated),  // MSS option of 1 and 30 bytes
      (Frames.udp, 39, 7, .malformed), (Frames.udp, 39, 40, .truncated),  // UDP Length 7 and 40 of 39
      (Frames.arpReply, 18, 8, .unsupported),  // addresses of 8 bytes
      (Frames.neighborSolicitation, 79, 0, .malformed),  // an option of no length
    ] as [([UInt8], Int, UInt8, Fault.Code)])
  func wrongLengths(_ frame: [UInt8], _ place: Int, _ byte: UInt8, _ code: Fault.Code) {
    var wrong = frame
    wrong[place] = byte
    guard case .failure(let fault) = Packet.dissect(wrong).value else {
      Issue.record("expected a fault, found a packet")
      return
    }
    #expect(fault.code == code)
  }

  @Test("what a field is for depends on the layer it stands in")
  func glossary() {
    let path = Packet.dissect(Frames.syn).field.path(toBit: 38 * 8)
    #expect(Glossary.meaning(of: path)?.hasPrefix("The number of the first byte carried here") == true)
    let ping = Packet.dissect(Frames.ping).field.path(toBit: 40 * 8)
    #expect(Glossary.meaning(of: ping) == "Counts the pings, so that each answer finds its question.")
    #expect(Glossary.meaning(of: []) == nil)
  }
}
