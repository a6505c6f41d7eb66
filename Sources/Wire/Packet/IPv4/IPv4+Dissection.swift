extension IPv4 {
  /// Reads one datagram, and explains every bit of it. What stands behind its Total Length becomes a gap.
  public static func dissect(_ bytes: ArraySlice<UInt8>) -> Dissection<Datagram> {
    Wire.dissect("IPv4", bytes, spec: .rfc(791, "3.1")) { scanner throws(Fault) in
      var isIntact = true
      return try scanner.ipv4Datagram(&isIntact)
    }
  }

  /// Reads the beginning of a datagram, as ICMP quotes it: the header, and as much as there is of what it carried.
  public static func dissectQuotation(_ bytes: ArraySlice<UInt8>) -> Dissection<Header> {
    Wire.dissect("original datagram", bytes, spec: .rfc(792)) { scanner throws(Fault) in
      var isIntact = true
      let header = try scanner.ipv4Header(&isIntact).header
      if !header.isFragment {
        try scanner.quotedPorts(header.protocol)
      }
      try scanner.data("data", .rfc(792))
      return header
    }
  }
}

extension Scanner {
  mutating func ipv4Datagram(_ isIntact: inout Bool) throws(Fault) -> IPv4.Datagram {
    let (header, length) = try ipv4Header(&isIntact)
    guard length <= bytesLeft else {
      throw fault(
        .truncated, "expected \(length) bytes behind the header, as its Total Length says, found \(bytesLeft)",
        bytes: bytesLeft, .rfc(791, "3.1"))
    }
    let payload = try limited(toBytes: length, for: "datagram") { scanner throws(Fault) in
      if header.isFragment {
        return Packet.Payload.fragment(try scanner.data("fragment data", .rfc(791, "3.2")))
      }
      return try scanner.payload(header.protocol, header.pseudoHeader, &isIntact)
    }
    return IPv4.Datagram(header, payload)
  }

  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |Version|  IHL  |   DSCP    |ECN|          Total Length         |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |         Identification        |0 DF MF|   Fragment Offset     |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Time to Live |    Protocol   |        Header Checksum        |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                       Source Address                          |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                    Destination Address                        |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                    Options                    |    Padding    |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///
  /// The header, and how many bytes it says are behind it.
  fileprivate mutating func ipv4Header(_ isIntact: inout Bool) throws(Fault) -> (header: IPv4.Header, rest: Int) {
    let spec = Spec.rfc(791, "3.1")
    let residue = InternetChecksum.of(upcoming(Int((peek() ?? 0) & 0xF) * 4))
    return try group("header", spec) { scanner throws(Fault) in
      let version = try scanner.number("Version", bits: 4, spec)
      guard version == 4 else {
        throw Fault(
          .malformed, "expected version 4, found \(version)", bits: scanner.position - 4..<scanner.position, spec: spec)
      }
      let length = Int(try scanner.number("IHL", bits: 4, spec) { "\($0 * 4) bytes" }) * 4
      guard length >= IPv4.Header.minimumLength else {
        throw Fault(
          .malformed, "expected an IHL of at least 5 (20 bytes), found \(length / 4)",
          bits: scanner.position - 4..<scanner.position, spec: spec)
      }
      let services = try scanner.code("DSCP", IPv4.DifferentiatedServices.self, bits: 6, .rfc(2474, "3")).rawValue
      let congestion = try scanner.code("ECN", IPv4.CongestionNotification.self, bits: 2, .rfc(3168, "5"))
      let total = Int(try scanner.number("Total Length", bits: 16, spec))
      guard total >= length else {
        throw Fault(
          .conflict, "expected a Total Length of at least the header's \(length) bytes, found \(total)",
          bits: scanner.position - 16..<scanner.position, spec: spec)
      }
      let identification = UInt16(truncatingIfNeeded: try scanner.number("Identification", bits: 16, spec))
      let (reserved, dontFragment, moreFragments) = try scanner.fragmentFlags(spec)
      let offset = UInt16(
        truncatingIfNeeded: try scanner.number("Fragment Offset", bits: 13, spec) { "byte \($0 * 8)" })
      let timeToLive = UInt8(truncatingIfNeeded: try scanner.number("Time to Live", bits: 8, spec))
      let carried = try scanner.code("Protocol", Packet.ProtocolNumber.self, spec)
      try scanner.checksum("Header Checksum", residue: residue, spec, &isIntact)
      var header = IPv4.Header(
        source: try scanner.ipv4Address("Source Address", spec),
        destination: try scanner.ipv4Address("Destination Address", spec), protocol: carried, timeToLive: timeToLive,
        identification: identification, dontFragment: dontFragment)
      header.differentiatedServices = services
      header.congestion = congestion
      header.reservedFlag = reserved
      header.moreFragments = moreFragments
      header.fragmentOffset = offset
      if length > IPv4.Header.minimumLength {
        header.options = try scanner.ipv4Options(length - IPv4.Header.minimumLength)
      }
      return (header, total - length)
    }
  }

  private mutating func fragmentFlags(_ spec: Spec) throws(Fault) -> (reserved: Bool, dont: Bool, more: Bool) {
    try group("Flags", spec) { scanner throws(Fault) in
      (try scanner.flag("Reserved", spec), try scanner.flag("DF", spec), try scanner.flag("MF", spec))
    }
  }

  private mutating func ipv4Options(_ length: Int) throws(Fault) -> [IPv4.Option] {
    let spec = Spec.rfc(791, "3.1")
    return try group("Options", spec) { scanner throws(Fault) in
      try scanner.limited(toBytes: length, for: "Options") { scanner throws(Fault) in
        var options: [IPv4.Option] = []
        while let kind = scanner.peek().map(IPv4.OptionType.init(rawValue:)) {
          if kind == .endOfOptionList {
            try scanner.code("End of Option List", IPv4.OptionType.self, spec)
            if !scanner.isAtEnd { try scanner.data("Padding", spec) }
          } else {
            options.append(try scanner.ipv4Option(kind, spec))
          }
        }
        return options
      }
    }
  }

  private mutating func ipv4Option(_ kind: IPv4.OptionType, _ spec: Spec) throws(Fault) -> IPv4.Option {
    try group(kind.description, spec) { scanner throws(Fault) in
      try scanner.code("option-type", IPv4.OptionType.self, spec)
      if kind.isAlone { return IPv4.Option(kind) }
      let length = Int(try scanner.number("option-length", bits: 8, spec))
      guard length >= 2 else {
        throw Fault(
          .malformed, "expected an option-length of at least 2, which type and length take, found \(length)",
          bits: scanner.position - 8..<scanner.position, spec: spec)
      }
      return IPv4.Option(kind, Array(try scanner.bytes("option-data", count: length - 2, spec)))
    }
  }

  mutating func ipv4Address(_ name: String, _ spec: Spec) throws(Fault) -> IPv4Address {
    IPv4Address(octets: try value(name, count: 4, spec) { .text(IPv4Address(octets: $0).description) })
  }

  /// All the bytes left, as one field where there are any.
  @discardableResult
  mutating func data(_ name: String, _ spec: Spec) throws(Fault) -> [UInt8] {
    isAtEnd ? [] : Array(try bytes(name, count: bytesLeft, spec))
  }
}
