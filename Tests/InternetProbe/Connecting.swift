#if os(Linux)
  import Glibc
  import Net
  import Tracing
  import Wire

  /// Milliseconds with two decimals.
  func milliseconds(_ tick: Tick) -> String {
    let hundredths = tick.nanoseconds / 10_000
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// Connections from the laptop to the edge.
  final class Connecting {
    private let loop: Loop
    private let clock: () -> Tick
    private let recorder: Recorder
    private let traffic: Traffic?
    private let laptop: Host
    private let server: Endpoint
    private let listener: Listener
    private var accepted: [Channel] = []

    init(_ network: Network, delay: Int) throws {
      let clock = Clock.sinceNow()
      self.clock = clock
      loop = Loop(clock: clock)
      recorder = Recorder(clock: clock)
      var conditions = LinkConditions()
      conditions.delay = UInt64(delay) * 1_000_000
      traffic = network.traffic(under: ["line": conditions], on: loop, recorder: recorder, randomness: .system)
      laptop = network.host(of: .browser)
      server = Endpoint(address: network.host(of: .edge).address, port: 80)
      listener = try Listener(port: 80, in: network.host(of: .edge), on: loop)
      listener.onConnection = { [unowned self] socket in
        guard let channel = Channel.accepted(socket, by: .edge, on: loop, recorder: recorder) else { return }
        accepted.append(channel)
        channel.start()
      }
    }

    func run() throws {
      // The first has to find its neighbours first.
      for _ in 0..<4 { try connect() }
      for (cable, words) in [("home", "sent ttl"), ("front", "arrived ttl")] {
        tell("\(words) \(try timeToLive(on: cable))")
      }
      traffic?.stop()
    }

    func hold() throws {
      try connect()
      tell("ready")
      _ = try loop.run(forAtMost: .max) { false }
    }

    private func connect() throws {
      let start = clock()
      var isOpen = false
      let channel = try Channel.connect(to: server, from: laptop, by: .browser, on: loop, recorder: recorder)
      channel.onEvent = { if case .opened = $0 { isOpen = true } }
      guard try loop.run(forAtMost: 5000, until: { isOpen }) else {
        throw Fault(.unavailable, "no connection within 5 s")
      }
      tell("connected \(milliseconds(Tick(nanoseconds: clock().since(start))))")
      channel.close()
    }

    /// That of the first SYN that was put on a cable.
    private func timeToLive(on cable: String) throws -> Int {
      for entry in recorder.trace.entries {
        guard case .network(.frame(let frame)) = entry.fact, Topology.standard.cables[frame.cable].id == cable,
          let datagram = Packet.Summary(frame.bytes)?.ipv4, datagram.flags == .syn
        else { continue }
        return Int(datagram.timeToLive)
      }
      throw Fault(.unavailable, "no SYN on \(cable)")
    }
  }
#endif
