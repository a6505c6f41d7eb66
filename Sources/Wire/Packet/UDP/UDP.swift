/// Messages between programs, each on its own: no connection, no order, no promise (RFC 768).
public enum UDP {
  public struct Datagram: Sendable, Hashable {
    public var sourcePort: UInt16
    public var destinationPort: UInt16
    public var data: [UInt8]

    /// The length of its header in bytes.
    public static let headerLength = 8

    public init(sourcePort: UInt16, destinationPort: UInt16, data: [UInt8]) {
      self.sourcePort = sourcePort
      self.destinationPort = destinationPort
      self.data = data
    }

    /// The datagram as it goes behind a network header with these addresses.
    public func encoded(_ addresses: PseudoHeader) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(bigEndian: sourcePort)
      bytes.append(bigEndian: destinationPort)
      bytes.append(bigEndian: UInt16(clamping: Self.headerLength + data.count))
      bytes += [0, 0] + data
      let checksum = addresses.checksum(.udp, of: bytes[...])
      // A sum of 0 is sent as all ones: 0 in the field means that there is none.
      bytes.put(checksum == 0 ? 0xFFFF : checksum, at: Packet.Place<Self, UInt16>.checksum.offset)
      return bytes
    }
  }
}

extension Scanner {
  ///      0      7 8     15 16    23 24    31
  ///     +--------+--------+--------+--------+
  ///     |     Source      |   Destination   |
  ///     |      Port       |      Port       |
  ///     +--------+--------+--------+--------+
  ///     |     Length      |    Checksum     |
  ///     +--------+--------+--------+--------+
  ///     |          data octets ...
  ///     +---------------- ...
  mutating func udpDatagram(_ addresses: PseudoHeader, _ isIntact: inout Bool) throws(Fault) -> UDP.Datagram {
    let spec = Spec.rfc(768, "Format")
    return try group("UDP", .rfc(768)) { scanner throws(Fault) in
      let all = scanner.upcoming(scanner.bytesLeft)
      let (source, destination, length) = try scanner.group("header", spec) { scanner throws(Fault) in
        let source = try scanner.port("Source Port", spec)
        let destination = try scanner.port("Destination Port", spec)
        let length = Int(try scanner.number("Length", bits: 16, spec))
        guard length >= UDP.Datagram.headerLength, length <= all.count else {
          throw Fault(
            length < UDP.Datagram.headerLength ? .malformed : .truncated,
            "expected a Length of 8 to the \(all.count) bytes that are here, found \(length)",
            bits: scanner.position - 16..<scanner.position, spec: spec)
        }
        let hasChecksum = all[.checksum, of: Packet.Located<UDP.Datagram>(at: all.startIndex)] != 0
        let residue = hasChecksum ? addresses.checksum(.udp, of: all.prefix(length)) : 0
        try scanner.checksum("Checksum", residue: residue, spec, &isIntact)
        return (source, destination, length - UDP.Datagram.headerLength)
      }
      let data = length == 0 ? [] : Array(try scanner.bytes("data octets", count: length, spec))
      return UDP.Datagram(sourcePort: source, destinationPort: destination, data: data)
    }
  }

  @discardableResult
  mutating func port(_ name: String, _ spec: Spec) throws(Fault) -> UInt16 {
    UInt16(truncatingIfNeeded: try number(name, bits: 16, spec) { Packet.serviceNames[UInt16(truncatingIfNeeded: $0)] })
  }
}
