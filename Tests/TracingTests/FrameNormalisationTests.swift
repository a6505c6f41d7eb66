import Testing
import Wire

@testable import Tracing

@Suite("FrameNormalisation: chance taken out of frames")
struct FrameNormalisationTests {
  static let laptop = IPv4Address(192, 0, 2, 10)
  static let edge = IPv4Address(203, 0, 113, 10)

  /// What the kernel draws at random for a connection.
  struct Chance {
    var port: UInt16
    var outward: UInt32
    var back: UInt32
    var time: UInt32
    var identification: UInt16
    var cookie: [UInt8]
  }

  static let one = Chance(
    port: 40372, outward: 0xFFFF_FFF0, back: 7, time: 123, identification: 9, cookie: [1, 2, 3, 4, 5, 6, 7, 8])
  static let another = Chance(
    port: 61000, outward: 12, back: 0x8000_0000, time: 0xFFFF_FFFF, identification: 65000,
    cookie: [8, 7, 6, 5, 4, 3, 2, 1])

  static func frame(
    _ chance: Chance, isBack: Bool = false, sequence: UInt32, acknowledgment: UInt32? = nil, flags: TCP.Flags,
    options: [TCP.Option] = [], data: [UInt8] = []
  ) -> [UInt8] {
    let header = IPv4.Header(
      source: isBack ? edge : laptop, destination: isBack ? laptop : edge, protocol: .tcp,
      identification: isBack ? 0 : chance.identification &+ UInt16(truncatingIfNeeded: sequence), dontFragment: true)
    let (mine, theirs) = isBack ? (chance.back, chance.outward) : (chance.outward, chance.back)
    let segment = TCP.Segment(
      sourcePort: isBack ? 443 : chance.port, destinationPort: isBack ? chance.port : 443,
      sequenceNumber: mine &+ sequence, acknowledgmentNumber: acknowledgment.map { theirs &+ $0 } ?? 0, flags: flags,
      window: 64240, options: options, data: data)
    return Packet(
      Ethernet.Header(destination: .zero, source: .zero, type: .ipv4), .ipv4(IPv4.Datagram(header, .tcp(segment)))
    ).encoded()
  }

  /// A connection that asks for a Fast Open cookie, sends, and hears of a hole.
  static func connection(_ chance: Chance) -> [[UInt8]] {
    let time = TCP.Option.timestamps(value: chance.time, echoReply: 0)
    let echo = TCP.Option.timestamps(value: chance.time &+ 40, echoReply: chance.time)
    let hole = TCP.Option.sack([
      TCP.Option.Block(left: chance.outward &+ 101, right: chance.outward &+ 201)
    ])
    return [
      frame(chance, sequence: 0, flags: .syn, options: [time, .fastOpenCookie([])]),
      frame(
        chance, isBack: true, sequence: 0, acknowledgment: 1, flags: [.syn, .ack],
        options: [echo, .fastOpenCookie(chance.cookie)]),
      frame(chance, sequence: 1, acknowledgment: 1, flags: [.ack, .psh], options: [echo], data: Array("hello".utf8)),
      frame(chance, isBack: true, sequence: 1, acknowledgment: 6, flags: .ack, options: [hole]),
    ]
  }

  static func normalised(_ frames: [[UInt8]], _ chance: Chance) -> [[UInt8]] {
    var normalisation = FrameNormalisation()
    normalisation.name(Endpoint(address: laptop.description, port: chance.port), 50001)
    return frames.map { normalisation.normalised($0) }
  }

  @Test("two runs of one connection come out the same, with every checksum right")
  func same() throws {
    let first = Self.normalised(Self.connection(Self.one), Self.one)
    #expect(Self.connection(Self.one) != Self.connection(Self.another))
    #expect(first == Self.normalised(Self.connection(Self.another), Self.another))
    for frame in first {
      let packet = try Packet.dissect(frame).value.get()
      #expect(packet.isIntact)
      #expect(packet.segment.map { [$0.sourcePort, $0.destinationPort] }.map(Set.init) == [50001, 443])
    }
    let numbers = try first.map { try #require(try Packet.dissect($0).value.get().segment) }
    #expect(numbers[2].sequenceNumber == numbers[0].sequenceNumber + 1)
    #expect(numbers[1].acknowledgmentNumber == numbers[2].sequenceNumber)
    #expect(numbers[3].acknowledgmentNumber == numbers[2].sequenceNumber + 5)
  }

  @Test("a frame is the same on every cable and when sent again; another connection between the same ports is another")
  func again() throws {
    func sequence(_ frame: [UInt8]) throws -> UInt32 {
      try #require(try Packet.dissect(frame).value.get().segment).sequenceNumber
    }
    var later = Self.one
    later.outward = 4711
    let connection = Self.connection(Self.one)
    let syn = connection[0]
    let found = Self.normalised([syn, syn] + connection + [Self.connection(later)[0]], Self.one)
    #expect(found[0] == found[1])
    #expect(found[0] == found[2])
    #expect(try sequence(found[0]) &+ 1 == sequence(found[4]))
    #expect(try sequence(found[0]) != sequence(found[6]))
  }

  @Test("an error's quotation is normalised as what it quotes")
  func quotation() throws {
    func report(_ chance: Chance) -> [[UInt8]] {
      let syn = Self.frame(chance, sequence: 0, flags: .syn)
      let message = ICMP.Message.timeExceeded(original: syn.dropFirst(14))
      let header = IPv4.Header(
        source: IPv4Address(192, 0, 2, 1), destination: Self.laptop, protocol: .icmp)
      let datagram = IPv4.Datagram(header, .icmp(message))
      return [syn, Packet(Ethernet.Header(destination: .zero, source: .zero, type: .ipv4), .ipv4(datagram)).encoded()]
    }
    let first = Self.normalised(report(Self.one), Self.one)
    #expect(first == Self.normalised(report(Self.another), Self.another))
    #expect(try Packet.dissect(first[1]).value.get().isIntact)
  }

  @Test("a number drawn as 0 is counted too, and the same number from two sockets is two")
  func numbers() throws {
    func numbers(_ frames: [[UInt8]]) throws -> [UInt16?] {
      try Self.normalised(frames, Self.one).map {
        guard case .ipv4(let datagram) = try Packet.dissect($0).value.get().content else { return nil }
        return datagram.header.identification
      }
    }
    func connection(_ identification: UInt16, port: UInt16) -> [[UInt8]] {
      var chance = Self.one
      chance.identification = identification
      chance.port = port
      return [
        Self.frame(chance, sequence: 0, flags: .syn),
        Self.frame(chance, isBack: true, sequence: 0, acknowledgment: 1, flags: [.syn, .ack]),
        Self.frame(chance, sequence: 1, acknowledgment: 1, flags: .ack),
        Self.frame(chance, isBack: true, sequence: 1, acknowledgment: 1, flags: [.rst, .ack]),
      ]
    }
    // An answer to a SYN has none, nor has a reset.
    let usual: [UInt16?] = [1, 0, 2, 0]
    for first: UInt16 in [0, 9, .max] { #expect(try numbers(connection(first, port: 40372)) == usual) }
    #expect(try numbers(connection(9, port: 40372) + connection(9, port: 40373)) == usual + [3, 0, 4, 0])
  }

  @Test("a wrong checksum stays wrong, and what is cut anywhere is no trap")
  func broken() throws {
    var frames = Self.connection(Self.one)
    frames[2][frames[2].count - 1] ^= 1
    let normal = Self.normalised(frames, Self.one)
    #expect(try !Packet.dissect(normal[2]).value.get().isIntact)
    for frame in Self.connection(Self.one) {
      for end in frame.indices {
        var normalisation = FrameNormalisation()
        #expect(normalisation.normalised(Array(frame[..<end])).count == end)
        var flipped = frame
        flipped[end] ^= 0xFF
        #expect(normalisation.normalised(flipped).count == frame.count)
      }
    }
  }
}
