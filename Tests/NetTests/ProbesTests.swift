#if os(Linux)
  import Testing
  import Tracing
  import Wire

  @testable import Net

  @Suite("Probes: what routers and hosts say about them")
  struct ProbesTests {
    private let loop = Loop(clock: Clock.sinceNow())

    @Test("a port that nobody listens on is reported")
    func closed() throws {
      let closed = try Host.loopback.reserving(port: 0)
      let port = try #require(closed.local?.port)
      closed.close()
      let probes = try Probes(in: .loopback, on: loop)
      var reports: [Probes.Report] = []
      probes.onReport = { reports.append($0) }
      try probes.send(to: Endpoint(address: "127.0.0.1", port: port), timeToLive: 1)
      #expect(try loop.run(forAtMost: 1000) { !reports.isEmpty })
      let unreachable = Probes.Report(
        from: .loopback, port: port, type: .destinationUnreachable, code: ICMP.Unreachable.port.rawValue)
      #expect(reports == [unreachable])
    }

    @Test("who answers a probe with a datagram is read, and the loop rests again")
    func answered() throws {
      let listener = try Datagrams(port: 0, in: .loopback, isServer: true, by: .edge, on: loop, recorder: nil)
      defer { listener.close() }
      var hasAnswered = false
      listener.onDatagram = { [unowned listener] bytes, peer, _ in
        hasAnswered = (try? listener.send(bytes, to: peer)) != nil
      }
      let probes = try Probes(in: .loopback, on: loop)
      try probes.send(to: listener.local, timeToLive: 1)
      #expect(try loop.run(forAtMost: 1000) { hasAnswered })
      var turns = 0
      _ = try loop.run(forAtMost: 50) {
        turns += 1
        return false
      }
      #expect(turns < 10)
      probes.close()
    }
  }
#endif
