import Wire

/// Good frames between a laptop (192.0.2.10), its router (192.0.2.1) and a web server (203.0.113.80), byte by byte.
/// Their checksums were worked out by another program than ours.
enum Frames {
  private static func bytes(_ rows: String...) -> [UInt8] { [UInt8](hex: rows.joined()) ?? [] }

  /// Destination, source, EtherType.
  private static let ethernet = "020000000001 02000000000a 0800"

  /// Who has 192.0.2.1? Padded to Ethernet's shortest frame.
  static let arpRequest = bytes(
    "ffffffffffff 02000000000a 0806",
    "0001 0800 06 04 0001",  // Ethernet, IPv4, 6 and 4 bytes, request
    "02000000000a c000020a",  // sender
    "000000000000 c0000201",  // target: nobody yet
    "000000000000 000000000000 000000000000")

  /// 192.0.2.1 is at 02:00:00:00:00:01.
  static let arpReply = bytes(
    "02000000000a 020000000001 0806", "0001 0800 06 04 0002", "020000000001 c0000201", "02000000000a c000020a")

  /// A connection's first segment, as Linux sends it.
  static let syn = bytes(
    ethernet,
    "45 00 003c beef 4000 40 06 7d71 c000020a cb007150",  // IPv4: 60 bytes, DF, 64 hops left, TCP
    "c000 01bb 1c9f0b3e 00000000 a0 02 faf0 42d7 0000",  // TCP: 49152 to 443, SYN
    "0204 05b4", "0402", "080a 00112233 00000000", "01", "0303 07")  // MSS 1460, SACK permitted, clock, scale 128

  /// An acknowledgment that tells of a segment behind a hole.
  static let sack = bytes(
    ethernet, "45 00 0040 0001 4000 40 06 3c5c cb007150 c000020a", "01bb c000 8a000001 1c9f0b3f b0 10 01fd 49b3 0000",
    "01 01 080a 00000007 00112233", "01 01 050a 1c9f10e7 1c9f168f")

  /// Fast Open: a SYN with a cookie and data, a sequence number about to wrap, ECN asked for, and an unknown option.
  static let fastOpen = bytes(
    ethernet,
    "45 b9 004e 0002 4000 40 06 3b94 c000020a cb007150",  // DSCP EF, ECT(1)
    "c001 0050 ffffffff 00000000 a0 c2 faf0 84d6 0000",  // CWR ECE SYN
    "0204 05b4", "220a 0102030405060708", "fd04 0a0b", "01 01",
    "474554202f20485454502f312e310d0a0d0a")  // GET / HTTP/1.1

  /// A DNS query.
  static let udp = bytes(
    ethernet, "45 00 003b 0003 4000 40 11 3c54 c000020a cb007150", "cf84 0035 0027 390c",
    "b5ce01000001000000000000037777770473686f7004746573740000010001")

  static let ping = bytes(
    ethernet, "45 00 0028 0004 4000 40 01 3c76 c000020a cb007150", "08 00 9090 0102 0001 6162636465666768696a6b6c")

  /// The router's report that the SYN above came with one hop left.
  static let timeExceeded = bytes(
    ethernet, "45 c0 0058 0005 0000 40 01 f5d4 c0000201 c000020a", "0b 00 f389 00000000",
    "45 00 003c beef 4000 01 06 bc71 c000020a cb007150", "c000 01bb 1c9f0b3e 00000000 a0 02 faf0 42d7 0000",
    "0204 05b4 0402 080a 00112233 00000000 01 0303 07")

  /// The report that only 1280 bytes get through, quoting 8 bytes of the query above.
  static let fragmentationNeeded = bytes(
    ethernet, "45 00 0038 0006 0000 40 01 f6b3 c0000201 c000020a", "03 04 ef0e 0000 0500",
    "45 00 003b 0003 4000 3f 11 3d54 c000020a cb007150", "cf84 0035 0027 390c")

  /// A middle fragment: MF, offset 2 (byte 16).
  static let fragment = bytes(
    ethernet, "45 00 001c 0007 2002 40 11 5c6d c000020a cb007150", "3132333435363738")

  /// IGMP behind two options: Router Alert, and an early end of the list.
  static let options = bytes(
    ethernet, "47 00 0024 0000 0000 01 02 2479 c000020a cb007150", "9404 0000", "01 00 0000", "1600090400000000")

  private static let toGroup = "3333ff000001 02000000000a 86dd"

  /// Who on this cable has fe80::ff:fe00:1?
  static let neighborSolicitation = bytes(
    toGroup,
    "60000000 0020 3a ff fe80000000000000000000fffe00000a ff0200000000000000000001ff000001",
    "87 00 7c87 00000000 fe80000000000000000000fffe000001", "01 01 02000000000a")

  /// Multicast Listener Report v2 behind a hop-by-hop extension.
  static let listenerReport = bytes(
    "333300000016 02000000000a 86dd",
    "60000000 0024 00 01 fe80000000000000000000fffe00000a ff020000000000000000000000000016",
    "3a 00 0502 0000 0100", "8f 00 71fe 0000 0001 04000000 ff0200000000000000000001ff000001")

  /// Five bytes over TCP and IPv6.
  static let tcpOverIPv6 = bytes(
    "020000000001 02000000000a 86dd",
    "60012345 0019 06 40 fe80000000000000000000fffe00000a fe80000000000000000000fffe000001",
    "c000 01bb 00000064 000000c8 50 18 01f5 ac0c 0000", "68656c6c6f")

  static let all: [(name: String, bytes: [UInt8])] = [
    ("ARP request", arpRequest), ("ARP reply", arpReply), ("SYN", syn), ("SACK", sack), ("Fast Open", fastOpen),
    ("UDP", udp), ("ping", ping), ("time exceeded", timeExceeded), ("fragmentation needed", fragmentationNeeded),
    ("fragment", fragment), ("options", options), ("neighbor solicitation", neighborSolicitation),
    ("listener report", listenerReport), ("TCP over IPv6", tcpOverIPv6),
  ]
}
