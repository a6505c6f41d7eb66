extension DNS.Record: CustomStringConvertible {
  /// As a zone file's line: `www.shop.test. 300 IN A 127.0.0.1`.
  public var description: String {
    if let edns = DNS.EDNS(self) { return edns.description }
    return "\(name) \(timeToLive) \(self.class) \(type) \(data)"
  }
}

extension DNS.RecordData: CustomStringConvertible {
  /// As in zone files; what we don't read as `\# length hex` (RFC 3597 section 5).
  public var description: String {
    switch self {
    case .a(let address): address.description
    case .aaaa(let address): address.description
    case .ns(let name), .cname(let name), .ptr(let name): name.description
    case .soa(let soa):
      "\(soa.primary) \(soa.mailbox) \(soa.serial) \(soa.refresh) \(soa.retry) \(soa.expire) \(soa.minimum)"
    case .mx(let preference, let exchange): "\(preference) \(exchange)"
    case .txt(let strings): strings.map(DNS.quoted).joined(separator: " ")
    case .srv(let priority, let weight, let port, let target): "\(priority) \(weight) \(port) \(target)"
    case .service(let priority, let target, let parameters):
      (["\(priority)", "\(target)"] + parameters.map(\.description)).joined(separator: " ")
    case .caa(let flags, let tag, let value):
      "\(flags) \(DNS.escaped(tag, special: "", visible: 0x21...0x7E)) \(DNS.quoted(value))"
    case .opt(let options): options.map { "\($0.code):\($0.data.hex)" }.joined(separator: " ")
    case .opaque(let bytes): bytes.isEmpty ? "\\# 0" : "\\# \(bytes.count) \(bytes.hex)"
    }
  }
}

extension DNS.EDNS: CustomStringConvertible {
  /// As `dig` prints it: `EDNS: version: 0, flags: do; udp: 1232`.
  public var description: String { "EDNS: version: \(version), flags:\(dnssecOK ? " do" : ""); udp: \(payloadSize)" }
}

extension DNS.ServiceParameter: CustomStringConvertible {
  /// `alpn=h2,http/1.1`, `port=8443`; a key without a value stands alone (RFC 9460 section 2.1).
  public var description: String {
    if value.isEmpty { return key.description }
    let words: [String]? =
      switch key.rawValue {
      case 0: numbers().map { $0.map { DNS.ServiceParameterKey(rawValue: $0).description } }
      case 1: protocols().map { $0.map(Self.listed) }
      case 3: numbers().map { $0.map(String.init) }
      case 4: blocks(of: 4).map { $0.map { IPv4Address(octets: $0).description } }
      case 6: blocks(of: 16).map { $0.map { IPv6Address(octets: $0).description } }
      default: nil
      }
    return "\(key)=" + (words?.joined(separator: ",") ?? DNS.quoted(value))
  }

  /// An item of a list: a comma or backslash in it is escaped for the list, and that once more as any string is
  /// (RFC 9460 appendix A.1).
  private static func listed(_ item: ArraySlice<UInt8>) -> String {
    let escaped = item.flatMap { #"\,"#.utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    return DNS.escaped(escaped, special: #"\";()"#, visible: 0x21...0x7E)
  }

  /// The value as 16-bit numbers; nil where it has half a one.
  private func numbers() -> [UInt16]? { blocks(of: 2).map { $0.map { UInt16($0[0]) << 8 | UInt16($0[1]) } } }

  private func blocks(of size: Int) -> [[UInt8]]? {
    guard value.count % size == 0 else { return nil }
    return stride(from: 0, to: value.count, by: size).map { Array(value[$0..<$0 + size]) }
  }

  /// The value as strings that begin with their length; nil where they don't come out even.
  private func protocols() -> [ArraySlice<UInt8>]? {
    var rest = value[...]
    var names: [ArraySlice<UInt8>] = []
    while let length = rest.popFirst() {
      guard rest.count >= Int(length) else { return nil }
      names.append(rest.prefix(Int(length)))
      rest = rest.dropFirst(Int(length))
    }
    return names
  }
}
