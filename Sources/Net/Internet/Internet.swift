#if os(Linux)
  import CLinux
  import Glibc
  import Synchronization
  public import Tracing
  import Wire

  /// A topology that stands: every host a network namespace of this process, with a device, an address and a route of
  /// its own; at the other end of each host's cable a device of ours, through which our routers see and send frames.
  ///
  /// Only what is between the hosts is ours: TCP, UDP, ARP and ICMP at both ends are the kernel's. Cables between two
  /// routers need no device, since both their ends are in this program.
  public final class Internet: Sendable {
    public let topology: Topology
    /// Our end of each host's cable.
    let packets: PacketSocket
    /// The device at our end of each cable, by the cable's number.
    let devices: [Int: Int32]
    private let namespaces: [Int: Namespace]

    /// A host's device, as programs see it that run there. The lower numbers are the kernel's own.
    private static let device = Netlink.Device(name: "eth0", number: 100)
    /// The number of the next cable's device here, where there may be more than one internet.
    private static let nextNumber = Atomic<Int32>(100)

    /// Raises it. Needs ``Namespace/takePower()``.
    public init(_ topology: Topology) throws(SystemError) {
      self.topology = topology
      // Most of the time that this takes is the kernel's, which can see to two hosts at once.
      let hosts = topology.nodes.indices.filter { topology.nodes[$0].kind == .host }
      let made = hosts.mapFromBothEnds { _ in Result { () throws(SystemError) in try Namespace.make(Self.quieten) } }
      var namespaces: [Int: Namespace] = [:]
      for (node, namespace) in zip(hosts, made) { namespaces[node] = try namespace.get() }
      self.namespaces = namespaces
      let netlink = try Netlink()
      packets = try PacketSocket()
      var devices: [Int: Int32] = [:]
      var ends: [(namespace: Namespace, own: Topology.End, router: Topology.End, prefixLength: Int)] = []
      for (number, cable) in topology.cables.enumerated() {
        guard let host = topology.hostEnd(of: number), let namespace = namespaces[cable.ends[host].node] else {
          continue
        }
        let free = Self.nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue
        devices[number] = free
        netlink.lay(
          Netlink.Device(name: "cable\(free)", number: free),
          topology.hardwareAddress(cable: number, end: 1 - host), to: Self.device,
          topology.hardwareAddress(cable: number, end: host), in: namespace)
        ends.append((namespace, cable.ends[host], cable.ends[1 - host], cable.prefixLength))
      }
      self.devices = devices
      try netlink.run()
      let settled = ends.mapFromBothEnds { end in
        Result { () throws(SystemError) in
          try end.namespace.inside { () throws(SystemError) in
            try Self.settle(at: end.own.address, prefixLength: end.prefixLength, router: end.router.address)
          }
        }
      }
      for result in settled { try result.get() }
    }

    /// For how many milliseconds this process may be kept from passing a frame on that nobody loses.
    private static let longestDelay: UInt32 = 10_000

    /// For how many seconds a neighbour may say nothing: longer than any scene.
    private static let longestSilence = 3600

    /// What a new host is told before it has a device.
    private static func quieten() {
      Namespace.hush()
      // What is late because this one thread is busy is not lost: nobody asks for it before the time is out (RFC 8985
      // section 7). A kernel without such probes has nothing to be told.
      try? Namespace.set("net/ipv4/tcp_early_retrans", to: "0")
    }

    /// Gives the device of the host that this thread is on its address and the way to everywhere else, and has it
    /// compute its checksums itself and cut its segments itself: what is on the cable is then what would be on a real
    /// one.
    private static func settle(
      at address: IPv4Address, prefixLength: Int, router: IPv4Address
    ) throws(SystemError) {
      let netlink = try Netlink()
      // Any socket of the namespace will do, for what netlink can't.
      let socket = Socket(descriptor: Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0))
      guard socket.descriptor >= 0 else { throw SystemError("open a socket in a namespace") }
      for feature in [ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO] {
        guard roundtrip_set_feature(socket.descriptor, device.name, UInt32(feature), 0) == 0 else {
          throw SystemError("set the features of \(device.name)")
        }
      }
      netlink.bringUp(.loopback)
      netlink.bringUp(device)
      netlink.give(address, prefixLength: prefixLength, to: device)
      netlink.route(through: router, device: device)
      try netlink.run()
    }

    /// The machine that a party lives on, to make sockets there.
    public func host(of party: Party) -> Host? {
      guard let node = topology.node(of: party), let address = topology.address(of: node) else { return nil }
      return namespaces[node].map { Host(address: address.description, namespace: $0) }
    }

    /// Has no host's TCP do by the clock what it can do without: how late we are, or how busy the machine is, then changes
    /// nothing in what a host sends.
    func ignoreTime(losingFrames: Bool) throws(SystemError) {
      var metrics = [
        // Whether what was received is acknowledged alone or along with an answer would depend on whether the answer takes
        // 40 ms (tcp(7), TCP_QUICKACK): each segment is acknowledged at once.
        Netlink.Attribute(Int(RTAX_QUICKACK), 1),
        // It counts acknowledgments; the one that somebody chose for this machine may measure times.
        Netlink.Attribute(Int(RTAX_CC_ALGO), "reno"),
      ]
      if !losingFrames {
        // What is not acknowledged in time is late, and nothing else.
        metrics.append(Netlink.Attribute(Int(RTAX_LOCK), 1 << UInt32(RTAX_RTO_MIN)))
        metrics.append(Netlink.Attribute(Int(RTAX_RTO_MIN), Self.longestDelay))
      }
      for cable in topology.cables.indices {
        guard let end = topology.hostEnd(of: cable) else { continue }
        let ends = topology.cables[cable].ends
        try namespaces[ends[end].node]?.inside { () throws(SystemError) in
          let netlink = try Netlink()
          netlink.route(through: ends[1 - end].address, device: Self.device, metrics: metrics)
          try netlink.run()
          // A window that grows with what arrives in the time of a round trip. A kernel that has one for all networks
          // does not let us.
          try? Namespace.set("net/ipv4/tcp_moderate_rcvbuf", to: "0")
          // A neighbour that was silent for some seconds is not asked whether it is still there. Before Linux 6 this is
          // only the system's own root's to say.
          for limit in ["delay_first_probe_time", "base_reachable_time"] {
            try? Namespace.set("net/ipv4/neigh/\(Self.device.name)/\(limit)", to: "\(Self.longestSilence)")
          }
        }
      }
    }

    /// Has every host give out and use Fast Open cookies (RFC 7413). Each makes its cookies with a key, that is only as
    /// secret as a lesson needs it to be.
    func allowFastOpen(_ randomness: Randomness) throws(SystemError) {
      var randomness = randomness
      for node in namespaces.keys.sorted() {
        let key = (0..<4).map { _ in UInt32(truncatingIfNeeded: randomness.next()).hexadecimal }.joined(separator: "-")
        try namespaces[node]?.inside { () throws(SystemError) in
          try Namespace.set("net/ipv4/tcp_fastopen", to: "3")
          try Namespace.set("net/ipv4/tcp_fastopen_key", to: key)
        }
      }
    }
  }

  extension UInt32 {
    /// Eight digits.
    fileprivate var hexadecimal: String {
      let digits = String(self, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
#endif
