import PacketSamples
import Screen
import Testing
import Tracing
import Wire
@testable import Views

/// What a learner sees of packets, drawn here.
@Suite("Packets on the screen and on paper")
struct PacketScreenTests {
  static func scene(_ trace: Trace, shows subjects: [Step.Subject] = []) -> Recording.Scene {
    let show = Step.Block.show(subjects.map { Step.Shown(path: "", value: "1", why: "", subject: $0) })
    return Recording.Scene(
      title: "A lost SYN", introduction: [], conditions: [],
      steps: [
        Step(phase: .tcp, title: "Hello?", body: [.paragraph("Is anybody there?"), show]),
        Step(phase: .request, title: "The question", body: [.paragraph("A request.")]),
      ], trace: trace)
  }

  static func recording(_ trace: Trace, shows subjects: [Step.Subject] = []) -> Recording {
    Recording(
      id: "packets", title: "Packets", minutes: nil, introduction: [.paragraph("Look closer.")],
      scenes: [scene(trace, shows: subjects)])
  }

  private func screen(
    _ keys: String, width: Int = 80, height: Int = 24, of trace: Trace = PacketSample.whole().trace
  ) -> String {
    var player = Player(Self.recording(trace))
    _ = player.frame(width: width, height: height)
    for key in keys { _ = player.press(.character(key)) }
    return player.frame(width: width, height: height).text
  }

  @Test func packets() {
    #expect(
      screen("1Gz") == """
         Packets                                                     Step 1 of 2   live
         TCP > request
        --------------------------------------------------------------------------------
         Packets, from end to end  1 of 14  live
          CLOSED       Laptop                                 Edge LISTEN            ms
        > SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack -x    |                  0.0
                       |-- SYN again seq 0 win 502 ---.          |              1,000.0
                       |                              '--------->| SYN-RECEIVED 1,020.0
                       |          .------- SYN ACK seq 0 ack 1 --|              1,020.0
          ESTABLISHED  |<---------'                              |              1,040.0
                       |-- ACK seq 1 ack 1 win 64256 -.          |              1,040.0
                       |                              '--------->| ESTABLISHED  1,060.0
        --------------------------------------------------------------------------------
         SYN  Laptop to Edge, lost on the cable between Home router and Exchange, as
         the lesson asks for
           seq: 0  (raw 3000000000)  where counting begins: hard to guess
           win: 502                  room for so many bytes more
           mss: 1460                 maximum segment size: the most data in a packet
           sack: yes                 selective ACK: it tells what came after a gap
           scale: 7                  later wins are doubled so often; here done
           Laptop: SYN-SENT  has asked, and waits for an answer
           Edge: LISTEN      waits for anybody's SYN
        --------------------------------------------------------------------------------
         j/k packet  Space its fields  z closer  Z back  b bytes         ? help  q close
        """)
  }

  @Test func lostOnTheWay() {
    #expect(
      screen("1Gzjjjjjjjjz") == """
         Packets                                                     Step 1 of 2   live
         TCP > request
        --------------------------------------------------------------------------------
         Packets, cable by cable  29 of 52  live
          Laptop   Exchange      Edge                                                ms
             Home router Site router
             |<---|    |      |    |  ACK ttl 61 200 OK seq 1 ack 40 len 20     1,060.0
             |    |    |      |<---|  PSH ACK ttl 64 seq 21 ack 40 len 20       1,060.0
             |    |    |   x--|    |  PSH ACK ttl 63 seq 21 ack 40 len 20       1,060.0
        >    |--->|    |      |    |  ACK ttl 64 seq 40 ack 21 win 64256        1,060.0
             |    |--->|      |    |  ACK ttl 63 seq 40 ack 21 win 64256        1,060.0
             |    |    |----->|    |  ACK ttl 62 seq 40 ack 21 win 64256        1,060.0
        --------------------------------------------------------------------------------
         ACK  Laptop to Home router
           seq: 40  (raw 3000000040)  the next byte that it will send
           ack: 21  (raw 7021)        the byte expected next: all before it arrived
           win: 64256                 room for so many bytes more

         TCP  RFC 9293
         Source Port: 40000             Which program sent it: the four numbers of two
                                        addresses and two ports name the connection.
         Destination Port: 443 (https)  Which program it is for.
        --------------------------------------------------------------------------------
         j/k packet  Space its fields  Z back  b bytes                   ? help  q close
        """)
  }

  @Test func wide() {
    #expect(
      screen("1Gzjj", width: 120, height: 40) == """
         Packets                                                                                             Step 1 of 2   live
         TCP > request
        ------------------------------------------------------------------------------------------------------------------------
         Packets, from end to end  3 of 14  live
          CLOSED       Laptop                                                               Edge LISTEN       sent ms   arrives
          SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack scale 7 -x                          |                  0.0     never
                       |-- SYN again seq 0 win 502 mss 1460 sack scale 7 ----.                 |              1,000.0
                       |                                                     '---------------->| SYN-RECEIVED           1,020.0
        >              |                 .-------- SYN ACK seq 0 ack 1 win 502 mss 1460 sack --|              1,020.0
          ESTABLISHED  |<----------------'                                                     |                        1,040.0
                       |-- ACK seq 1 ack 1 win 64256 ------------------------.                 |              1,040.0
                       |                                                     '---------------->| ESTABLISHED            1,060.0
                       |-- PSH ACK GET / seq 1 ack 1 len 39 win 64256 ------------------------>|              1,060.0   1,060.0
                       |<- ACK seq 1 ack 40 win 64256 -----------------------------------------|              1,060.0   1,060.0
                       |<- ACK 200 OK seq 1 ack 40 len 20 win 64256 ---------------------------|              1,060.0   1,060.0
                       |                           x- PSH ACK seq 21 ack 40 len 20 win 64256 --|              1,060.0     never
                       |-- ACK seq 40 ack 21 win 64256 --------------------------------------->|              1,060.0   1,060.0
                       |<- PSH ACK again seq 21 ack 40 len 20 win 64256 -----------------------|              1,260.0   1,260.0
                       |-- ACK seq 40 ack 41 win 64256 --------------------------------------->|              1,260.0   1,260.0
        ------------------------------------------------------------------------------------------------------------------------
         SYN ACK  Edge to Laptop, 20.0 ms on cables
           seq: 0  (raw 7000)        where counting begins: hard to guess
           ack: 1  (raw 3000000001)  the byte expected next: all before it arrived
           win: 502                  room for so many bytes more
           mss: 1460                 maximum segment size: the most data in a packet
           sack: yes                 selective ACK: it tells what came after a gap
           scale: 7                  later wins are doubled so often; here done
           Edge: SYN-RECEIVED  has answered, and waits to hear that this arrived

         TCP  RFC 9293
         Source Port: 443 (https)            Which program sent it: the four numbers of two addresses and two ports name the
                                             connection.
         Destination Port: 40000             Which program it is for.
         Sequence Number: 7000               The number of the first byte carried here; counting starts at a number nobody can
                                             guess.
         Acknowledgment Number: 3000000001   The number of the next byte expected: everything before it has arrived.
         Data Offset: 8 (32 bytes)           How long this header is, in units of four bytes.
         Rsrvd: 0                            For later; zero until then.
        ------------------------------------------------------------------------------------------------------------------------
         j/k packet  Space its fields  z closer  Z back  b bytes                                                 ? help  q close
        """)
  }

  @Test("where there is room, the packet's words stand beside all packets")
  func widest() {
    let lines = screen("1GzG", width: 200, height: 60).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[4].contains("Edge LISTEN ") && lines[4].hasSuffix("| ACK  Laptop to Edge"))
    #expect(lines[21].hasPrefix(">              |-- ACK seq 41 ack 42 win 64256 --"))
    #expect(lines.contains { $0.hasSuffix("| IPv4  RFC 791") })
  }

  @Test func modelled() {
    var player = Player(Sample.recording())
    _ = player.frame(width: 80, height: 24)
    for key in "3Gz" { _ = player.press(.character(key)) }
    #expect(
      player.frame(width: 80, height: 24).text == """
         One page, the whole way              Step 3 of 11   live + measured + modelled
         url dns TCP tls request routing handler database response render summary
        --------------------------------------------------------------------------------
         Packets, from end to end  1 of 3  modelled: as in RFC 9293, none were recorded
          CLOSED       Browser                                        Edge LISTEN
        > SYN-SENT     |-- SYN seq x ----------------------------------->| SYN-RECEIVED
          ESTABLISHED  |<- SYN ACK seq y ack x+1 ------------------------|
                       |-- ACK seq x+1 ack y+1 ------------------------->| ESTABLISHED
        --------------------------------------------------------------------------------
         Three packets open a connection
         SYN: may we talk?      The client counts its bytes from x, a number that
                                nobody can guess.
         SYN ACK: yes           The server counts its own from y, and expects x+1.
         ACK: good              The client expects y+1. Both know that they are heard.
         FIN ACK: that was all  Much later: this side has nothing more to say.

         Real packets, with their numbers, are recorded where the lesson runs in a
         private internet. roundtrip doctor says whether this machine allows one, and
         what could be done.



        --------------------------------------------------------------------------------
         j/k packet  Space its fields  Z back                            ? help  q close
        """)
  }

  @Test func sameByteInAFrame() {
    #expect(
      screen("2Gbllllzzz") == """
         Packets                                                     Step 2 of 2   live
         tcp > REQUEST
        --------------------------------------------------------------------------------
         layer 4 of 4  Ethernet frame  93 bytes
         000000  02 00 00 00 00 02 02 00 00 00 00 01 08 00 45 00  ..............E.
         000010  00 4f 00 00 00 00 40 06 7c 94 c0 00 02 0a cb 00  .O....@.|.......
         000020  71 0a 9c 40 01 bb b2 d0 5e 01 00 00 1b 59 50 18  q..@....^....YP.
         000030  01 f6 30 58 00 00 47 45 54 20 2f 20 48 54 54 50  ..0X..GET / HTTP
         000040  2f 31 2e 31 0d 0a 48 6f 73 74 3a 20 77 77 77 2e  /1.1..Host: www.
         000050  73 68 6f 70 2e 74 65 73 74 0d 0a 0d 0a           shop.test....

           FIN  0
           Window  502
           Checksum  12376
           Urgent Pointer  0
         > Data  474554202f20485454502f312e310d0a486f73743a207777772e73686f702e7465737…
        --------------------------------------------------------------------------------
         frame > IPv4 > TCP > Data  39 bytes from byte 54
         the same byte, here number 58
         The next bytes of the stream; where one message ends and another begins is not
           TCP's affair.
         specified in RFC 9293 section 3.1
        --------------------------------------------------------------------------------
         arrows move  Tab next field  Z above                            ? help  q close
        """)
  }

  @Test("z goes closer, Z back, b to the bytes, q out")
  func keys() {
    var player = Player(Self.recording(PacketSample.whole().trace))
    func title() -> Substring { player.frame(width: 80, height: 24).text.split(separator: "\n")[3] }
    for (key, expected) in [
      ("1", ""), ("G", ""), ("z", " Packets, from end to end  1 of 14"), ("j", " Packets, from end to end  2 of 14"),
      ("z", " Packets, cable by cable  3 of 52"), ("Z", " Packets, from end to end  2 of 14"),
      ("b", " 1 of 4  Frame from Laptop to Home router"), ("q", " Packets, from end to end  2 of 14"),
      ("G", " Packets, from end to end  14 of 14"), ("Z", ""), ("b", " 1 of 4  SYN, Laptop to Edge"),
    ] {
      for character in key { _ = player.press(.character(character)) }
      if !expected.isEmpty { #expect(title().hasPrefix(expected), "after \(key): \(title())") }
    }
    #expect(player.overlays.count == 1)
  }

  @Test("a step without packets says why")
  func notice() {
    var player = Player(Sample.recording())
    _ = player.frame(width: 80, height: 24)
    for key in "5Gz" { _ = player.press(.character(key)) }
    #expect(
      player.frame(width: 80, height: 24).text.contains(
        "no packets were recorded: this lesson ran without a private internet"))
  }

  @Test("no size traps, and no line is too wide", arguments: [20, 40, 60, 80, 100, 150, 200])
  func sizes(width: Int) {
    for trace in [PacketSample.whole().trace, PacketSample.opening(isNormalised: true).trace, Sample.trace()] {
      for height in [5, 10, 24, 60] {
        for keys in ["1Gz", "1Gzz", "3Gz", "2Gbz", "1Gb"] {
          for line in screen(keys, width: width, height: height, of: trace).split(separator: "\n") {
            #expect(Width.of(String(line)) <= width)
          }
        }
      }
    }
  }

  // MARK: On paper

  private func text(_ exporter: some Exporter, _ recording: Recording) -> String {
    String(decoding: exporter.bytes(of: recording), as: UTF8.self)
  }

  @Test("the packets that open a connection, with their states")
  func paper() {
    let text = text(TextExport(program: "roundtrip"), Self.recording(PacketSample.whole().trace))
    #expect(text.contains("Step 1 of 2: Hello?  [tcp]  live\n"))
    #expect(text.contains("(raw 3000000000)"))
    #expect(
      text.contains(
        """
          CLOSED       Laptop                                 Edge LISTEN            ms
          SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack -x    |                  0.0
                       |-- SYN again seq 0 win 502 ---.          |              1,000.0
                       |                              '--------->| SYN-RECEIVED 1,020.0
                       |          .------- SYN ACK seq 0 ack 1 --|              1,020.0
          ESTABLISHED  |<---------'                              |              1,040.0
                       |-- ACK seq 1 ack 1 win 64256 -.          |              1,040.0
                       |                              '--------->| ESTABLISHED  1,060.0

        """))
  }

  @Test("the whole connection where the step is about that, what only carries on left out")
  func folded() {
    let recording = Self.recording(PacketSample.whole().trace, shows: [.connection])
    let text = text(TextExport(program: "roundtrip"), recording)
    #expect(
      text.contains(
        """
                       |-- ACK seq 1 ack 1 win 64256 -.          |              1,040.0
                       |                              '--------->| ESTABLISHED  1,060.0
                       |  … 3 packets: 39 bytes out, 20 back     |
                       |       x- PSH ACK seq 21 ack 40 len 20 --|              1,060.0
                       |-- ACK seq 40 ack 21 win 64256 --------->|              1,060.0
                       |<- PSH ACK again seq 21 ack 40 len 20 ---|              1,260.0
                       |-- ACK seq 40 ack 41 win 64256 --------->|              1,260.0
          FIN-WAIT-1   |-- FIN ACK seq 40 ack 41 win 64256 ----->| CLOSE-WAIT   1,260.0
          TIME-WAIT    |<- FIN ACK seq 41 ack 41 win 64256 ------| LAST-ACK     1,260.0
                       |-- ACK seq 41 ack 42 win 64256 --------->| CLOSED       1,260.0

        """))
  }

  @Test("two packets under way at once: each sets out, each arrives, and who arrives late says so")
  func crossing() {
    var sample = PacketSample()
    sample.open()
    sample.segment(.syn, 0)
    sample.segment([.syn, .ack], fromClient: false, 0, 1)
    sample.segment(.ack, 1, 1)
    sample.add(.socket(.connected(PacketSample.connection)), by: .browser)
    sample.overlap(delay: 20)
    let text = text(
      TextExport(program: "roundtrip"), Self.recording(sample.trace, shows: [.connection]))
    #expect(
      text.contains(
        """
                       |-- ACK seq 1 ack 1 win 64256 ----------->| ESTABLISHED      0.0
                       |-- PSH ACK seq 1 ack 1 len 3 -.          |                  0.0
          FIN-WAIT-1   |-- FIN ACK seq 4 ack 1 -------.          |                  5.0
                       |                      PSH ACK '--------->|                 20.0
                       |                      FIN ACK '--------->| CLOSE-WAIT      25.0

        """))
  }

  @Test("a router that has something to say has a lane, and what it does not pass on ends there")
  func turnedAway() {
    var sample = PacketSample()
    sample.open()
    sample.turnedAway()
    let text = text(TextExport(program: "roundtrip"), Self.recording(sample.trace, shows: [.connection]))
    #expect(
      text.contains(
        """
          CLOSED       Laptop               Home router       Edge LISTEN            ms
          SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack ----->| SYN-RECEIVED     0.0
          ESTABLISHED  |< SYN ACK seq 0 ack 1 win 502 mss 1460 --|                  0.0
                       |-- ACK seq 1 ack 1 win 64256 ----------->| ESTABLISHED      0.0
                       |-- PSH ACK seq 1 -x |                    |                  0.0
                       |<- ICMP ------------|                    |                  0.0
                       |-- PSH ACK again seq 1 ack 1 len 1148 -->|                  0.0

        """))
  }

  @Test("a packet says what it brings: by name what anyone can read, of the rest that it is sealed")
  func contents() throws {
    func content(_ type: UInt8, isSealed: Bool = false) -> Journey.Content {
      Journey.Content(kind: .security(.handshake, [type, 0, 0, 0]), isSealed: isSealed)
    }
    let request = Journey.Content(kind: .message(PacketSample.request, .request), isSealed: true)
    let rest = Journey.Content(kind: .rest, isSealed: true)
    var packet = try #require(Query(PacketSample.whole().trace).journeys.first { !$0.contents.isEmpty })
    for (contents, words) in [
      ([content(1)], ["ClientHello"]),
      ([content(2), content(8, isSealed: true)], ["ServerHello", "sealed", "EncryptedExtensions"]),
      ([content(20, isSealed: true), request], ["sealed", "GET /", "…"]), ([rest], ["sealed"]), ([], []),
    ] {
      packet.contents = contents
      #expect(packet.words == ["PSH ACK"] + words + ["seq 1", "ack 1", "len 39", "win 64256"])
    }
  }

  @Test("close up, a row says how long its own cable takes; as a whole, how long all take")
  func delays() {
    #expect(screen("1Gzg").contains("SYN  Laptop to Edge, lost"))
    #expect(screen("1Gzjj").contains("SYN ACK  Edge to Laptop, 20.0 ms on cables"))
    #expect(screen("1Gzjz").contains("SYN  Laptop to Home router, sent again\n"))
    #expect(screen("1Gzjzj").contains("SYN  Home router to Exchange, sent again, 20.0 ms on this cable\n"))
  }

  @Test("a step about what went wrong begins at the packet that did")
  func remarkable() {
    var player = Player(Self.recording(PacketSample.whole().trace, shows: [.connection]))
    for key in "1Gz" { _ = player.press(.character(key)) }
    #expect(player.frame(width: 80, height: 24).text.contains("from end to end  1 of 14"))
  }

  @Test("what crosses no cable has no packets", arguments: [Phase.url, .render])
  func unsent(phase: Phase) {
    let stage = Stage(Self.scene(PacketSample.whole().trace))
    #expect(!stage.packets(of: Step(phase: .request, title: "", body: [])).isEmpty)
    #expect(stage.packets(of: Step(phase: phase, title: "", body: [])).isEmpty)
  }

  @Test("nobody listens where nobody says SYN, whatever the packets")
  func refused() {
    var sample = PacketSample()
    sample.open()
    sample.segment(.syn, 0)
    sample.segment([.rst, .ack], fromClient: false, 0, 1)
    sample.add(.socket(.failed(PacketSample.connection, reason: "ECONNREFUSED")), by: .browser)
    let text = text(TextExport(program: "roundtrip"), Self.recording(sample.trace))
    #expect(
      text.contains(
        """
          CLOSED       Laptop                                 Edge CLOSED            ms
          SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack ----->|                  0.0
          CLOSED       |<- RST ACK seq 1 ack 1 win 502 ----------|                  0.0

        """))
    #expect(text.contains("nobody was listening there"))
  }

  @Test("of an end that was never heard of no state is drawn")
  func silent() {
    var sample = PacketSample()
    sample.open()
    sample.segment(.syn, 0)
    sample.segment(.syn, 0)
    sample.add(.socket(.failed(PacketSample.connection, reason: "ETIMEDOUT")), by: .browser)
    let text = text(TextExport(program: "roundtrip"), Self.recording(sample.trace))
    #expect(text.contains("SYN-SENT     |-- SYN seq 0"))
    #expect(text.contains("SYN again seq 0"))
    #expect(!text.contains("LISTEN"))
  }

  @Test("a window too small for all packets is full, and reaches to the last that went wrong")
  func window() throws {
    let stage = Stage(Self.scene(PacketSample.whole().trace))
    let ladder = try #require(stage.ladder(of: Step(phase: .tcp, title: "", body: [])))
    let wrong = ladder.rows.lastIndex { $0.packet.map { ladder.packets[$0].isRemarkable } ?? false }
    for room in 1...ladder.rows.count {
      let shown = ladder.window(of: room)
      #expect(shown.count == room)
      #expect(shown.contains(try #require(wrong)))
    }
  }

  @Test("without packets a step about a whole connection has its end too")
  func modelledEnd() {
    var scene = Sample.recording().scenes[0]
    scene.steps = Self.scene(scene.trace, shows: [.connection]).steps
    let recording = Recording(id: "a", title: "A", minutes: nil, introduction: [], scenes: [scene])
    let text = text(TextExport(program: "roundtrip"), recording)
    #expect(text.contains("|-- ACK seq u+1 ack v+1 -"))
    #expect(text.contains("LAST-ACK"))
  }

  @Test("as sentences")
  func spoken() {
    let text = text(PlainExport(program: "roundtrip", width: 200), Self.recording(PacketSample.opening().trace))
    #expect(
      text.contains("Laptop to Edge: SYN seq 0 win 502 mss 1460 sack scale 7; it is lost; Laptop is now SYN-SENT"))
    #expect(text.contains("Laptop to Edge: SYN again seq 0"))
  }

  @Test("without packets the handshake stands as the specification has it, and says so")
  func loopback() {
    let text = text(TextExport(program: "roundtrip"), Sample.recording())
    #expect(text.contains("live + measured + modelled"))
    #expect(text.contains("|-- SYN seq x"))
    #expect(!text.contains("(raw"))
  }
}
