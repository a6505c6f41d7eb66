import Net
import Testing
import Tracing
import Wire

@Suite("A router, its cables taken out")
struct RouterTests {
  private let now = Tick.zero

  /// The home router, which has heard of the laptop already.
  private func acquainted(limits: [Int: Int] = [:]) -> Router {
    var router = Mail.router(.homeRouter, limits: limits)
    _ = router.receive(
      Mail.arp(.request, on: "home", from: 0, Mail.laptop, for: Mail.homeRouter), on: 0, at: now)
    return router
  }

  /// What a laptop sends, at the home router.
  private func outward(
    _ payload: Packet.Payload, to destination: IPv4Address = Mail.edge, timeToLive: UInt8 = 64,
    dontFragment: Bool = false
  ) -> [UInt8] {
    Mail.frame(
      on: "home", from: 0, Mail.laptop, destination, payload, timeToLive: timeToLive, dontFragment: dontFragment)
  }

  // MARK: Neighbours

  @Test("who has its address is told, on the cable that has it and for that address only")
  func answersARP() {
    var router = Mail.router(.homeRouter)
    let question = Mail.arp(.request, on: "home", from: 0, Mail.laptop, for: Mail.homeRouter)
    #expect(told(router.receive(question, on: 0, at: now)) == ["send home ARP reply 192.0.2.1 asks for 192.0.2.10"])
    let other = Mail.arp(.request, on: "home", from: 0, Mail.laptop, for: IPv4Address(192, 0, 2, 77))
    #expect(router.receive(other, on: 0, at: now) == [])
    let stranger = Mail.arp(.request, on: "home", from: 0, Mail.edge, for: Mail.homeRouter)
    #expect(told(router.receive(stranger, on: 0, at: now)) == ["drop notForUs"])
  }

  @Test("a neighbour that is not known is asked, and gets what waited, in order, once it answers")
  func asks() {
    var router = Mail.router(.siteRouter)
    let come = { (port: UInt16) in
      Mail.frame(
        on: "backbone", from: 0, Mail.laptop, Mail.edge,
        .udp(UDP.Datagram(sourcePort: port, destinationPort: 53, data: [])), timeToLive: 62)
    }
    let backbone = Mail.number(of: "backbone")
    #expect(
      told(router.receive(come(1), on: backbone, at: now, entry: 11)) == [
        "send front ARP request 203.0.113.1 asks for 203.0.113.10", "wake at 1000 ms",
      ])
    #expect(router.receive(come(2), on: backbone, at: now, entry: 12) == [])
    let answer = Mail.arp(.reply, on: "front", from: 1, Mail.edge, for: IPv4Address(203, 0, 113, 1))
    let released = router.receive(answer, on: Mail.number(of: "front"), at: now)
    #expect(told(released) == Array(repeating: "release front 192.0.2.10 > 203.0.113.10 ttl 61 UDP", count: 2))
    let entries = released.map { action -> Int? in
      if case .release(let waiting, _) = action { waiting.entry } else { nil }
    }
    #expect(entries == [11, 12])
    #expect(
      told(router.receive(come(3), on: backbone, at: now)) == ["send front 192.0.2.10 > 203.0.113.10 ttl 61 UDP"])
  }

  @Test("a neighbour that stays silent is asked three times; then the sender is told")
  func silent() {
    var router = Mail.router(.siteRouter)
    let frame = Mail.frame(on: "backbone", from: 0, Mail.laptop, Mail.app, Mail.tcp(.syn))
    _ = router.receive(frame, on: Mail.number(of: "backbone"), at: now, entry: 5)
    let question = "send back ARP request 203.0.113.129 asks for 203.0.113.130"
    #expect(told(router.wake(at: now.adding(milliseconds: 999))) == ["wake at 1000 ms"])
    #expect(told(router.wake(at: now.adding(milliseconds: 1000))) == [question, "wake at 2000 ms"])
    #expect(told(router.wake(at: now.adding(milliseconds: 2000))) == [question, "wake at 3000 ms"])
    #expect(
      told(router.wake(at: now.adding(milliseconds: 3000))) == [
        "give up 192.0.2.10 > 203.0.113.130 ttl 63 TCP: noNeighbour",
        "send backbone 198.51.100.246 > 192.0.2.10 ttl 64 Destination Unreachable 1"
          + " about 192.0.2.10 > 203.0.113.130 ttl 63",
      ])
    #expect(router.wake(at: now.adding(milliseconds: 9000)) == [])
  }

  @Test("of several silent neighbours the first to have been silent for long is the next to be asked again")
  func silentTogether() {
    var router = Mail.router(.siteRouter)
    let backbone = Mail.number(of: "backbone")
    let come = { Mail.frame(on: "backbone", from: 0, Mail.laptop, $0, Mail.udp()) }
    let half = now.adding(milliseconds: 500)
    let (edge, app) = (
      "send front ARP request 203.0.113.1 asks for 203.0.113.10",
      "send back ARP request 203.0.113.129 asks for 203.0.113.130"
    )
    #expect(told(router.receive(come(Mail.app), on: backbone, at: now)) == [app, "wake at 1000 ms"])
    #expect(told(router.receive(come(Mail.edge), on: backbone, at: half)) == [edge, "wake at 1000 ms"])
    #expect(told(router.wake(at: now.adding(milliseconds: 1000))) == [app, "wake at 1500 ms"])
    #expect(told(router.wake(at: now.adding(milliseconds: 1500))) == [edge, "wake at 2000 ms"])
  }

  @Test("no more than 64 frames wait for a neighbour")
  func waitingRoom() {
    var router = Mail.router(.siteRouter)
    let frame = Mail.frame(on: "backbone", from: 0, Mail.laptop, Mail.app, Mail.udp())
    let backbone = Mail.number(of: "backbone")
    for _ in 0..<64 { #expect(!told(router.receive(frame, on: backbone, at: now)).contains("drop queueFull")) }
    #expect(told(router.receive(frame, on: backbone, at: now)) == ["drop queueFull"])
  }

  // MARK: Passing on

  @Test(
    "the way on and back: each row of its table",
    arguments: [
      ("home-router", "home", 0, Mail.edge, "line"), ("exchange", "line", 0, Mail.edge, "backbone"),
      ("exchange", "line", 0, Mail.app, "backbone"), ("exchange", "backbone", 1, Mail.laptop, "line"),
      ("home-router", "line", 1, Mail.laptop, "home"), ("site-router", "front", 1, Mail.laptop, "backbone"),
      ("site-router", "front", 1, Mail.app, "back"), ("site-router", "back", 1, Mail.edge, "front"),
      ("exchange", "line", 0, IPv4Address(198, 51, 100, 10), "resolver"),
      ("exchange", "resolver", 1, IPv4Address(198, 51, 100, 40), "root"),
      ("exchange", "resolver", 1, IPv4Address(198, 51, 100, 70), "top-level"),
      ("exchange", "resolver", 1, IPv4Address(198, 51, 100, 100), "names"),
    ])
  func table(router id: String, cable: String, end: Int, destination: IPv4Address, next: String) throws {
    let node = try #require(Topology.standard.nodes.first { $0.party.id == id })
    var router = Mail.router(node.party)
    let frame = Mail.frame(on: cable, from: end, IPv4Address(192, 0, 2, 99), destination, Mail.udp())
    let first = try #require(told(router.receive(frame, on: Mail.number(of: cable), at: now)).first)
    // Where the next machine is a host, it is asked for its hardware address first.
    #expect(first.hasPrefix("send \(next) "))
    #expect(first.hasSuffix("> \(destination) ttl 63 UDP") || first.contains(" asks for \(destination)"))
  }

  @Test("what is passed on has its neighbour's hardware address, one hop less, and every checksum right")
  func forwards() throws {
    var router = acquainted()
    let frame = outward(Mail.tcp(.syn))
    let actions = router.receive(frame, on: 0, at: now)
    guard case .send(let sent, 1) = actions.first, actions.count == 1 else {
      Issue.record("\(actions)")
      return
    }
    let packet = try Packet.dissect(sent).value.get()
    #expect(packet.isIntact)
    #expect(packet.ethernet.source == Mail.hardware("line", end: 0))
    #expect(packet.ethernet.destination == Mail.hardware("line", end: 1))
    #expect(sent[22] == frame[22] - 1)
    // All else is as it was: but for the header's checksum, which the hop changes.
    #expect(sent[12..<22] == frame[12..<22] && sent[26...] == frame[26...])
  }

  @Test("padding behind a datagram stays behind")
  func padding() {
    var router = acquainted()
    let frame = outward(Mail.udp(0))
    guard case .send(let sent, 1) = router.receive(frame + [0, 0, 0, 0], on: 0, at: now).first else {
      Issue.record("not passed on")
      return
    }
    #expect(sent.count == frame.count)
  }

  @Test("the last hop: the sender hears so, from the cable that it came by, with the beginning of what it sent")
  func timeExceeded() {
    var router = acquainted()
    #expect(
      told(router.receive(outward(Mail.udp(), timeToLive: 1), on: 0, at: now)) == [
        "drop timeToLiveExceeded",
        "send home 192.0.2.1 > 192.0.2.10 ttl 64 Time Exceeded 0 about 192.0.2.10 > 203.0.113.10 ttl 1",
      ])
    #expect(told(router.receive(outward(Mail.ping(), timeToLive: 1), on: 0, at: now)).count == 2)
  }

  @Test("no way there: the network is unreachable")
  func noRoute() {
    var router = acquainted()
    #expect(
      told(router.receive(outward(Mail.udp(), to: IPv4Address(10, 0, 0, 1)), on: 0, at: now)) == [
        "drop noRoute",
        "send home 192.0.2.1 > 192.0.2.10 ttl 64 Destination Unreachable 0 about 192.0.2.10 > 10.0.0.1 ttl 64",
      ])
  }

  @Test("too long for the next cable: the sender hears what would fit")
  func tooLong() {
    var router = acquainted(limits: [1: 600])
    // 600 bytes are 20 of IPv4's header, 8 of UDP's and 572 of data.
    #expect(told(router.receive(outward(Mail.udp(572)), on: 0, at: now)).first?.hasPrefix("send line") == true)
    #expect(
      told(router.receive(outward(Mail.udp(573), dontFragment: true), on: 0, at: now)) == [
        "drop tooLong(limit: 600)",
        "send home 192.0.2.1 > 192.0.2.10 ttl 64 Destination Unreachable 4 MTU 600"
          + " about 192.0.2.10 > 203.0.113.10 ttl 64",
      ])
  }

  @Test("too long for the next cable, and its sender does not mind: it is cut, and each part goes on (RFC 791)")
  func cut() {
    var router = acquainted(limits: [1: 600])
    let actions = router.receive(outward(Mail.udp(1200)), on: 0, at: now)
    #expect(told(actions) == Array(repeating: "send line 192.0.2.10 > 203.0.113.10 ttl 63 UDP", count: 3))
    let lengths = actions.compactMap { if case .send(let frame, _) = $0 { frame.count - 14 } else { nil } }
    // 8 of UDP's header and 1200 of data are 576, 576 and 56 bytes, each behind 20 of IPv4's.
    #expect(lengths == [596, 596, 76])
  }

  @Test("RFC 1812 section 4.3.2.7: of a datagram in parts the first is reported, and no other; of a report none")
  func fragmentReports() throws {
    for (payload, isTold) in [
      (Mail.udp(1200), true), (Mail.ping(1200), true),
      (.icmp(.timeExceeded(original: outward(Mail.udp(1200))[14...])), false),
    ] {
      let parts = try #require(IPv4.fragments(of: outward(payload, timeToLive: 1), limit: 300))
      for (number, part) in parts.enumerated() {
        var router = acquainted()
        let actions = told(router.receive(part, on: 0, at: now))
        #expect(actions.first == "drop timeToLiveExceeded")
        #expect(actions.count == (isTold && number == 0 ? 2 : 1))
      }
    }
  }

  @Test("RFC 1122 section 3.2.2: no report about a report")
  func noReportAboutReports() {
    var router = acquainted()
    let report = ICMP.Message.timeExceeded(original: outward(Mail.udp())[14...])
    #expect(told(router.receive(outward(.icmp(report), timeToLive: 1), on: 0, at: now)) == ["drop timeToLiveExceeded"])
  }

  @Test("it quotes no more than fits a report of 576 bytes")
  func quotation() throws {
    var router = acquainted()
    let actions = router.receive(outward(Mail.udp(1400), timeToLive: 1), on: 0, at: now)
    guard case .send(let frame, 0) = actions.last else {
      Issue.record("\(actions)")
      return
    }
    #expect(frame.count == 14 + 576)
  }

  // MARK: Its own addresses

  @Test("a ping to any of its addresses is answered from there")
  func ping() throws {
    var router = acquainted()
    for address in [Mail.homeRouter, IPv4Address(198, 51, 100, 241)] {
      let actions = router.receive(outward(Mail.ping(), to: address), on: 0, at: now)
      #expect(told(actions) == ["send home \(address) > 192.0.2.10 ttl 64 Echo Reply 0"])
    }
  }

  @Test("it has no ports and speaks no TCP, and says so")
  func closed() {
    var router = acquainted()
    #expect(
      told(router.receive(outward(Mail.udp(), to: Mail.homeRouter), on: 0, at: now)).last?
        .contains("Destination Unreachable 3") == true)
    #expect(
      told(router.receive(outward(Mail.tcp(.syn), to: Mail.homeRouter), on: 0, at: now)).last?
        .contains("Destination Unreachable 2") == true)
  }

  // MARK: What is wrong

  @Test("for another machine, to a group, or in another protocol: not for us")
  func notForUs() {
    var router = acquainted()
    var other = outward(Mail.udp())
    other[5] ^= 0xFF
    #expect(told(router.receive(other, on: 0, at: now)) == ["drop notForUs"])
    var group = outward(Mail.udp())
    group.replaceSubrange(0..<6, with: Array(repeating: 0xFF, count: 6))
    #expect(told(router.receive(group, on: 0, at: now)) == ["drop notForUs"])
    var ipv6 = outward(Mail.udp())
    ipv6.replaceSubrange(12..<14, with: [0x86, 0xDD])
    #expect(told(router.receive(ipv6, on: 0, at: now)) == ["drop notForUs"])
    #expect(told(router.receive(outward(Mail.udp()), on: 77, at: now)).allSatisfy { $0.hasPrefix("drop") })
  }

  private var good: [[UInt8]] {
    [
      outward(Mail.udp()), outward(Mail.tcp(.syn)), outward(Mail.ping(), to: Mail.homeRouter),
      outward(Mail.udp(), timeToLive: 1), outward(Mail.udp(120)), outward(Mail.udp(), to: Mail.homeRouter),
      outward(.icmp(.timeExceeded(original: outward(Mail.udp())[14...]))),
      Mail.arp(.request, on: "home", from: 0, Mail.laptop, for: Mail.homeRouter),
      Mail.arp(.reply, on: "home", from: 0, Mail.laptop, for: Mail.homeRouter),
    ]
  }

  @Test("a wrong checksum in the header: it is dropped, and nobody is told")
  func wrongChecksum() {
    var router = acquainted()
    for place in 14..<34 {
      var frame = outward(Mail.udp())
      frame[place] ^= 0x10
      #expect(told(router.receive(frame, on: 0, at: now)) == ["drop malformed"], "byte \(place)")
    }
  }

  @Test("every length cut, and every byte flipped: something is done, or the drop is recorded; what is sent is right")
  func hostile() {
    for frame in good {
      for length in 0..<frame.count {
        var router = acquainted(limits: [1: 100])
        let actions = router.receive(Array(frame[..<length]), on: 0, at: now)
        #expect(told(actions) == ["drop malformed"], "\(length) bytes of \(frame.hex)")
      }
      for place in frame.indices {
        for bits: UInt8 in [0xFF, 0x01, 0x80] {
          var router = acquainted(limits: [1: 100])
          var wrong = frame
          wrong[place] ^= bits
          for action in router.receive(wrong, on: 0, at: now) {
            guard case .send(let sent, _) = action, Packet.Summary(sent)?.type == .ipv4 else { continue }
            #expect(Packet.Summary(sent)?.ipv4 != nil, "byte \(place) of \(frame.hex)")
          }
        }
      }
    }
  }
}
