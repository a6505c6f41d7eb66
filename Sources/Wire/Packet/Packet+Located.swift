extension Packet {
  /// A header where it stands in a frame, so that its numbers can be read and written by name.
  public struct Located<Header>: Sendable {
    /// Its first byte.
    public let start: Int
    /// The innermost checksum over it that is there.
    let seal: Seal?

    /// For reading only.
    init(at start: Int) {
      self.start = start
      seal = nil
    }

    /// `outer` is the checksum over what this header is quoted in; it counts where the header's own is cut off.
    init(at start: Int, in frame: [UInt8], _ checksum: Place<Header, UInt16>, within outer: Seal? = nil) {
      self.start = start
      let own = Seal(checksum: start + checksum.offset, start: start, isOptional: Header.self == UDP.Datagram.self)
      let value: UInt16? = frame.number(at: own.checksum)
      seal = value == nil || own.isOptional && value == 0 ? outer : own
    }
  }

  /// A checksum and the first byte that it covers.
  struct Seal: Sendable, Hashable {
    var checksum: Int
    var start: Int
    /// 0 says that there is none, and a sum of 0 is written as all ones (RFC 768).
    var isOptional: Bool
  }

  /// One of a frame's headers.
  public enum Heading: Sendable {
    case ipv4(Located<IPv4.Header>)
    case icmp(Located<ICMP.Message>)
    case udp(Located<UDP.Datagram>)
    case tcp(Located<TCP.Segment>)
  }

  /// The headers behind Ethernet's, outermost first; behind an ICMP report those of the datagram that it quotes, as far
  /// as it does. None of what is no IPv4, and none behind a fragment's header.
  public static func headings(of frame: [UInt8]) -> [Heading] {
    guard frame[.type] == Ethernet.EtherType.ipv4.rawValue else { return [] }
    var headings: [Heading] = []
    var next: (start: Int, outer: Seal?)? = (Ethernet.Header.length, nil)
    while let (start, outer) = next {
      next = nil
      let header = Located<IPv4.Header>(at: start, in: frame, .headerChecksum, within: outer)
      guard let first = frame[.versionAndLength, of: header], first >> 4 == 4,
        let fragment = frame[.fragment, of: header],
        let carried = frame[.protocol, of: header], frame[.destination, of: header] != nil
      else { return headings }
      headings.append(.ipv4(header))
      let length = Int(first & 0xF) * 4
      guard length >= IPv4.Header.minimumLength, fragment & IPv4.Header.fragmentBits == 0 else { return headings }
      switch ProtocolNumber(rawValue: carried) {
      case .tcp: headings.append(.tcp(Located(at: start + length, in: frame, .checksum, within: outer)))
      case .udp: headings.append(.udp(Located(at: start + length, in: frame, .checksum, within: outer)))
      case .icmp:
        let message = Located<ICMP.Message>(at: start + length, in: frame, .checksum, within: outer)
        headings.append(.icmp(message))
        guard let type = frame[.type, of: message], ICMP.MessageType(rawValue: type).isReport else { return headings }
        next = (message.start + ICMP.headerLength, message.seal)
      default: return headings
      }
    }
    return headings
  }
}

extension Packet.Located where Header == TCP.Segment {
  /// Its options but those that only fill: which, and where the data of each stands.
  public func options(in frame: [UInt8]) -> [(kind: TCP.Kind, data: Range<Int>)] {
    let end = min(frame.count, start + Int((frame[.dataOffset, of: self] ?? 0) >> 4) * 4)
    var options: [(kind: TCP.Kind, data: Range<Int>)] = []
    var place = start + TCP.Segment.minimumHeaderLength
    while place < end {
      let kind = TCP.Kind(rawValue: frame[place])
      guard kind != .endOfOptionList else { break }
      guard kind != .noOperation else {
        place += 1
        continue
      }
      guard place + 1 < end, case let length = Int(frame[place + 1]), length >= 2 else { break }
      options.append((kind, place + 2..<min(place + length, max(place + 2, end))))
      place += length
    }
    return options
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// A number of a frame's Ethernet header; nil where the frame ends before it.
  public subscript<Number>(place: Packet.Place<Ethernet.Header, Number>) -> Number? { number(at: place.offset) }

  /// A number of a header in this frame; nil where the frame ends before it.
  public subscript<Header, Number>(
    place: Packet.Place<Header, Number>, of header: Packet.Located<Header>
  ) -> Number? { number(at: header.start + place.offset) }
}

extension [UInt8] {
  /// Writes a number of a header in this frame; nothing where the frame ends before it.
  ///
  /// The innermost checksum over it changes by as much (RFC 1624), so a right one stays right and a wrong one wrong. One
  /// around both sees no change.
  public mutating func write<Header, Number>(
    _ number: Number, _ place: Packet.Place<Header, Number>, of header: Packet.Located<Header>
  ) { write(number, at: header.start + place.offset, in: header) }

  /// As ``write(_:_:of:)``, at any place of what `header` begins.
  public mutating func write<Header>(
    _ number: some FixedWidthInteger & UnsignedInteger, at index: Int, in header: Packet.Located<Header>
  ) {
    let end = index + number.bitWidth / 8
    guard index >= 0, end <= count else { return }
    guard let seal = header.seal, let before: UInt16 = self.number(at: seal.checksum) else {
      return put(number, at: index)
    }
    var checksum = before
    defer { put(seal.isOptional && checksum == 0 ? 0xFFFF : checksum, at: seal.checksum) }
    for place in index..<end {
      let byte = UInt8(truncatingIfNeeded: number >> (8 * (end - 1 - place)))
      guard byte != self[place] else { continue }
      // The first of two bytes is the upper half of the word that is summed.
      let shift: UInt16 = (place - seal.start) % 2 == 0 ? 8 : 0
      checksum = InternetChecksum.updated(checksum, from: UInt16(self[place]) << shift, to: UInt16(byte) << shift)
      self[place] = byte
    }
  }
}
