import Client
import Testing
import Tracing
import Wire

@Suite("Traceroute: probes with a growing Time to Live")
struct TracerouteTests {
  static let router = IPv4Address(192, 0, 2, 1)
  static let host = IPv4Address(203, 0, 113, 10)

  static func report(
    _ type: ICMP.MessageType, code: UInt8 = 0, from address: IPv4Address, port: UInt16
  ) -> Input<Traceroute.Command> { .command(.reported(from: address, port: port, type, code: code)) }

  static func happened(_ outputs: [Output<Traceroute.Event>]) -> [Traceroute.Event] {
    outputs.compactMap { if case .happened(let event, _) = $0 { event } else { nil } }
  }

  @Test("a router, then the host itself")
  func whole() throws {
    var machine = Traceroute(to: Self.host)
    #expect(
      try machine.handle(.command(.start), at: .zero) == [
        .happened(.probe(timeToLive: 1, port: 33434), bytes: 0..<0), .wake(at: Tick.zero.adding(milliseconds: 1000)),
      ])
    let second = try machine.handle(
      Self.report(.timeExceeded, from: Self.router, port: 33434), at: .zero)
    #expect(
      Self.happened(second) == [
        .hop(1, NetworkEvent.Reply(from: Self.router, .timeExceeded)), .probe(timeToLive: 2, port: 33435),
      ])
    let last = try machine.handle(
      Self.report(.destinationUnreachable, code: 3, from: Self.host, port: 33435), at: .zero)
    #expect(Self.happened(last) == [.hop(2, NetworkEvent.Reply(from: Self.host, .arrived)), .finished])
    #expect(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: 5000)) == [])
  }

  @Test("a report that comes late, on another's probe, says nothing")
  func late() throws {
    var machine = Traceroute(to: Self.host)
    _ = try machine.handle(.command(.start), at: .zero)
    #expect(
      try machine.handle(Self.report(.timeExceeded, from: Self.router, port: 33440), at: .zero) == [])
    #expect(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: 999)) == [])
  }

  @Test(
    "who says that no probe gets further has not been arrived at",
    arguments: [
      // A router knows no way, a host turns probes away, and a firewall says "port" of another's host.
      (UInt8(0), TracerouteTests.router), (UInt8(1), TracerouteTests.router), (UInt8(13), TracerouteTests.host),
      (UInt8(3), TracerouteTests.router),
    ])
  func unreachable(code: UInt8, from address: IPv4Address) throws {
    var machine = Traceroute(to: Self.host)
    _ = try machine.handle(.command(.start), at: .zero)
    let outputs = try machine.handle(
      Self.report(.destinationUnreachable, code: code, from: address, port: 33434), at: .zero)
    #expect(
      Self.happened(outputs) == [.hop(1, NetworkEvent.Reply(from: address, .unreachable(code))), .finished])
  }

  @Test("a message about something else leaves the probe on its way")
  func others() throws {
    var machine = Traceroute(to: Self.host)
    _ = try machine.handle(.command(.start), at: .zero)
    #expect(try machine.handle(Self.report(.redirect, from: Self.router, port: 33434), at: .zero) == [])
  }

  @Test("three silent hops in a row are enough")
  func silence() throws {
    var machine = Traceroute(to: Self.host)
    var events = Self.happened(try machine.handle(.command(.start), at: .zero))
    for second in 1...4 {
      events += Self.happened(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: second * 1000)))
    }
    #expect(
      events == [
        .probe(timeToLive: 1, port: 33434), .hop(1, nil),
        .probe(timeToLive: 2, port: 33435), .hop(2, nil),
        .probe(timeToLive: 3, port: 33436), .hop(3, nil), .finished,
      ])
  }

  @Test("thirty hops are the most, and it begins only once")
  func limits() throws {
    var machine = Traceroute(to: Self.host)
    _ = try machine.handle(.command(.start), at: .zero)
    #expect(throws: Misuse.self) { try machine.handle(.command(.start), at: .zero) }
    var hops = 0
    for number in 0..<40 {
      let outputs = try machine.handle(
        Self.report(.timeExceeded, from: Self.router, port: 33434 + UInt16(number)), at: .zero)
      hops += Self.happened(outputs).count { if case .hop = $0 { true } else { false } }
    }
    #expect(hops == 30)
  }
}
