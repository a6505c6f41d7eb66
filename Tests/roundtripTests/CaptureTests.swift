import Foundation
import Lessons
import Testing
import Tshark
import Wire

@Suite(
  "export --format pcapng, in the private internet",
  .enabled(if: PrivateInternet.isAvailable, "\(PrivateInternet.absent)"))
struct CaptureTests {
  static func capture(_ lesson: String, _ words: String...) throws -> [UInt8] {
    let run = try Program.run(["export", lesson, "--format", "pcapng", "--network", "private"] + words)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  private static func packets(_ file: [UInt8]) throws -> [PCAPNG.EnhancedPacket] {
    try PCAPNG.dissect(file).value.get().compactMap { if case .packet(let packet) = $0 { packet } else { nil } }
  }

  @Test("a capture has its cables, names and keys before its packets, and times that only go on")
  func blocks() throws {
    let blocks = try PCAPNG.dissect(try Self.capture("whole-cycle")).value.get()
    var names: [String] = []
    var times: [UInt64] = []
    var kinds: [String] = []
    for block in blocks {
      switch block {
      case .section(let section):
        kinds.append("section")
        #expect(section.application?.hasPrefix("roundtrip") == true)
      case .interface(let interface):
        kinds.append("interface")
        names.append(interface.name ?? "")
      case .names(let records):
        kinds.append("names")
        #expect(records.contains { $0.names.contains("www.shop.test") })
      case .keyLog(let log):
        kinds.append("keys")
        #expect(String(decoding: log, as: UTF8.self).contains("CLIENT_TRAFFIC_SECRET_0 "))
      case .packet(let packet):
        kinds.append("packet")
        times.append(packet.timestamp)
      case .other: Issue.record("a block of no known kind")
      }
    }
    #expect(names.prefix(2) == ["home", "line"] && names.count == 9)
    #expect(kinds.prefix { $0 != "packet" }.drop { $0 == "section" || $0 == "interface" } == ["names", "keys"])
    #expect(kinds.drop { $0 != "packet" }.allSatisfy { $0 == "packet" })
    #expect(times == times.sorted())
    // Recorded just now, by the wall clock.
    let now = Date().timeIntervalSince1970
    #expect(times.first.map { abs(Double($0) / 1e9 - now) < 60 } ?? false)
  }

  @Test(
    "under a seed the same bytes, on the fixed day, also where two machines' worth of work keep each other waiting",
    arguments: ["whole-cycle", "hops", "fast-open", "tcp"])
  func seeded(lesson: String) throws {
    let export = "\"$R\" export \(lesson) --format pcapng --network private --seed 7"
    let scratch = try Scratch()
    let run = try Program.shell(
      "\(export) -o a & \(export) -o b & \(export) -o c; wait; cmp a b && cmp b c", in: scratch.folder)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    let file = Array(try Data(contentsOf: scratch.folder.appendingPathComponent("a")))
    let packets = try Self.packets(file)
    #expect(packets.allSatisfy { $0.timestamp == 1_767_225_600_000_000_000 })
    guard case .section(let section) = try PCAPNG.dissect(file).value.get().first else {
      Issue.record("no section")
      return
    }
    #expect(section.comments.contains { $0.contains("--seed") })
    #expect(try Self.capture(lesson, "--seed", "8") != file)
  }

  @Test("each step's words stand at a packet")
  func steps() throws {
    let steps = try Self.packets(try Self.capture("whole-cycle")).flatMap(\.comments).filter { $0.contains(", step ") }
    #expect(steps.count == 17)
    #expect(steps.first?.contains("step 1 of 17: ") == true)
  }

  @Test("it is not written to a terminal, and not on loopback, where nobody sees packets")
  func refused() throws {
    let loopback = try Program.run("export", "whole-cycle", "--format", "pcapng", "--network", "loopback")
    #expect(loopback.status == 69)
    #expect(loopback.output == [])
    #expect(loopback.errors.contains("private internet"))
    let terminal = try Program.shell("script -qec '\"$R\" export whole-cycle --format pcapng' /dev/null")
    #expect(terminal.status == 64)
    #expect(terminal.text.contains("-o FILE"))
  }

  @Suite("tshark agrees", .enabled(if: Tshark.path != nil, "tshark is not installed"))
  struct Judged {
    /// What tshark calls an error, as against what it only remarks on.
    private static let error = "\(0x0080_0000)"

    @Test(
      "every frame of every lesson, field by field; as many packets of each protocol, none malformed, no checksum bad",
      arguments: Lesson.builtin.map(\.id))
    func agrees(lesson: String) throws {
      let file = try capture(lesson)
      let frames = try packets(file).map(\.frame)
      let theirs = try Tshark.frames(in: file)
      #expect(theirs.count == frames.count)
      var agreeing = 0
      var ours: [String: Int] = [:]
      for (frame, layers) in zip(frames, theirs) {
        let dissection = Packet.dissect(frame)
        let packet = try dissection.value.get()
        #expect(packet.isIntact)
        let comparison = Tshark.compare(dissection.field, layers)
        #expect(comparison.differences == [], "\(frame.hex)")
        agreeing += comparison.agreeing
        for name in packet.protocols { ours[name, default: 0] += 1 }
        // A report quotes the beginning of a segment, whose checksum tshark holds to be wrong then.
        guard layers["icmp"] == nil, case .object(let members) = layers else { continue }
        let severities = members.flatMap { Tshark.texts(of: "_ws.expert.severity", in: $0.value) }
        #expect(!severities.contains(Self.error), "\(frame.hex)")
      }
      for name in ["arp", "ip", "tcp", "udp", "icmp", "_ws.malformed"] {
        #expect(theirs.count { $0[name] != nil } == ours[name] ?? 0, "\(name)")
      }
      print("\(lesson): \(agreeing) values of \(frames.count) frames agree with tshark")
    }

    @Test("the page's request and response are decrypted, with what the lesson says about them")
    func decrypted() throws {
      let file = try capture("whole-cycle")
      let fields = ["http.request.method", "http.request.uri", "http.response.code", "tcp.port", "frame.comment"]
      let lines = try Tshark.run(
        file, ["-n", "-Y", "http && tls", "-T", "fields"] + fields.flatMap { ["-e", $0] })
      let text = String(decoding: lines, as: UTF8.self)
      #expect(text.contains("GET\t/products?page=2\t"))
      #expect(text.contains("\t200\t"))
      #expect(text.contains(", step "))
    }
  }
}

extension Packet {
  /// As tshark calls them.
  fileprivate var protocols: [String] {
    switch content {
    case .arp: ["arp"]
    case .ipv4(let datagram): ["ip"] + datagram.payload.protocols
    case .ipv6, .opaque: []
    }
  }
}

extension Packet.Payload {
  fileprivate var protocols: [String] {
    switch self {
    case .tcp: ["tcp"]
    case .udp: ["udp"]
    case .icmp: ["icmp"]
    case .icmpv6, .fragment, .opaque: []
    }
  }
}
