extension TCP {
  /// Reads one segment, as it stands behind a network header with these addresses, and explains every bit of it.
  public static func dissect(_ bytes: ArraySlice<UInt8>, _ addresses: PseudoHeader) -> Dissection<Segment> {
    Wire.dissect("segment", bytes, spec: .rfc(9293, "3.1")) { scanner throws(Fault) in
      var isIntact = true
      return try scanner.tcpSegment(addresses, &isIntact)
    }
  }
}

extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |          Source Port          |       Destination Port        |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                        Sequence Number                        |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                    Acknowledgment Number                      |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Data |       |C|E|U|A|P|R|S|F|                               |
  ///     | Offset| Rsrvd |W|C|R|C|S|S|Y|I|            Window             |
  ///     |       |       |R|E|G|K|H|T|N|N|                               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |           Checksum            |         Urgent Pointer        |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                           [Options]                           |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                             Data ...
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-
  mutating func tcpSegment(_ addresses: PseudoHeader, _ isIntact: inout Bool) throws(Fault) -> TCP.Segment {
    let residue = addresses.checksum(.tcp, of: upcoming(bytesLeft))
    return try group("TCP", .rfc(9293)) { scanner throws(Fault) in
      var segment = try scanner.group("header", .rfc(9293, "3.1")) { scanner throws(Fault) in
        try scanner.tcpHeader(residue, &isIntact)
      }
      segment.data = try scanner.data("Data", .rfc(9293, "3.1"))
      return segment
    }
  }

  private mutating func tcpHeader(_ residue: UInt16, _ isIntact: inout Bool) throws(Fault) -> TCP.Segment {
    let spec = Spec.rfc(9293, "3.1")
    var segment = TCP.Segment(
      sourcePort: try port("Source Port", spec), destinationPort: try port("Destination Port", spec),
      sequenceNumber: UInt32(truncatingIfNeeded: try number("Sequence Number", bits: 32, spec)),
      acknowledgmentNumber: UInt32(truncatingIfNeeded: try number("Acknowledgment Number", bits: 32, spec)), flags: [])
    let length = Int(try number("Data Offset", bits: 4, spec) { "\($0 * 4) bytes" }) * 4
    let optionsLength = length - TCP.Segment.minimumHeaderLength
    guard optionsLength >= 0 else {
      throw Fault(
        .malformed, "expected a Data Offset of at least 5 (20 bytes), found \(length / 4)",
        bits: position - 4..<position, spec: spec)
    }
    segment.reserved = UInt8(truncatingIfNeeded: try number("Rsrvd", bits: 4, spec))
    segment.flags = try tcpFlags(spec)
    segment.window = UInt16(truncatingIfNeeded: try number("Window", bits: 16, spec))
    try checksum("Checksum", residue: residue, spec, &isIntact)
    segment.urgentPointer = UInt16(truncatingIfNeeded: try number("Urgent Pointer", bits: 16, spec))
    if optionsLength > 0 { segment.options = try tcpOptions(optionsLength) }
    return segment
  }

  private mutating func tcpFlags(_ spec: Spec) throws(Fault) -> TCP.Flags {
    let flags = try group("Control Bits", spec) { scanner throws(Fault) in
      var flags: TCP.Flags = []
      for (name, flag) in TCP.Flags.names where try scanner.flag(name, spec) { flags.insert(flag) }
      return flags
    }
    amend { $0.value = .text(flags.description) }
    return flags
  }

  private mutating func tcpOptions(_ length: Int) throws(Fault) -> [TCP.Option] {
    let spec = Spec.rfc(9293, "3.2")
    return try group("Options", spec) { scanner throws(Fault) in
      try scanner.limited(toBytes: length, for: "Options") { scanner throws(Fault) in
        var options: [TCP.Option] = []
        while let kind = scanner.peek().map(TCP.Kind.init(rawValue:)) {
          switch kind {
          case .endOfOptionList:
            try scanner.code(kind.description, TCP.Kind.self, spec)
            if !scanner.isAtEnd { try scanner.data("Padding", spec) }
          case .noOperation:
            try scanner.code(kind.description, TCP.Kind.self, spec)
            options.append(.noOperation)
          default:
            options.append(
              try scanner.group(kind.description, spec) { scanner throws(Fault) in try scanner.tcpOption(spec) })
          }
        }
        return options
      }
    }
  }

  ///     +--------+--------+---------------------------+
  ///     |  Kind  | Length |  Length - 2 bytes of data |
  ///     +--------+--------+---------------------------+
  private mutating func tcpOption(_ spec: Spec) throws(Fault) -> TCP.Option {
    let kind = try code("Kind", TCP.Kind.self, spec)
    let length = Int(try number("Length", bits: 8, spec))
    guard length >= 2 else {
      throw Fault(
        .malformed, "expected a Length of at least 2, which Kind and Length take, found \(length)",
        bits: position - 8..<position, spec: spec)
    }
    return try limited(toBytes: length - 2, for: "option") { scanner throws(Fault) in
      try scanner.tcpOptionData(kind, length: length - 2, spec)
    }
  }

  private mutating func tcpOptionData(_ kind: TCP.Kind, length: Int, _ spec: Spec) throws(Fault) -> TCP.Option {
    switch (kind, length) {
    case (.maximumSegmentSize, 2):
      return .maximumSegmentSize(
        UInt16(truncatingIfNeeded: try number("Maximum Segment Size", bits: 16, .rfc(9293, "3.7.1"))))
    case (.windowScale, 1):
      return .windowScale(
        UInt8(truncatingIfNeeded: try number("shift.cnt", bits: 8, .rfc(7323, "2.2")) { "times \(1 << min(14, $0))" }))
    case (.sackPermitted, 0): return .sackPermitted
    case (.sack, _) where length > 0 && length % 8 == 0:
      var blocks: [TCP.Option.Block] = []
      while !isAtEnd {
        let left = UInt32(truncatingIfNeeded: try number("Left Edge", bits: 32, .rfc(2018, "3")))
        let right = UInt32(truncatingIfNeeded: try number("Right Edge", bits: 32, .rfc(2018, "3")))
        blocks.append(TCP.Option.Block(left: left, right: right))
      }
      return .sack(blocks)
    case (.timestamps, 8):
      return .timestamps(
        value: UInt32(truncatingIfNeeded: try number("TSval", bits: 32, .rfc(7323, "3.2"))),
        echoReply: UInt32(truncatingIfNeeded: try number("TSecr", bits: 32, .rfc(7323, "3.2"))))
    case (.fastOpenCookie, _): return .fastOpenCookie(try data("Cookie", .rfc(7413, "4.1.1")))
    default: return .unknown(kind, try data("data", spec))
    }
  }
}
