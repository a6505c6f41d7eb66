extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |     Type      |     Code      |          Checksum             |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Identifier, Sequence Number | unused, Next-Hop MTU | ...      |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Data ... | Internet Header + the datagram's first bytes ...
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-
  mutating func icmpMessage(_ isIntact: inout Bool) throws(Fault) -> ICMP.Message {
    let spec = Spec.rfc(792)
    return try group("ICMP", spec) { scanner throws(Fault) in
      let residue = InternetChecksum.of(scanner.upcoming(scanner.bytesLeft))
      let type = try scanner.code("Type", ICMP.MessageType.self, spec)
      let code = UInt8(
        truncatingIfNeeded: try scanner.number("Code", bits: 8, spec) {
          ICMP.reason(type, UInt8(truncatingIfNeeded: $0))
        })
      try scanner.checksum("Checksum", residue: residue, spec, &isIntact)
      return ICMP.Message(type, code: code, try scanner.icmpBody(type, code, spec))
    }
  }

  private mutating func icmpBody(
    _ type: ICMP.MessageType, _ code: UInt8, _ spec: Spec
  ) throws(Fault) -> ICMP.Body {
    if type == .echo || type == .echoReply { return .echo(try icmpEcho(spec)) }
    guard type.isReport else { return .opaque(try data("Data", spec)) }
    let word = try icmpReportWord(type, code, spec)
    // A report whose quotation makes no sense is a report still: the fault stands in the quotation's own fields.
    let original = rest { IPv4.dissectQuotation($0).field }
    return .report(word, original: Array(original))
  }

  /// The rest of a ping or its answer, in either version.
  mutating func icmpEcho(_ spec: Spec) throws(Fault) -> ICMP.Echo {
    ICMP.Echo(
      identifier: UInt16(truncatingIfNeeded: try number("Identifier", bits: 16, spec)),
      sequenceNumber: UInt16(truncatingIfNeeded: try number("Sequence Number", bits: 16, spec)),
      data: try data("Data", spec))
  }

  /// The 32 bits that depend on the type.
  private mutating func icmpReportWord(
    _ type: ICMP.MessageType, _ code: UInt8, _ spec: Spec
  ) throws(Fault) -> UInt32 {
    switch (type, code) {
    case (.destinationUnreachable, 4):
      let unused = try number("unused", bits: 16, spec)
      return UInt32(truncatingIfNeeded: unused << 16 | (try number("Next-Hop MTU", bits: 16, .rfc(1191, "4"))))
    case (.redirect, _): return try ipv4Address("Gateway Internet Address", spec).bits
    case (.parameterProblem, _):
      let pointer = try number("Pointer", bits: 8, spec)
      return UInt32(truncatingIfNeeded: pointer << 24 | (try number("unused", bits: 24, spec)))
    default: return UInt32(truncatingIfNeeded: try number("unused", bits: 32, spec))
    }
  }

  /// What is sure to be there of a transport header that a report quotes: 64 bits (RFC 792).
  mutating func quotedPorts(_ number: Packet.ProtocolNumber) throws(Fault) {
    guard bytesLeft >= 8 else { return }
    switch number {
    case .tcp:
      try port("Source Port", .rfc(9293, "3.1"))
      try port("Destination Port", .rfc(9293, "3.1"))
      try self.number("Sequence Number", bits: 32, .rfc(9293, "3.1"))
    case .udp:
      try port("Source Port", .rfc(768, "Format"))
      try port("Destination Port", .rfc(768, "Format"))
      try self.number("Length", bits: 16, .rfc(768, "Format"))
      try self.number("Checksum", bits: 16, .rfc(768, "Format"))
    case .icmp:
      let type = try code("Type", ICMP.MessageType.self, .rfc(792))
      try self.number("Code", bits: 8, .rfc(792)) { ICMP.reason(type, UInt8(truncatingIfNeeded: $0)) }
      try self.number("Checksum", bits: 16, .rfc(792))
      guard type == .echo || type == .echoReply else { return }
      try self.number("Identifier", bits: 16, .rfc(792))
      try self.number("Sequence Number", bits: 16, .rfc(792))
    default: return
    }
  }
}

extension ICMP {
  /// What a code says, of the types whose codes are told apart; nil of others.
  static func reason(_ type: MessageType, _ code: UInt8) -> String? {
    switch type {
    case .destinationUnreachable: unreachableReasons[code]
    case .redirect: redirectReasons[code]
    case .timeExceeded: timeExceededReasons[code]
    default: nil
    }
  }

  /// Why a destination can't be reached, by Destination Unreachable's code: `net unreachable`.
  public static func unreachable(_ code: UInt8) -> String { unreachableReasons[code] ?? "unreachable, code \(code)" }

  private static let unreachableReasons: [UInt8: String] = [
    0: "net unreachable", 1: "host unreachable", 2: "protocol unreachable", 3: "port unreachable",
    4: "fragmentation needed and DF set", 5: "source route failed", 6: "destination network unknown",
    7: "destination host unknown", 9: "network administratively prohibited", 10: "host administratively prohibited",
    13: "communication administratively prohibited",
  ]
  private static let redirectReasons: [UInt8: String] = [0: "for the network", 1: "for the host"]
  private static let timeExceededReasons: [UInt8: String] = [
    0: "time to live exceeded in transit", 1: "fragment reassembly time exceeded",
  ]
}

extension ICMP.Message {
  /// What the code says in words; nil of types whose codes say nothing.
  public var reason: String? { ICMP.reason(type, code) }
}
