extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |     Type      |     Code      |          Checksum             |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Identifier, Sequence Number | flags | reserved               |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |  Target Address (16 bytes), options | data ...
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  mutating func icmpv6Message(_ addresses: PseudoHeader, _ isIntact: inout Bool) throws(Fault) -> ICMPv6.Message {
    let spec = Spec.rfc(4443, "2.1")
    return try group("ICMPv6", spec) { scanner throws(Fault) in
      let residue = addresses.checksum(.icmpv6, of: scanner.upcoming(scanner.bytesLeft))
      let type = try scanner.code("Type", ICMPv6.MessageType.self, spec)
      let code = UInt8(truncatingIfNeeded: try scanner.number("Code", bits: 8, spec))
      try scanner.checksum("Checksum", residue: residue, .rfc(4443, "2.3"), &isIntact)
      return ICMPv6.Message(type, code: code, try scanner.icmpv6Body(type))
    }
  }

  private mutating func icmpv6Body(_ type: ICMPv6.MessageType) throws(Fault) -> ICMPv6.Body {
    switch type {
    case .echoRequest, .echoReply:
      return .echo(try icmpEcho(.rfc(4443, "4")))
    case .routerSolicitation:
      let spec = Spec.rfc(4861, "4.1")
      return .routerSolicitation(
        UInt32(truncatingIfNeeded: try number("Reserved", bits: 32, spec)), options: try icmpv6Options())
    case .neighborSolicitation:
      let spec = Spec.rfc(4861, "4.3")
      return .neighbor(
        flags: UInt32(truncatingIfNeeded: try number("Reserved", bits: 32, spec)),
        target: try ipv6Address("Target Address", spec), options: try icmpv6Options())
    case .neighborAdvertisement:
      let spec = Spec.rfc(4861, "4.4")
      let router = try flag("R", spec)
      let solicited = try flag("S", spec)
      let override = try flag("O", spec)
      let reserved = UInt32(truncatingIfNeeded: try number("Reserved", bits: 29, spec))
      let flags: UInt32 =
        (router ? 0x8000_0000 : 0) | (solicited ? 0x4000_0000 : 0) | (override ? 0x2000_0000 : 0) | reserved
      return .neighbor(flags: flags, target: try ipv6Address("Target Address", spec), options: try icmpv6Options())
    default: return .opaque(try data("data", .rfc(4443, "2.1")))
    }
  }

  private mutating func icmpv6Options() throws(Fault) -> [ICMPv6.Option] {
    let spec = Spec.rfc(4861, "4.6")
    var options: [ICMPv6.Option] = []
    while let type = peek() {
      let option = try group(ICMPv6.Option.names[type] ?? "option \(type)", spec) { scanner throws(Fault) in
        try scanner.number("Type", bits: 8, spec)
        let units = Int(try scanner.number("Length", bits: 8, spec) { "\($0 * 8) bytes" })
        guard units > 0 else {
          throw Fault(
            .malformed, "expected a Length of at least 1 (8 bytes), found 0",
            bits: scanner.position - 8..<scanner.position, spec: spec)
        }
        let isLinkAddress = (type == 1 || type == 2) && units == 1
        let data = try scanner.value(isLinkAddress ? "Link-Layer Address" : "data", count: units * 8 - 2, spec) {
          isLinkAddress ? .text(Ethernet.Address(octets: $0).description) : .bytes(Array($0))
        }
        return ICMPv6.Option(type, Array(data))
      }
      options.append(option)
    }
    return options
  }
}
