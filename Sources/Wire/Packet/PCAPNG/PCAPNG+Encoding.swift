extension PCAPNG.Block {
  /// The block as it goes into a file.
  ///
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                          Block Type                           |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                      Block Total Length                       |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     /          Block Body, padded with zeros to 32 bits             /
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |                      Block Total Length                       |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  public func encoded() -> [UInt8] {
    var body = PCAPNG.Body()
    let type: UInt32
    switch self {
    case .section(let section):
      type = PCAPNG.BlockType.section.rawValue
      body.append(section)
    case .interface(let interface):
      type = PCAPNG.BlockType.interface.rawValue
      body.append(interface)
    case .names(let records):
      type = PCAPNG.BlockType.names.rawValue
      body.append(records)
    case .packet(let packet):
      type = PCAPNG.BlockType.packet.rawValue
      body.append(packet)
    case .keyLog(let log):
      type = PCAPNG.BlockType.secrets.rawValue
      body.bytes.append(bigEndian: PCAPNG.keyLogType)
      body.bytes.append(bigEndian: UInt32(clamping: log.count))
      body.appendPadded(log)
    case .other(let other, let bytes):
      type = other
      body.appendPadded(bytes)
    }
    let length = UInt32(clamping: body.bytes.count + 12)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.bytes.count + 12)
    bytes.append(bigEndian: type)
    bytes.append(bigEndian: length)
    bytes += body.bytes
    bytes.append(bigEndian: length)
    return bytes
  }
}

extension PCAPNG {
  /// A block's body while it is written.
  struct Body {
    var bytes: [UInt8] = []

    /// `data`, and zeros up to the next multiple of four bytes.
    mutating func appendPadded(_ data: [UInt8]) {
      bytes += data
      while bytes.count % 4 != 0 { bytes.append(0) }
    }

    /// Magic, version 1.0, a length that nobody needs to know beforehand, options.
    mutating func append(_ section: Section) {
      bytes.append(bigEndian: byteOrderMagic)
      bytes.append(bigEndian: UInt16(1))
      bytes.append(bigEndian: UInt16(0))
      bytes.append(bigEndian: UInt64.max)
      let application = section.application.map { [(UInt16(4), Array($0.utf8))] } ?? []
      append(options: application, comments: section.comments)
    }

    /// Link type, two reserved bytes, no limit to a frame's length, options.
    mutating func append(_ interface: Interface) {
      bytes.append(bigEndian: linkTypeEthernet)
      bytes.append(bigEndian: UInt16(0))
      bytes.append(bigEndian: UInt32(0))
      var options: [(UInt16, [UInt8])] = []
      if let name = interface.name { options.append((2, Array(name.utf8))) }
      if let description = interface.description { options.append((3, Array(description.utf8))) }
      if let address = interface.address { options.append((6, address.octets)) }
      options.append((9, [interface.resolution]))
      append(options: options, comments: [])
    }

    /// Records, each with a type, a length, an address and names that end in a zero; then a record of type 0.
    mutating func append(_ records: [NameRecord]) {
      for record in records {
        let names = record.names.flatMap { $0.utf8.filter { $0 != 0 } + [0] }
        switch record.address {
        case .ipv4(let address): append(1, address.octets + names)
        case .ipv6(let address): append(2, address.octets + names)
        }
      }
      bytes += [0, 0, 0, 0]
    }

    mutating func append(_ packet: EnhancedPacket) {
      bytes.append(bigEndian: packet.interface)
      bytes.append(bigEndian: packet.timestamp)
      bytes.append(bigEndian: UInt32(clamping: packet.frame.count))
      bytes.append(bigEndian: packet.originalLength)
      appendPadded(packet.frame)
      append(options: [], comments: packet.comments)
    }

    private mutating func append(options: [(UInt16, [UInt8])], comments: [String]) {
      let all = options + comments.map { (UInt16(1), Array($0.utf8)) }
      guard !all.isEmpty else { return }
      for (code, value) in all { append(code, value) }
      bytes += [0, 0, 0, 0]
    }

    ///     +-------------------------------+-------------------------------+
    ///     |             code              |            length             |
    ///     +-------------------------------+-------------------------------+
    ///     /                value, padded with zeros to 32 bits            /
    ///     +---------------------------------------------------------------+
    ///
    /// A value that is too long for its length is cut off.
    private mutating func append(_ code: UInt16, _ value: [UInt8]) {
      bytes.append(bigEndian: code)
      bytes.append(bigEndian: UInt16(clamping: value.count))
      appendPadded(value.count <= 65_535 ? value : Array(value.prefix(65_535)))
    }
  }
}
