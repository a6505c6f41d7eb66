extension PCAPNG {
  /// Reads a file's blocks and explains every bit of them. Only sections written most significant byte first are read,
  /// which is how this program writes them.
  public static func dissect(_ file: ArraySlice<UInt8>) -> Dissection<[Block]> {
    Wire.dissect("pcapng", file, spec: spec) { scanner throws(Fault) in
      var blocks: [Block] = []
      while !scanner.isAtEnd { blocks.append(try scanner.block()) }
      return blocks
    }
  }

  /// As ``dissect(_:)-(ArraySlice<UInt8>)``, for a whole array.
  public static func dissect(_ file: [UInt8]) -> Dissection<[Block]> { dissect(file[...]) }

  static let spec = Spec("draft-ietf-opsawg-pcapng", "3.1")

  /// One option or record: a number that says what it is, and its value.
  struct Option {
    var code: UInt16
    var value: [UInt8]
    var text: String { String(decoding: value, as: UTF8.self) }
  }
}

extension Scanner {
  /// See ``PCAPNG/Block/encoded()`` for the picture.
  fileprivate mutating func block() throws(Fault) -> PCAPNG.Block {
    try group("block", PCAPNG.spec) { scanner throws(Fault) in
      let type = try scanner.code("Block Type", PCAPNG.BlockType.self, PCAPNG.spec)
      let length = Int(try scanner.number("Block Total Length", bits: 32, PCAPNG.spec))
      guard length >= 12, length % 4 == 0, length - 8 <= scanner.bytesLeft else {
        throw Fault(
          length - 8 > scanner.bytesLeft ? .truncated : .malformed,
          "expected a multiple of 4 from 12 to the \(scanner.bytesLeft + 8) bytes that are here, found \(length)",
          bits: scanner.position - 32..<scanner.position, spec: PCAPNG.spec)
      }
      let block = try scanner.limited(toBytes: length - 12, for: "block") { scanner throws(Fault) in
        try scanner.body(type)
      }
      let again = try scanner.number("Block Total Length", bits: 32, PCAPNG.spec)
      guard again == UInt64(length) else {
        throw Fault(
          .conflict, "expected the same length as before, \(length), found \(again)",
          bits: scanner.position - 32..<scanner.position, spec: PCAPNG.spec)
      }
      return block
    }
  }

  private mutating func body(_ type: PCAPNG.BlockType) throws(Fault) -> PCAPNG.Block {
    switch type {
    case .section: .section(try section())
    case .interface: .interface(try interface())
    case .names: .names(try nameRecords())
    case .packet: .packet(try enhancedPacket())
    case .secrets: try secrets()
    default: .other(type: type.rawValue, body: try data("Block Body", PCAPNG.spec))
    }
  }

  private mutating func section() throws(Fault) -> PCAPNG.Section {
    let spec = Spec("draft-ietf-opsawg-pcapng", "4.1")
    let magic = try number("Byte-Order Magic", bits: 32, spec)
    guard magic == UInt64(PCAPNG.byteOrderMagic) else {
      throw Fault(
        .unsupported, "expected the magic 1a2b3c4d of a section written most significant byte first, found another",
        bits: position - 32..<position, spec: spec)
    }
    try number("Major Version", bits: 16, spec)
    try number("Minor Version", bits: 16, spec)
    try number("Section Length", bits: 64, spec) { $0 == .max ? "not specified" : nil }
    var section = PCAPNG.Section()
    for option in try options() {
      if option.code == 1 { section.comments.append(option.text) }
      if option.code == 4 { section.application = option.text }
    }
    return section
  }

  private mutating func interface() throws(Fault) -> PCAPNG.Interface {
    let spec = Spec("draft-ietf-opsawg-pcapng", "4.2")
    try number("LinkType", bits: 16, spec) { $0 == UInt64(PCAPNG.linkTypeEthernet) ? "Ethernet" : nil }
    try number("Reserved", bits: 16, spec)
    try number("SnapLen", bits: 32, spec)
    var interface = PCAPNG.Interface()
    // Microseconds, where nothing else is said.
    interface.resolution = 6
    for option in try options() {
      switch option.code {
      case 2: interface.name = option.text
      case 3: interface.description = option.text
      case 6 where option.value.count == 6: interface.address = Ethernet.Address(octets: option.value)
      case 9: interface.resolution = option.value.first ?? 6
      default: break
      }
    }
    return interface
  }

  private mutating func nameRecords() throws(Fault) -> [PCAPNG.NameRecord] {
    var records: [PCAPNG.NameRecord] = []
    for record in try options("record") {
      let length = record.code == 1 ? 4 : 16
      guard record.code == 1 || record.code == 2, record.value.count >= length else { continue }
      let address: PCAPNG.Address =
        record.code == 1 ? .ipv4(IPv4Address(octets: record.value)) : .ipv6(IPv6Address(octets: record.value))
      let names = record.value.dropFirst(length).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      records.append(PCAPNG.NameRecord(address, names))
    }
    // The options of the block itself, which this program does not write.
    _ = try options()
    return records
  }

  private mutating func enhancedPacket() throws(Fault) -> PCAPNG.EnhancedPacket {
    let spec = Spec("draft-ietf-opsawg-pcapng", "4.3")
    let interface = UInt32(truncatingIfNeeded: try number("Interface ID", bits: 32, spec))
    let timestamp = try number("Timestamp", bits: 64, spec)
    let length = Int(try number("Captured Packet Length", bits: 32, spec))
    let original = UInt32(truncatingIfNeeded: try number("Original Packet Length", bits: 32, spec))
    let frame = try padded("Packet Data", count: length, spec)
    var packet = PCAPNG.EnhancedPacket(interface: interface, timestamp: timestamp, frame: frame)
    packet.originalLength = original
    for option in try options() where option.code == 1 { packet.comments.append(option.text) }
    return packet
  }

  private mutating func secrets() throws(Fault) -> PCAPNG.Block {
    let spec = Spec("draft-ietf-opsawg-pcapng", "4.7")
    let all = Array(upcoming(bytesLeft))
    let type = try number("Secrets Type", bits: 32, spec) { $0 == UInt64(PCAPNG.keyLogType) ? "TLS Key Log" : nil }
    let length = Int(try number("Secrets Length", bits: 32, spec))
    let data = try padded("Secrets Data", count: length, spec)
    _ = try options()
    return type == UInt64(PCAPNG.keyLogType)
      ? .keyLog(data) : .other(type: PCAPNG.BlockType.secrets.rawValue, body: all)
  }

  /// Options or records, up to the one of number 0 or the end.
  private mutating func options(_ name: String = "option") throws(Fault) -> [PCAPNG.Option] {
    let spec = Spec("draft-ietf-opsawg-pcapng", "3.5")
    var options: [PCAPNG.Option] = []
    while !isAtEnd {
      let option = try group(name, spec) { scanner throws(Fault) in
        let code = UInt16(truncatingIfNeeded: try scanner.number("code", bits: 16, spec))
        let length = Int(try scanner.number("length", bits: 16, spec))
        return PCAPNG.Option(code: code, value: try scanner.padded("value", count: length, spec))
      }
      if option.code == 0 { break }
      options.append(option)
    }
    return options
  }

  /// `count` bytes, and those that fill up to a multiple of four.
  private mutating func padded(_ name: String, count: Int, _ spec: Spec) throws(Fault) -> [UInt8] {
    guard count > 0 else { return [] }
    let value = Array(try bytes(name, count: count, spec))
    if count % 4 != 0 { try bytes("padding", count: 4 - count % 4, spec) }
    return value
  }
}
