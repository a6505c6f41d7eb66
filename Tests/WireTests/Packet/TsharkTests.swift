import Testing
import Tshark
import Wire

@Suite("tshark agrees", .enabled(if: Tshark.path != nil, "tshark is not installed"))
struct TsharkTests {
  static func capture(_ frames: [[UInt8]]) -> [UInt8] {
    let head: [PCAPNG.Block] = [
      .section(PCAPNG.Section(application: "roundtrip")), .interface(PCAPNG.Interface(name: "cable")),
    ]
    let packets = frames.enumerated().map { number, frame in
      PCAPNG.Block.packet(
        PCAPNG.EnhancedPacket(
          interface: 0, timestamp: 1_767_225_600_000_000_000 + UInt64(number) * 1_000_000, frame: frame))
    }
    return (head + packets).flatMap { $0.encoded() }
  }

  @Test("every field that both name, of every good frame, and of some with a wrong checksum")
  func fields() throws {
    var frames = Frames.all.map(\.bytes) + Conversations.lossBehind.map(Conversations.frame)
    for (frame, place) in [(Frames.syn, 22), (Frames.syn, 50), (Frames.udp, 60), (Frames.ping, 50)] {
      var wrong = frame
      wrong[place] ^= 4
      frames.append(wrong)
    }
    let theirs = try Tshark.frames(in: Self.capture(frames))
    #expect(theirs.count == frames.count)
    var agreeing = 0
    for (frame, layers) in zip(frames, theirs) {
      let comparison = Tshark.compare(Packet.dissect(frame).field, layers)
      #expect(comparison.differences == [], "\(frame.hex)")
      agreeing += comparison.agreeing
    }
    print("tshark: \(agreeing) values of \(frames.count) frames agree")
    #expect(agreeing > 400)
  }

  @Test("relative numbers, windows, bytes in flight and retransmissions of a connection")
  func flow() throws {
    let rows = Conversations.lossBehind
    let theirs = try Tshark.frames(in: Self.capture(rows.map(Conversations.frame)), isRelative: true)
    for (reading, layers) in zip(TCPFlowTests.read(rows), theirs) {
      let tcp = try #require(layers["tcp"])
      #expect(tcp["tcp.seq"]?.string == String(reading.sequenceNumber))
      #expect(tcp["tcp.ack"]?.string == String(reading.acknowledgmentNumber ?? 0))
      #expect(tcp["tcp.window_size"]?.string == String(reading.window))
      let analysis = tcp["tcp.analysis"]
      if let inFlight = analysis?["tcp.analysis.bytes_in_flight"]?.string {
        #expect(inFlight == String(reading.bytesInFlight))
      }
      let flags = analysis?["tcp.analysis.flags"]?.description ?? ""
      #expect(flags.contains("retransmission\"") == reading.marks.contains(.retransmission))
      #expect(flags.contains("duplicate_ack\"") == reading.marks.contains(.duplicateACK))
    }
  }

  @Test("our capture files, with names, keys and comments, are read without a complaint")
  func captures() throws {
    let lines = try Tshark.run(
      PCAPNGTests.file,
      ["-N", "dn", "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.comment", "-e", "ip.dst_host"])
    let text = String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(text == ["1767225600.000000001\tOne,Zwei: ä\t", "1767225600.000000002\t\tshop.test"])
  }
}
