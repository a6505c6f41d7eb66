extension Cookie {
  /// A name and its value, as the Cookie field shows them to the server.
  public struct Pair: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The Cookie field's value for these cookies: `a=1; b=2` (RFC 6265 section 5.4).
  public static func field(_ cookies: [Cookie]) -> String {
    cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }

  /// A Cookie field's value with every byte named (RFC 6265 section 4.2.1). White space around a pair is passed over,
  /// and a part without `=` is a value without a name, as servers have it.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<[Pair]> {
    let spec = Spec("RFC 6265", "4.2.1")
    return Wire.dissect("Cookie", bytes[...], spec: spec) { scanner throws(Fault) in
      var pairs: [Pair] = []
      while !scanner.isAtEnd {
        if scanner.peek() == UInt8(ascii: ";") { try scanner.bytes(";", count: 1, spec) }
        let blanks = scanner.upcoming(scanner.bytesLeft).prefix { $0.isBlank }.count
        if blanks > 0 { try scanner.bytes("SP", count: blanks, spec) }
        let part = Array(scanner.upcoming(scanner.bytesLeft).prefix { $0 != UInt8(ascii: ";") })
        guard !part.isEmpty else { continue }
        try scanner.group("cookie-pair", spec) { scanner throws(Fault) in
          guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else {
            pairs.append(Pair("", try scanner.text("cookie-value", count: part.count, spec)))
            return
          }
          let name = try scanner.text("cookie-name", count: sign, spec)
          try scanner.bytes("=", count: 1, spec)
          pairs.append(Pair(name, try scanner.text("cookie-value", count: part.count - sign - 1, spec)))
        }
      }
      return pairs
    }
  }
}
