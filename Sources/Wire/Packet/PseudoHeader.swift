/// The addresses that UDP and TCP (and ICMPv6) put under their checksum although the network layer carries them, so
/// that a packet delivered to the wrong machine is found out.
///
///     IPv4 (RFC 9293 section 3.1)              IPv6 (RFC 8200 section 8.1)
///     +--------+--------+--------+--------+    +--------+--------+--------+--------+
///     |          source address           |    |     source address (16 bytes)     |
///     +--------+--------+--------+--------+    +--------+--------+--------+--------+
///     |        destination address        |    |   destination address (16 bytes)  |
///     +--------+--------+--------+--------+    +--------+--------+--------+--------+
///     |  zero  |protocol|     length      |    |              length               |
///     +--------+--------+--------+--------+    +--------+--------+--------+--------+
///                                              |           zero           |  next  |
///                                              +--------+--------+--------+--------+
public enum PseudoHeader: Sendable, Hashable {
  case ipv4(source: IPv4Address, destination: IPv4Address)
  case ipv6(source: IPv6Address, destination: IPv6Address)

  /// A checksum that has the pseudo-header in it already; `length` is that of header and data, in bytes.
  func checksum(_ number: Packet.ProtocolNumber, length: Int) -> InternetChecksum {
    var checksum = InternetChecksum()
    switch self {
    case .ipv4(let source, let destination):
      checksum.add(word: source.bits)
      checksum.add(word: destination.bits)
    case .ipv6(let source, let destination):
      for half in [source.high, source.low, destination.high, destination.low] {
        checksum.add(word: half >> 32)
        checksum.add(word: half & 0xFFFF_FFFF)
      }
    }
    checksum.add(word: UInt32(number.rawValue))
    checksum.add(word: UInt32(truncatingIfNeeded: max(0, length)))
    return checksum
  }

  /// The checksum of `bytes`, a header and its data.
  func checksum(_ number: Packet.ProtocolNumber, of bytes: ArraySlice<UInt8>) -> UInt16 {
    var checksum = checksum(number, length: bytes.count)
    checksum.add(bytes)
    return checksum.value
  }
}
