extension Packet {
  /// What a router needs of a frame, read in place: no field tree, no copy, nothing allocated.
  ///
  /// It believes the lengths only as far as the bytes reach, and checks no checksum but the header's.
  public struct Summary: Sendable, Hashable {
    public var destination: Ethernet.Address
    public var source: Ethernet.Address
    public var type: Ethernet.EtherType
    /// Of a frame with an IPv4 datagram whose header is whole and right; nil of any other.
    public var ipv4: IPv4.Summary?

    /// Nil where the frame is too short for its header.
    public init?(_ frame: ArraySlice<UInt8>) {
      guard let toHigh = frame.number32(at: 0), let toLow = frame.number16(at: 4),
        let fromHigh = frame.number16(at: 6), let fromLow = frame.number32(at: 8), let type = frame.number16(at: 12)
      else { return nil }
      destination = Ethernet.Address(bits: UInt64(toHigh) << 16 | UInt64(toLow))
      source = Ethernet.Address(bits: UInt64(fromHigh) << 32 | UInt64(fromLow))
      self.type = Ethernet.EtherType(rawValue: type)
      ipv4 = self.type == .ipv4 ? IPv4.Summary(frame.dropFirst(Ethernet.Header.length)) : nil
    }

    /// As ``init(_:)-(ArraySlice<UInt8>)``, for a whole array.
    public init?(_ frame: [UInt8]) { self.init(frame[...]) }
  }
}

extension IPv4 {
  /// What a router needs of a datagram.
  public struct Summary: Sendable, Hashable {
    public var source: IPv4Address
    public var destination: IPv4Address
    public var `protocol`: Packet.ProtocolNumber
    public var timeToLive: UInt8
    public var dontFragment: Bool
    /// True of all parts of a fragmented datagram, also the first.
    public var isFragment: Bool
    /// The header's length in bytes.
    public var headerLength: Int
    /// The length of header and payload in bytes: a frame may have padding behind it.
    public var totalLength: Int
    /// The ports, of an unfragmented TCP segment or UDP datagram.
    public var ports: Ports?
    /// The flags, of an unfragmented TCP segment.
    public var flags: TCP.Flags?

    public struct Ports: Sendable, Hashable {
      public var source: UInt16
      public var destination: UInt16
    }

    /// Nil where a router must drop the datagram: a version, length or checksum that can't be (RFC 1812
    /// section 5.2.2).
    public init?(_ bytes: ArraySlice<UInt8>) {
      guard bytes.count >= Header.minimumLength, let first = bytes.first, first >> 4 == 4,
        let total = bytes.number16(at: 2), let fragment = bytes.number16(at: 6), let carried = bytes.number16(at: 8),
        let source = bytes.number32(at: 12), let destination = bytes.number32(at: 16)
      else { return nil }
      headerLength = Int(first & 0xF) * 4
      totalLength = Int(total)
      guard headerLength >= Header.minimumLength, headerLength <= totalLength, totalLength <= bytes.count,
        InternetChecksum.of(bytes.prefix(headerLength)) == 0
      else { return nil }
      self.source = IPv4Address(bits: source)
      self.destination = IPv4Address(bits: destination)
      `protocol` = Packet.ProtocolNumber(rawValue: UInt8(truncatingIfNeeded: carried))
      timeToLive = UInt8(truncatingIfNeeded: carried >> 8)
      dontFragment = fragment & 0x4000 != 0
      isFragment = fragment & 0x3FFF != 0
      let payload = bytes.prefix(totalLength).dropFirst(headerLength)
      guard !isFragment, `protocol` == .tcp || `protocol` == .udp, let from = payload.number16(at: 0),
        let to = payload.number16(at: 2)
      else { return }
      ports = Ports(source: from, destination: to)
      guard `protocol` == .tcp, let word = payload.number16(at: 12) else { return }
      flags = TCP.Flags(rawValue: UInt8(truncatingIfNeeded: word))
    }
  }
}
