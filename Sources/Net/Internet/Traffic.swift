#if os(Linux)
  public import Tracing
  import Wire

  /// What crosses the cables of an internet while a scene runs: it reads frames where hosts put them on, has the routers
  /// pass them on, and writes them where the next host is. Every frame on every cable is recorded.
  public final class Traffic {
    private let internet: Internet
    private let loop: Loop
    private let recorder: Recorder?
    private var routers: [Int: Router] = [:]
    private var links: [Link] = []
    private var randomness: Randomness
    private var timers: [Int: Loop.Timer] = [:]
    /// The cable that each of our devices is at an end of.
    private let cables: [Int32: Int]
    private var isRunning = true
    /// Frames put on cables so far, and those that will arrive later.
    private var put = 0
    private var underWay = 0

    private static let patienceMilliseconds = 1000
    /// How many frames are taken before others on the loop get their turn.
    private static let mostAtOnce = 64

    /// Begins, with cables that carry everything at once, unless `conditions`, by the cable's name, say otherwise.
    public init(
      on internet: Internet, under conditions: [String: LinkConditions] = [:], loop: Loop, recorder: Recorder?,
      randomness: Randomness = .system
    ) {
      self.internet = internet
      self.loop = loop
      self.recorder = recorder
      self.randomness = randomness
      cables = Dictionary(internet.devices.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      for node in internet.topology.nodes.indices where internet.topology.nodes[node].kind == .router {
        routers[node] = Router(node, in: internet.topology)
      }
      change(to: conditions)
      // Nobody waits any more for what was put on a cable before.
      while internet.packets.receive() != nil {}
      loop.watch(internet.packets.descriptor) { [weak self] _ in self?.read() }
    }

    /// From now on the cables are like this, by their names; those that are not named carry everything at once.
    public func change(to conditions: [String: LinkConditions]) {
      links = []
      var limits: [Int: Int] = [:]
      for (number, cable) in internet.topology.cables.enumerated() {
        let conditions = conditions[cable.id] ?? LinkConditions()
        links.append(Link(conditions, randomness: .seeded(randomness.next())))
        limits[number] = conditions.limit
      }
      for node in routers.keys { routers[node]?.limits = limits }
    }

    /// Ends: what is still under way never arrives.
    public func stop() {
      guard isRunning else { return }
      isRunning = false
      loop.forget(internet.packets.descriptor)
      for timer in timers.values { loop.cancel(timer) }
    }

    /// Has what is still under way arrive: returns once no frame is on any cable and no host has put one there.
    public func settle() throws(SystemError) {
      var seen = -1
      while isRunning, seen != put || underWay > 0 {
        seen = put
        try loop.turn(waitingAtMost: underWay > 0 ? Self.patienceMilliseconds : 0)
      }
    }

    private func read() {
      for _ in 0..<Self.mostAtOnce where isRunning {
        guard let (frame, device) = internet.packets.receive() else { return }
        // Where there are two internets, each hears of both.
        guard let cable = cables[device], let host = internet.topology.hostEnd(of: cable) else { continue }
        put(frame, on: cable, at: host, cause: nil)
      }
    }

    /// A frame goes onto a cable at one of its ends.
    private func put(_ frame: [UInt8], on cable: Int, at end: Int, cause: Int?) {
      guard let event = links.indices.contains(cable) ? links[cable].put(frame, on: cable, at: end, now: loop.now) : nil
      else { return }
      put += 1
      let party = internet.topology.nodes[internet.topology.cables[cable].ends[end].node].party
      let entry = recorder?.record(.network(.frame(event)), by: party, cause: cause)
      var arriving = frame
      if let bit = event.damagedBit, arriving.indices.contains(bit / 8) { arriving[bit / 8] ^= 0x80 >> (bit % 8) }
      for delay in event.arrivals {
        if delay == 0 {
          arrive(arriving, on: cable, at: 1 - end, cause: entry)
        } else {
          underWay += 1
          loop.after(nanoseconds: delay) { [weak self] in
            self?.underWay -= 1
            self?.arrive(arriving, on: cable, at: 1 - end, cause: entry)
          }
        }
      }
    }

    private func put(_ frame: [UInt8], on cable: Int, by node: Int, cause: Int?) {
      guard let end = internet.topology.cables[cable].end(at: node) else { return }
      put(frame, on: cable, at: end, cause: cause)
    }

    private func drop(_ reason: NetworkEvent.Reason, _ node: Int, cause: Int?) {
      recorder?.record(.network(.dropped(reason)), by: internet.topology.nodes[node].party, cause: cause)
    }

    private func arrive(_ frame: [UInt8], on cable: Int, at end: Int, cause: Int?) {
      guard isRunning else { return }
      let node = internet.topology.cables[cable].ends[end].node
      guard routers[node] != nil else {
        if let device = internet.devices[cable] { internet.packets.send(frame, to: device) }
        return
      }
      act(routers[node]?.receive(frame, on: cable, at: loop.now, entry: cause) ?? [], node, cause: cause)
    }

    private func act(_ actions: [Router.Action], _ node: Int, cause: Int?) {
      for action in actions {
        switch action {
        case .send(let frame, let cable): put(frame, on: cable, by: node, cause: cause)
        case .release(let waiting, let cable): put(waiting.frame, on: cable, by: node, cause: waiting.entry)
        case .drop(let reason): drop(reason, node, cause: cause)
        case .giveUp(let waiting, let reason): drop(reason, node, cause: waiting.entry)
        case .wake(let moment):
          loop.cancel(timers[node])
          timers[node] = loop.after(nanoseconds: moment.since(loop.now)) { [weak self] in
            guard let self else { return }
            act(routers[node]?.wake(at: loop.now) ?? [], node, cause: nil)
          }
        }
      }
    }
  }
#else
  /// Elsewhere there is no private internet, and so nothing that crosses it.
  public final class Traffic {
    private init() {}
    public func change(to conditions: [String: LinkConditions]) {}
    public func stop() {}
    public func settle() throws(SystemError) {}
  }
#endif
