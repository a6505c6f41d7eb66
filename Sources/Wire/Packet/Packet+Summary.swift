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
    public init?(_ frame: [UInt8]) {
      guard let type = frame[.type], let first: UInt64 = frame.number(at: 0), let second: UInt32 = frame.number(at: 8)
      else { return nil }
      destination = Ethernet.Address(bits: first >> 16)
      source = Ethernet.Address(bits: first << 32 | UInt64(second))
      self.type = Ethernet.EtherType(rawValue: type)
      ipv4 = self.type == .ipv4 ? IPv4.Summary(frame) : nil
    }
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
    /// True of every part of a fragmented datagram but the first.
    public var isLaterFragment: Bool
    /// Where the datagram stands in its frame, header and payload: a frame may have padding behind it.
    public var range: Range<Int>
    /// Where what it carries stands.
    public var payload: Range<Int>
    /// The ports, of an unfragmented TCP segment or UDP datagram.
    public var ports: Ports?
    /// The flags, of an unfragmented TCP segment.
    public var flags: TCP.Flags?
    /// How many bytes of the stream an unfragmented TCP segment brings.
    public var segmentLength: Int?
    /// What an ICMP message is about, of its first fragment too.
    public var messageType: ICMP.MessageType?

    public struct Ports: Sendable, Hashable {
      public var source: UInt16
      public var destination: UInt16
    }

    /// Nil where a router must drop the datagram: a version, length or checksum that can't be (RFC 1812
    /// section 5.2.2).
    init?(_ frame: [UInt8]) {
      let header = Packet.Located<Header>(at: Ethernet.Header.length)
      guard let first = frame[.versionAndLength, of: header], first >> 4 == 4,
        let total = frame[.totalLength, of: header], let fragment = frame[.fragment, of: header],
        let time = frame[.timeToLive, of: header], let carried = frame[.protocol, of: header],
        let source = frame[.source, of: header], let destination = frame[.destination, of: header]
      else { return nil }
      let length = Int(first & 0xF) * 4
      guard length >= Header.minimumLength, length <= total, header.start + Int(total) <= frame.count,
        InternetChecksum.of(frame[header.start..<header.start + length]) == 0
      else { return nil }
      range = header.start..<header.start + Int(total)
      payload = header.start + length..<range.upperBound
      self.source = IPv4Address(bits: source)
      self.destination = IPv4Address(bits: destination)
      `protocol` = Packet.ProtocolNumber(rawValue: carried)
      timeToLive = time
      dontFragment = fragment & Header.dontFragmentBit != 0
      isFragment = fragment & Header.fragmentBits != 0
      isLaterFragment = fragment & Header.fragmentOffsetBits != 0
      guard !isLaterFragment else { return }
      if `protocol` == .icmp {
        messageType = frame[..<payload.upperBound][.type, of: Packet.Located<ICMP.Message>(at: payload.lowerBound)].map(
          ICMP.MessageType.init)
      } else if !isFragment {
        look(into: frame[..<payload.upperBound])
      }
    }

    /// `datagram` ends where the payload does.
    private mutating func look(into datagram: ArraySlice<UInt8>) {
      switch `protocol` {
      case .tcp:
        let segment = Packet.Located<TCP.Segment>(at: payload.lowerBound)
        guard let source = datagram[.sourcePort, of: segment], let destination = datagram[.destinationPort, of: segment]
        else { return }
        ports = Ports(source: source, destination: destination)
        guard let flags = datagram[.flags, of: segment], let offset = datagram[.dataOffset, of: segment] else { return }
        self.flags = TCP.Flags(rawValue: flags)
        segmentLength = max(0, payload.count - Int(offset >> 4) * 4)
      case .udp:
        let message = Packet.Located<UDP.Datagram>(at: payload.lowerBound)
        guard let source = datagram[.sourcePort, of: message], let destination = datagram[.destinationPort, of: message]
        else { return }
        ports = Ports(source: source, destination: destination)
      default: break
      }
    }
  }
}
