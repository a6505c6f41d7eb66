extension IPv4.Header {
  /// The header as it goes on the wire before a payload of `payloadLength` bytes: lengths and checksum worked out,
  /// options padded with zeros to four bytes and cut off where the header would be longer than 60 (RFC 791
  /// section 3.1). A payload that is too long for the 16 bits of Total Length is said to be as long as they can say.
  public func encoded(payloadLength: Int) -> [UInt8] {
    var tail: [UInt8] = []
    for option in options {
      let bytes = option.type.isAlone ? [] : [UInt8(clamping: option.data.count + 2)] + option.data.prefix(253)
      guard tail.count + 1 + bytes.count <= 40 else { break }
      tail += [option.type.rawValue] + bytes
    }
    while tail.count % 4 != 0 { tail.append(0) }
    let length = Self.minimumLength + tail.count
    var bytes: [UInt8] = [
      0x40 | UInt8(truncatingIfNeeded: length / 4), differentiatedServices << 2 | congestion.rawValue & 3,
    ]
    bytes.append(bigEndian: UInt16(clamping: length + max(0, payloadLength)))
    bytes.append(bigEndian: identification)
    let flags =
      (reservedFlag ? 0x8000 : 0) | (dontFragment ? Self.dontFragmentBit : 0)
      | (moreFragments ? Self.moreFragmentsBit : 0)
    bytes.append(bigEndian: flags | fragmentOffset & Self.fragmentOffsetBits)
    bytes += [timeToLive, `protocol`.rawValue, 0, 0]
    bytes.append(bigEndian: source.bits)
    bytes.append(bigEndian: destination.bits)
    bytes += tail
    bytes.put(InternetChecksum.of(bytes), at: Packet.Place<Self, UInt16>.headerChecksum.offset)
    return bytes
  }
}

extension IPv4.Datagram {
  /// The datagram as it goes into a frame, every length and checksum worked out.
  public func encoded() -> [UInt8] {
    let payload = payload.encoded(header.pseudoHeader)
    return header.encoded(payloadLength: payload.count) + payload
  }
}
