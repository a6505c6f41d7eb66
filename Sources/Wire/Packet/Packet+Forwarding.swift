extension IPv4 {
  /// Takes one from the Time to Live of the datagram in `frame`, and mends the header's checksum without summing it
  /// again: what a router does to every packet (RFC 1812 section 5.3.1).
  ///
  /// False where the time is over, or no header is there: then nothing was changed and nothing may be sent on.
  @discardableResult
  public static func decrementTimeToLive(in frame: inout [UInt8]) -> Bool {
    let header = Packet.Located<Header>(at: Ethernet.Header.length, in: frame, .headerChecksum)
    guard let time = frame[.timeToLive, of: header], time > 1, frame[.destination, of: header] != nil else {
      return false
    }
    frame.write(time - 1, .timeToLive, of: header)
    return true
  }
}

extension Packet {
  /// Whether one frame is the other, passed on by a router: the same datagram but for what a router changes, which is
  /// the hardware addresses, the Time to Live and the header's checksum.
  public static func isPassedOn(_ frame: [UInt8], as other: [UInt8]) -> Bool {
    let header = Located<IPv4.Header>(at: Ethernet.Header.length, in: frame, .headerChecksum)
    guard frame.count == other.count, frame[.type] == Ethernet.EtherType.ipv4.rawValue,
      frame[.destination, of: header] != nil
    else { return false }
    let type = Place<Ethernet.Header, UInt16>.type.offset
    let time = header.start + Place<IPv4.Header, UInt8>.timeToLive.offset
    let checksum = header.start + Place<IPv4.Header, UInt16>.headerChecksum.offset
    return [type..<time, time + 1..<checksum, checksum + 2..<frame.count].allSatisfy { frame[$0] == other[$0] }
  }
}

extension Ethernet {
  /// Writes whom a frame is for, and who puts it on the cable, over what stood there: new at every hop. Nothing happens
  /// where the frame is shorter than its header.
  public static func readdress(_ frame: inout [UInt8], to destination: Address, from source: Address) {
    guard frame.count >= Header.length else { return }
    frame.put(destination.bits << 16 | source.bits >> 32, at: 0)
    frame.put(UInt32(truncatingIfNeeded: source.bits), at: 8)
  }
}
