#if os(Linux)
  import CLinux
  import Glibc
  import Wire

  extension Netlink {
    /// A network device's name and number, which no two of a namespace share.
    struct Device {
      var name: String
      var number: Int32
      static let loopback = Device(name: "lo", number: 1)
    }

    /// Two devices, joined: `cable` here, and `device` there, which is still down (veth(4)). With their hardware addresses.
    func lay(
      _ cable: Device, _ ours: [UInt8], to device: Device, _ theirs: [UInt8], in namespace: Namespace
    ) {
      let peer = Attribute(
        Int(VETH_INFO_PEER), Self.link(device.number, flags: 0),
        [
          Attribute(Int(IFLA_IFNAME), device.name), Attribute(Int(IFLA_ADDRESS), theirs),
          Attribute(Int(IFLA_NET_NS_FD), UInt32(bitPattern: namespace.descriptor)),
        ] + Self.oneQueue)
      add(
        "lay \(cable.name)", Int(RTM_NEWLINK), NLM_F_CREATE | NLM_F_EXCL, Self.link(cable.number),
        [
          Attribute(Int(IFLA_IFNAME), cable.name), Attribute(Int(IFLA_ADDRESS), ours),
          Attribute(
            Int(IFLA_LINKINFO),
            [Attribute(Int(IFLA_INFO_KIND), "veth"), Attribute(Int(IFLA_INFO_DATA), [peer])]),
        ] + Self.oneQueue)
    }

    func bringUp(_ device: Device) { add("bring \(device.name) up", Int(RTM_NEWLINK), 0, Self.link(device.number)) }

    func give(_ address: IPv4Address, prefixLength: Int, to device: Device) {
      add(
        "give \(device.name) the address \(address)", Int(RTM_NEWADDR), NLM_F_CREATE | NLM_F_EXCL,
        ifaddrmsg(
          ifa_family: UInt8(AF_INET), ifa_prefixlen: UInt8(clamping: prefixLength), ifa_flags: 0,
          ifa_scope: UInt8(RT_SCOPE_UNIVERSE.rawValue), ifa_index: UInt32(device.number)),
        [Attribute(Int(IFA_LOCAL), address.octets), Attribute(Int(IFA_ADDRESS), address.octets)])
    }

    /// The way to everything that is not on the device's own network; `metrics` are what TCP is to know of it. Takes the
    /// place of the one that was there.
    func route(through router: IPv4Address, device: Device, metrics: [Attribute] = []) {
      add(
        "route through \(router)", Int(RTM_NEWROUTE), NLM_F_CREATE | NLM_F_REPLACE,
        rtmsg(
          rtm_family: UInt8(AF_INET), rtm_dst_len: 0, rtm_src_len: 0, rtm_tos: 0,
          rtm_table: UInt8(RT_TABLE_MAIN.rawValue),
          rtm_protocol: UInt8(RTPROT_STATIC), rtm_scope: UInt8(RT_SCOPE_UNIVERSE.rawValue),
          rtm_type: UInt8(RTN_UNICAST), rtm_flags: 0),
        [
          Attribute(Int(RTA_GATEWAY.rawValue), router.octets), Attribute(Int(RTA_OIF.rawValue), UInt32(device.number)),
        ] + (metrics.isEmpty ? [] : [Attribute(Int(RTA_METRICS.rawValue), metrics)]))
    }

    /// A device, up if not told otherwise.
    private static func link(_ number: Int32, flags: Int = IFF_UP) -> ifinfomsg {
      ifinfomsg(
        ifi_family: 0, __ifi_pad: 0, ifi_type: 0, ifi_index: number, ifi_flags: UInt32(flags), ifi_change: UInt32(flags)
      )
    }

    /// A queue a processor, the default, is for networks with more to carry.
    private static let oneQueue = [
      Attribute(Int(IFLA_NUM_TX_QUEUES), 1 as UInt32), Attribute(Int(IFLA_NUM_RX_QUEUES), 1 as UInt32),
    ]
  }
#endif
