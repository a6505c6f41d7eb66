extension Packet {
  /// Where a header has one of its numbers: so many bytes behind its first, as wide as `Number`, most significant byte
  /// first.
  ///
  /// Dissectors read a header from front to back, and name every bit. Places are for those who look up or change one
  /// number in a frame as it stands: routers, encoders that fill in a checksum, and whoever rewrites a recording.
  public struct Place<Header, Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    let offset: Int
  }
}

// The pictures stand with the dissectors.

extension Packet.Place where Header == Ethernet.Header, Number == UInt16 {
  public static var type: Self { Self(offset: 12) }
}

extension Packet.Place where Header == IPv4.Header, Number == UInt8 {
  /// Version and IHL.
  static var versionAndLength: Self { Self(offset: 0) }
  public static var timeToLive: Self { Self(offset: 8) }
  public static var `protocol`: Self { Self(offset: 9) }
}

extension Packet.Place where Header == IPv4.Header, Number == UInt16 {
  public static var totalLength: Self { Self(offset: 2) }
  public static var identification: Self { Self(offset: 4) }
  /// Flags and Fragment Offset.
  public static var fragment: Self { Self(offset: 6) }
  public static var headerChecksum: Self { Self(offset: 10) }
}

extension Packet.Place where Header == IPv4.Header, Number == UInt32 {
  public static var source: Self { Self(offset: 12) }
  public static var destination: Self { Self(offset: 16) }
}

extension Packet.Place where Header == ICMP.Message, Number == UInt8 {
  public static var type: Self { Self(offset: 0) }
}

extension Packet.Place where Header == ICMP.Message, Number == UInt16 {
  public static var checksum: Self { Self(offset: 2) }
}

extension Packet.Place where Header == ICMPv6.Message, Number == UInt16 {
  public static var checksum: Self { Self(offset: 2) }
}

extension Packet.Place where Header == UDP.Datagram, Number == UInt16 {
  public static var sourcePort: Self { Self(offset: 0) }
  public static var destinationPort: Self { Self(offset: 2) }
  public static var checksum: Self { Self(offset: 6) }
}

extension Packet.Place where Header == TCP.Segment, Number == UInt8 {
  /// Data Offset and Rsrvd.
  static var dataOffset: Self { Self(offset: 12) }
  public static var flags: Self { Self(offset: 13) }
}

extension Packet.Place where Header == TCP.Segment, Number == UInt16 {
  public static var sourcePort: Self { Self(offset: 0) }
  public static var destinationPort: Self { Self(offset: 2) }
  public static var checksum: Self { Self(offset: 16) }
}

extension Packet.Place where Header == TCP.Segment, Number == UInt32 {
  public static var sequenceNumber: Self { Self(offset: 4) }
  public static var acknowledgmentNumber: Self { Self(offset: 8) }
}
