import Lessons
import PacketSamples
import Testing
import Tracing

@Suite("Paths about packets")
struct PacketPathTests {
  private static func value(_ path: String, _ trace: Trace) throws -> String {
    try Expression(parsing: path).value(in: Scope(Query(trace))).description
  }

  @Test(
    "read from what crossed the cables",
    arguments: [
      // The first SYN was lost: SYN, SYN again, SYN-ACK, ACK.
      ("tcp.handshake.packets", "4"), ("tcp.handshake.milliseconds", "1040"), ("tcp.packets.count", "14"),
      ("tcp.retransmissions", "2"), ("tcp.resets", "0"), ("tcp.states.client", "TIME-WAIT"),
      ("tcp.states.server", "CLOSED"), ("tcp.syn.data", "0"), ("tcp.syn.cookie", "false"),
      ("tcp.segment.largest", "39"), ("ip.hops", "3"), ("ip.ttl.sent", "64"), ("ip.ttl.received", "61"),
      ("packets.count", "14"), ("udp.packets.count", "0"), ("arp.packets.count", "0"),
      ("icmp.timeExceeded.count", "0"), ("icmp.unreachable.count", "0"), ("link.losses", "2"),
      ("link.duplicates", "0"), ("router.drops", "0"),
    ])
  func values(_ path: String, _ expected: String) throws {
    #expect(try Self.value(path, PacketSample.whole().trace) == expected, "\(path)")
  }

  @Test("without packets there is nothing, and under a seed no time")
  func absence() throws {
    #expect(try Self.value("tcp.packets.count", CartTrace.trace) == "nothing")
    #expect(try Self.value("tcp.handshake.packets", CartTrace.trace) == "3")
    #expect(try Self.value("tcp.handshake.milliseconds", PacketSample.opening(isNormalised: true).trace) == "nothing")
    #expect(try Self.value("tcp.handshake.packets", PacketSample.opening(isNormalised: true).trace) == "4")
  }

  @Test("where no packets were recorded, claims about them are counted as not checked, and are no problem")
  func notChecked() throws {
    let check = try CheckTests.check(
      """
      ```expect
      HTTP 302
      tcp.retransmissions == 7
      not link.losses exists
      ```
      ## [tcp] Again
      ```show
      tcp.packets.count   how many
      ```
      ```predict
      How many?
      - [x] 9
      - [ ] 10
      answer = tcp.packets.count
      ```
      """.replacing("HTTP 302\n", with: "HTTP 302\n[Asserts]\n"))
    #expect(check.problems.map(\.description) == [])
    #expect(check.claimsHeld == 1)
    #expect(check.answersHeld == 0)
    #expect(check.notChecked == 3)
  }
}
