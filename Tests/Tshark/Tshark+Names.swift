extension Tshark {
  /// One layer by our name and theirs, and its fields by both.
  struct Layer {
    var ours: String
    var theirs: [String]
    var fields: [(ours: String, theirs: String)]
  }

  private static let ipv4: [(ours: String, theirs: String)] = [
    ("Version", "ip.version"), ("DSCP", "ip.dsfield.dscp"), ("ECN", "ip.dsfield.ecn"), ("Total Length", "ip.len"),
    ("Identification", "ip.id"), ("Reserved", "ip.flags.rb"), ("DF", "ip.flags.df"), ("MF", "ip.flags.mf"),
    ("Fragment Offset", "ip.frag_offset"), ("Time to Live", "ip.ttl"), ("Protocol", "ip.proto"),
    ("Header Checksum", "ip.checksum"), ("Source Address", "ip.src"), ("Destination Address", "ip.dst"),
    ("option-length", "ip.opt.len"),
  ]

  /// Every field that both programs name.
  static let layers: [Layer] = [
    Layer(
      ours: "Ethernet header", theirs: ["eth"],
      fields: [("Destination", "eth.dst"), ("Source", "eth.src"), ("EtherType", "eth.type")]),
    Layer(
      ours: "ARP", theirs: ["arp"],
      fields: [
        ("hardware address space", "arp.hw.type"), ("protocol address space", "arp.proto.type"),
        ("hardware address length", "arp.hw.size"), ("protocol address length", "arp.proto.size"),
        ("opcode", "arp.opcode"), ("sender hardware address", "arp.src.hw_mac"),
        ("sender protocol address", "arp.src.proto_ipv4"), ("target hardware address", "arp.dst.hw_mac"),
        ("target protocol address", "arp.dst.proto_ipv4"),
      ]),
    Layer(ours: "IPv4", theirs: ["ip"], fields: ipv4),
    Layer(ours: "original datagram", theirs: ["icmp", "ip"], fields: ipv4),
    Layer(
      ours: "IPv6", theirs: ["ipv6"],
      fields: [
        ("Version", "ipv6.version"), ("Traffic Class", "ipv6.tclass"), ("Flow Label", "ipv6.flow"),
        ("Payload Length", "ipv6.plen"), ("Hop Limit", "ipv6.hlim"), ("Source Address", "ipv6.src"),
        ("Destination Address", "ipv6.dst"), ("Hdr Ext Len", "ipv6.hopopts.len"),
      ]),
    Layer(
      ours: "ICMP", theirs: ["icmp"],
      fields: [
        ("Type", "icmp.type"), ("Code", "icmp.code"), ("Checksum", "icmp.checksum"), ("Identifier", "icmp.ident"),
        ("Sequence Number", "icmp.seq"), ("Next-Hop MTU", "icmp.mtu"), ("Data", "data.data"),
      ]),
    Layer(
      ours: "ICMPv6", theirs: ["icmpv6"],
      fields: [
        ("Code", "icmpv6.code"), ("Checksum", "icmpv6.checksum"),
        ("Target Address", "icmpv6.nd.ns.target_address"), ("Link-Layer Address", "icmpv6.opt.linkaddr"),
      ]),
    Layer(
      ours: "UDP", theirs: ["udp"],
      fields: [
        ("Source Port", "udp.srcport"), ("Destination Port", "udp.dstport"), ("Length", "udp.length"),
        ("Checksum", "udp.checksum"), ("data octets", "udp.payload"),
      ]),
    Layer(
      ours: "TCP", theirs: ["tcp"],
      fields: [
        ("Source Port", "tcp.srcport"), ("Destination Port", "tcp.dstport"), ("Sequence Number", "tcp.seq_raw"),
        ("Acknowledgment Number", "tcp.ack_raw"), ("CWR", "tcp.flags.cwr"), ("ECE", "tcp.flags.ece"),
        ("URG", "tcp.flags.urg"), ("ACK", "tcp.flags.ack"), ("PSH", "tcp.flags.push"), ("RST", "tcp.flags.reset"),
        ("SYN", "tcp.flags.syn"), ("FIN", "tcp.flags.fin"), ("Window", "tcp.window_size_value"),
        ("Checksum", "tcp.checksum"), ("Urgent Pointer", "tcp.urgent_pointer"), ("Length", "tcp.option_len"),
        ("Maximum Segment Size", "tcp.options.mss_val"), ("shift.cnt", "tcp.options.wscale.shift"),
        ("Left Edge", "tcp.options.sack_le"), ("Right Edge", "tcp.options.sack_re"),
        ("TSval", "tcp.options.timestamp.tsval"), ("TSecr", "tcp.options.timestamp.tsecr"),
        ("Cookie", "tcp.options.tfo.cookie"), ("Data", "tcp.payload"),
      ]),
  ]
}
