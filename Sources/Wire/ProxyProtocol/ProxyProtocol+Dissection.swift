extension ProxyProtocol {
  /// Reads the header at the start of a connection, in either version, and explains every bit of it.
  ///
  /// Bytes after it are the connection's own, and become a field called `payload`.
  public static func dissect(_ bytes: ArraySlice<UInt8>) -> Dissection<Header> {
    Wire.dissect("PROXY protocol", bytes, spec: spec) { scanner throws(Fault) in
      let header =
        scanner.upcoming(signature.count).elementsEqual(signature)
        ? try scanner.binaryHeader() : try scanner.textHeader()
      if !scanner.isAtEnd { try scanner.bytes("payload", count: scanner.bytesLeft, spec) }
      return header
    }
  }

  /// As ``dissect(_:)-(ArraySlice<UInt8>)``, for a whole array.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<Header> { dissect(bytes[...]) }

  /// What no text protocol begins with: CR LF CR LF NUL CR LF `QUIT` LF.
  fileprivate static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]

  /// The longest line of version 1, CRLF and all.
  fileprivate static let longestLine = 107
}

// MARK: Version 1

extension Scanner {
  /// `PROXY SP (TCP4 | TCP6) SP source SP destination SP port SP port CRLF`, or `PROXY SP UNKNOWN` and anything up to
  /// CRLF (section 2.1).
  fileprivate mutating func textHeader() throws(Fault) -> ProxyProtocol.Header {
    let spec = Spec("PROXY protocol", "2.1")
    guard upcoming(6).elementsEqual("PROXY ".utf8) else {
      let isCutOff = "PROXY ".utf8.starts(with: whole) || ProxyProtocol.signature.starts(with: whole)
      throw fault(
        isCutOff ? .truncated : .malformed, "expected \"PROXY \", or the signature of version 2", bytes: 6, spec)
    }
    let start = upcoming(ProxyProtocol.longestLine)
    guard let feed = start.firstIndex(of: 0x0A), feed > start.startIndex, start[feed - 1] == 0x0D else {
      throw fault(
        start.count < ProxyProtocol.longestLine ? .truncated : .limit,
        "expected CRLF within \(ProxyProtocol.longestLine) bytes", bytes: start.count, spec)
    }
    let lineEnd = byteOffset + (feed - 1 - start.startIndex)
    let connection = try group("header", spec) { scanner throws(Fault) in
      try scanner.text("signature", count: 5, spec)
      try scanner.space(spec)
      let family = try scanner.word("protocol", lineEnd, spec)
      var connection: ProxyProtocol.Connection?
      switch family.text {
      case "TCP4", "TCP6":
        try scanner.space(spec)
        connection = try scanner.textConnection(isIPv4: family.text == "TCP4", lineEnd, spec)
      case "UNKNOWN":
        let rest = lineEnd - scanner.byteOffset
        if rest > 0 { try scanner.text("ignored", count: rest, spec) }
      default: throw family.wrong("expected TCP4, TCP6 or UNKNOWN", spec)
      }
      guard scanner.byteOffset == lineEnd else {
        throw scanner.fault(.malformed, "expected CRLF here", bytes: lineEnd - scanner.byteOffset, spec)
      }
      try scanner.bytes("CRLF", count: 2, spec)
      return connection
    }
    return ProxyProtocol.Header(version: 1, connection: connection, length: byteOffset)
  }

  private mutating func textConnection(
    isIPv4: Bool, _ lineEnd: Int, _ spec: Spec
  ) throws(Fault) -> ProxyProtocol.Connection {
    let source = try textAddress("source address", isIPv4: isIPv4, lineEnd, spec)
    try space(spec)
    let destination = try textAddress("destination address", isIPv4: isIPv4, lineEnd, spec)
    try space(spec)
    let sourcePort = try textPort("source port", lineEnd, spec)
    try space(spec)
    let destinationPort = try textPort("destination port", lineEnd, spec)
    return ProxyProtocol.Connection(source: source(sourcePort), destination: destination(destinationPort))
  }

  /// The address, still without its port.
  private mutating func textAddress(
    _ name: String, isIPv4: Bool, _ lineEnd: Int, _ spec: Spec
  ) throws(Fault) -> (UInt16) -> ProxyProtocol.Address {
    let word = try word(name, lineEnd, spec)
    if isIPv4 {
      let parts = word.text.split(separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Self.number($0, atMost: 255) }
      guard parts.count == 4, numbers.count == 4 else {
        throw word.wrong("expected an IPv4 address, as in 192.0.2.1", spec)
      }
      let address = IPv4Address(octets: numbers.map { UInt8(truncatingIfNeeded: $0) })
      return { .ipv4(address, port: $0) }
    }
    guard let pieces = try? URL.IPv6Parser.parse(Array(word.text.utf8), at: 0) else {
      throw word.wrong("expected an IPv6 address, as in 2001:db8::1", spec)
    }
    let octets = pieces.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    return { .ipv6(IPv6Address(octets: octets), port: $0) }
  }

  private mutating func textPort(_ name: String, _ lineEnd: Int, _ spec: Spec) throws(Fault) -> UInt16 {
    let word = try word(name, lineEnd, spec)
    guard let port = Self.number(word.text[...], atMost: 65_535) else {
      throw word.wrong("expected a port from 0 to 65535", spec)
    }
    return UInt16(truncatingIfNeeded: port)
  }

  /// Decimal digits without zeros in front, which some would read as octal.
  private static func number(_ text: Substring, atMost limit: Int) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit), text == "0" || text.first != "0",
      let number = Int(text), number <= limit
    else { return nil }
    return number
  }

  /// The bytes up to the next space, or to the line's end.
  private mutating func word(_ name: String, _ lineEnd: Int, _ spec: Spec) throws(Fault) -> Word {
    let count = upcoming(lineEnd - byteOffset).prefix { $0 != 0x20 }.count
    guard count > 0 else { throw fault(.malformed, "expected the \(name)", bytes: 1, spec) }
    return Word(text: try text(name, count: count, spec), bytes: byteOffset - count..<byteOffset)
  }

  private mutating func space(_ spec: Spec) throws(Fault) {
    guard peek() == 0x20 else { throw fault(.malformed, "expected one space", bytes: 1, spec) }
    try bytes("SP", count: 1, spec)
  }
}

/// A word of the line, and where it stands.
private struct Word {
  var text: String
  var bytes: Range<Int>

  func wrong(_ expected: String, _ spec: Spec) -> Fault { Fault(.malformed, expected, bytes: bytes, spec: spec) }
}

// MARK: Version 2

extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +---------------------------------------------------------------+
  ///     |                  signature: 0D0A0D0A 000D0A51 5549540A        |
  ///     +-------+-------+-------+-------+-------------------------------+
  ///     |version|command|family |transp.|   length of what follows      |
  ///     +-------+-------+-------+-------+-------------------------------+
  ///     |  source address, destination address (4, 16 or 108 bytes each)|
  ///     +-------------------------------+-------------------------------+
  ///     |  source port (4 and 16 only)  |       destination port        |
  ///     +---------------+---------------+---------------+---------------+
  ///     |  type         |            length             |  value ...    |
  ///     +---------------+-------------------------------+---------------+
  fileprivate mutating func binaryHeader() throws(Fault) -> ProxyProtocol.Header {
    let spec = Spec("PROXY protocol", "2.2")
    var header = ProxyProtocol.Header(version: 2, length: 0)
    try group("header", spec) { scanner throws(Fault) in
      try scanner.bytes("signature", count: ProxyProtocol.signature.count, spec)
      let version = try scanner.number("version", bits: 4, spec)
      guard version == 2 else {
        throw Fault(.unsupported, "expected version 2, found \(version)", bytes: 12..<13, spec: spec)
      }
      let command = try scanner.one(of: ["LOCAL", "PROXY"], "command", spec)
      let family = try scanner.one(of: ["UNSPEC", "INET", "INET6", "UNIX"], "address family", spec)
      try scanner.one(of: ["UNSPEC", "STREAM", "DGRAM"], "transport", spec)
      let length = Int(try scanner.number("length", bits: 16, spec))
      try scanner.limited(toBytes: length, for: "addresses and extensions") { scanner throws(Fault) in
        guard command == 1, family != 0 else {
          // The receiver goes by the connection's own addresses (section 2.2).
          if length > 0 { try scanner.bytes("ignored", count: length, spec) }
          return
        }
        header.connection = try scanner.binaryConnection(family, spec)
        while !scanner.isAtEnd { header.extensions.append(try scanner.binaryExtension()) }
      }
    }
    header.length = byteOffset
    return header
  }

  /// Half a byte that counts these names from 0, and has no other value.
  @discardableResult
  private mutating func one(of names: [String], _ name: String, _ spec: Spec) throws(Fault) -> Int {
    let value = Int(try number(name, bits: 4, spec) { names.indices.contains(Int($0)) ? names[Int($0)] : nil })
    guard names.indices.contains(value) else {
      throw Fault(
        .unsupported,
        "expected \(name) \(names.indices.map { "\($0) (\(names[$0]))" }.joined(separator: ", ")), "
          + "found \(value)", bits: position - 4..<position, spec: spec)
    }
    return value
  }

  private mutating func binaryConnection(_ family: Int, _ spec: Spec) throws(Fault) -> ProxyProtocol.Connection {
    if family == 3 {
      return ProxyProtocol.Connection(
        source: try path("source address", spec), destination: try path("destination address", spec))
    }
    let count = family == 1 ? 4 : 16
    let meaning: (ArraySlice<UInt8>) -> Value = { bytes in
      .text(count == 4 ? IPv4Address(octets: bytes).description : IPv6Address(octets: bytes).description)
    }
    let source = try value("source address", count: count, spec, meaning)
    let destination = try value("destination address", count: count, spec, meaning)
    let ports = (
      UInt16(truncatingIfNeeded: try number("source port", bits: 16, spec)),
      UInt16(truncatingIfNeeded: try number("destination port", bits: 16, spec))
    )
    func end(_ octets: ArraySlice<UInt8>, _ port: UInt16) -> ProxyProtocol.Address {
      count == 4 ? .ipv4(IPv4Address(octets: octets), port: port) : .ipv6(IPv6Address(octets: octets), port: port)
    }
    return ProxyProtocol.Connection(source: end(source, ports.0), destination: end(destination, ports.1))
  }

  /// 108 bytes, filled up with zeros.
  private mutating func path(_ name: String, _ spec: Spec) throws(Fault) -> ProxyProtocol.Address {
    func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    return .unix(path: text(try value(name, count: 108, spec) { .text(text($0)) }))
  }

  private mutating func binaryExtension() throws(Fault) -> ProxyProtocol.Extension {
    let spec = Spec("PROXY protocol", "2.2.1")
    return try group("extension", spec) { scanner throws(Fault) in
      let type = try scanner.code("type", ProxyProtocol.ExtensionType.self, spec)
      let length = Int(try scanner.number("length", bits: 16, spec))
      return ProxyProtocol.Extension(type: type, value: Array(try scanner.bytes("value", count: length, spec)))
    }
  }
}
