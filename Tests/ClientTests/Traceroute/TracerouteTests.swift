import Client
import Testing
import Wire

@Suite("Traceroute: probes with a growing Time to Live")
struct TracerouteTests {
  static let router = IPv4Address(192, 0, 2, 1)
  static let host = IPv4Address(203, 0, 113, 10)

  static func happened(_ outputs: [Output<Traceroute.Event>]) -> [Traceroute.Event] {
    outputs.compactMap { if case .happened(let event, _) = $0 { event } else { nil } }
  }

  @Test("a router, then the host itself")
  func whole() throws {
    var machine = Traceroute()
    #expect(
      try machine.handle(.command(.start), at: .zero) == [
        .happened(.probe(timeToLive: 1, port: 33434), bytes: 0..<0), .wake(at: Tick.zero.adding(milliseconds: 1000)),
      ])
    let second = try machine.handle(
      .command(.reported(from: Self.router, port: 33434, isTimeExceeded: true)), at: .zero)
    #expect(
      Self.happened(second) == [
        .hop(1, Self.router, isDestination: false), .probe(timeToLive: 2, port: 33435),
      ])
    let last = try machine.handle(
      .command(.reported(from: Self.host, port: 33435, isTimeExceeded: false)), at: .zero)
    #expect(Self.happened(last) == [.hop(2, Self.host, isDestination: true), .finished])
    #expect(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: 5000)) == [])
  }

  @Test("a report that comes late, on another's probe, says nothing")
  func late() throws {
    var machine = Traceroute()
    _ = try machine.handle(.command(.start), at: .zero)
    #expect(
      try machine.handle(.command(.reported(from: Self.router, port: 33440, isTimeExceeded: true)), at: .zero) == [])
    #expect(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: 999)) == [])
  }

  @Test("three silent hops in a row are enough")
  func silence() throws {
    var machine = Traceroute()
    var events = Self.happened(try machine.handle(.command(.start), at: .zero))
    for second in 1...4 {
      events += Self.happened(try machine.handle(.woke, at: Tick.zero.adding(milliseconds: second * 1000)))
    }
    #expect(
      events == [
        .probe(timeToLive: 1, port: 33434), .hop(1, nil, isDestination: false),
        .probe(timeToLive: 2, port: 33435), .hop(2, nil, isDestination: false),
        .probe(timeToLive: 3, port: 33436), .hop(3, nil, isDestination: false), .finished,
      ])
  }

  @Test("thirty hops are the most, and it begins only once")
  func limits() throws {
    var machine = Traceroute()
    _ = try machine.handle(.command(.start), at: .zero)
    #expect(throws: Misuse.self) { try machine.handle(.command(.start), at: .zero) }
    var hops = 0
    for number in 0..<40 {
      let outputs = try machine.handle(
        .command(.reported(from: Self.router, port: 33434 + UInt16(number), isTimeExceeded: true)), at: .zero)
      hops += Self.happened(outputs).count { if case .hop = $0 { true } else { false } }
    }
    #expect(hops == 30)
  }
}
