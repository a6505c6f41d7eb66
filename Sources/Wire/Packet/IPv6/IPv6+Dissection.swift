extension IPv6 {
  /// Reads one datagram, and explains every bit of it. What stands behind its Payload Length becomes a gap.
  public static func dissect(_ bytes: ArraySlice<UInt8>) -> Dissection<Datagram> {
    Wire.dissect("IPv6", bytes, spec: .rfc(8200, "3")) { scanner throws(Fault) in
      var isIntact = true
      return try scanner.ipv6Datagram(&isIntact)
    }
  }
}

extension Scanner {
  mutating func ipv6Datagram(_ isIntact: inout Bool) throws(Fault) -> IPv6.Datagram {
    var (header, length) = try ipv6Header()
    guard length <= bytesLeft else {
      throw fault(
        .truncated, "expected \(length) bytes behind the header, as its Payload Length says, found \(bytesLeft)",
        bytes: bytesLeft, .rfc(8200, "3"))
    }
    let payload = try limited(toBytes: length, for: "datagram") { scanner throws(Fault) in
      while IPv6.Extension.isOne(header.protocol) { header.protocol = try scanner.ipv6Extension(&header) }
      return try scanner.payload(header.protocol, header.pseudoHeader, &isIntact)
    }
    return IPv6.Datagram(header, payload)
  }

  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |Version| Traffic Class |              Flow Label               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |         Payload Length        |  Next Header  |   Hop Limit   |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                                                               |
  ///     +                  Source Address (16 bytes)                    +
  ///     |                                                               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                                                               |
  ///     +                Destination Address (16 bytes)                 +
  ///     |                                                               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///
  /// The header, with the number that follows it, and how many bytes it says are behind it.
  private mutating func ipv6Header() throws(Fault) -> (IPv6.Header, Int) {
    let spec = Spec.rfc(8200, "3")
    return try group("header", spec) { scanner throws(Fault) in
      let version = try scanner.number("Version", bits: 4, spec)
      guard version == 6 else {
        throw Fault(
          .malformed, "expected version 6, found \(version)", bits: scanner.position - 4..<scanner.position, spec: spec)
      }
      let trafficClass = UInt8(truncatingIfNeeded: try scanner.number("Traffic Class", bits: 8, .rfc(8200, "7")))
      let flowLabel = UInt32(truncatingIfNeeded: try scanner.number("Flow Label", bits: 20, .rfc(8200, "6")))
      let length = Int(try scanner.number("Payload Length", bits: 16, spec))
      let next = try scanner.code("Next Header", Packet.ProtocolNumber.self, spec)
      let hopLimit = UInt8(truncatingIfNeeded: try scanner.number("Hop Limit", bits: 8, spec))
      var header = IPv6.Header(
        source: try scanner.ipv6Address("Source Address", spec),
        destination: try scanner.ipv6Address("Destination Address", spec), protocol: next, hopLimit: hopLimit)
      header.trafficClass = trafficClass
      header.flowLabel = flowLabel
      return (header, length)
    }
  }

  ///     +--------+--------+---------------------------------+
  ///     |  Next  |  Hdr   |  6 bytes, and 8 more for every  |
  ///     | Header |Ext Len |  unit of Hdr Ext Len            |
  ///     +--------+--------+---------------------------------+
  private mutating func ipv6Extension(_ header: inout IPv6.Header) throws(Fault) -> Packet.ProtocolNumber {
    let type = header.protocol
    let spec = Spec.rfc(8200, "4")
    let (next, data) = try group("\(type)", spec) { scanner throws(Fault) in
      let next = try scanner.code("Next Header", Packet.ProtocolNumber.self, spec)
      let length = Int(try scanner.number("Hdr Ext Len", bits: 8, spec)) * 8 + 6
      return (next, try scanner.bytes("data", count: length, spec))
    }
    header.extensions.append(IPv6.Extension(type, Array(data)))
    return next
  }

  mutating func ipv6Address(_ name: String, _ spec: Spec) throws(Fault) -> IPv6Address {
    IPv6Address(octets: try value(name, count: 16, spec) { .text(IPv6Address(octets: $0).description) })
  }
}
