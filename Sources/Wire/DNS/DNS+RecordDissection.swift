extension Scanner {
  /// RDATA: `length` bytes, read by type. What the type leaves over, or lacks, is a fault.
  mutating func recordData(
    _ type: DNS.RecordType, _ recordClass: DNS.Class, length: Int
  ) throws(Fault) -> DNS.RecordData {
    let data = try group("RDATA", .rfc(1035, "4.1.3")) { scanner throws(Fault) in
      try scanner.limited(toBytes: length, for: "RDATA") { scanner throws(Fault) in
        let data = try scanner.recordData(type, recordClass)
        try scanner.expectEnd(of: "the \(type) record's data", .rfc(1035, "4.1.3"))
        return data
      }
    }
    amend { $0.value = .text(data.description) }
    return data
  }

  private mutating func recordData(_ type: DNS.RecordType, _ recordClass: DNS.Class) throws(Fault) -> DNS.RecordData {
    // An update's way to say "any such record": a type, and nothing of it (RFC 2136 section 2.4).
    if isAtEnd, recordClass == .any || recordClass == .none, type != .opt { return .opaque([]) }
    switch type {
    case .ns: return .ns(try domainName("NSDNAME", .rfc(1035, "3.3.11")))
    case .cname: return .cname(try domainName("CNAME", .rfc(1035, "3.3.1")))
    case .ptr: return .ptr(try domainName("PTRDNAME", .rfc(1035, "3.3.12")))
    case .soa: return .soa(try startOfAuthority())
    case .mx:
      let spec = Spec.rfc(1035, "3.3.9")
      return .mx(preference: try number16("PREFERENCE", spec), exchange: try domainName("EXCHANGE", spec))
    case .txt: return .txt(try characterStrings())
    case .opt: return .opt(try options())
    case .caa: return try certificationAuthority()
    case .a where recordClass == .internet:
      let octets = try value("ADDRESS", count: 4, .rfc(1035, "3.4.1")) { .text(IPv4Address(octets: $0).description) }
      return .a(IPv4Address(octets: octets))
    case .aaaa where recordClass == .internet:
      let octets = try value("address", count: 16, .rfc(3596, "2.2")) { .text(IPv6Address(octets: $0).description) }
      return .aaaa(IPv6Address(octets: octets))
    case .srv where recordClass == .internet:
      let spec = Spec.rfc(2782)
      return .srv(
        priority: try number16("Priority", spec), weight: try number16("Weight", spec),
        port: try number16("Port", spec), target: try domainName("Target", spec))
    case .svcb where recordClass == .internet, .https where recordClass == .internet:
      let spec = Spec.rfc(9460, "2.2")
      return .service(
        priority: try number16("SvcPriority", spec), target: try domainName("TargetName", spec),
        try serviceParameters())
    default: return .opaque(Array(try bytes("data", count: bytesLeft, .rfc(3597, "3"))))
    }
  }

  private mutating func startOfAuthority() throws(Fault) -> DNS.StartOfAuthority {
    let spec = Spec.rfc(1035, "3.3.13")
    return DNS.StartOfAuthority(
      primary: try domainName("MNAME", spec), mailbox: try domainName("RNAME", spec),
      serial: try number32("SERIAL", spec), refresh: try number32("REFRESH", spec),
      retry: try number32("RETRY", spec), expire: try number32("EXPIRE", spec),
      minimum: try number32("MINIMUM", .rfc(2308, "4")))
  }

  private mutating func characterStrings() throws(Fault) -> [[UInt8]] {
    var strings: [[UInt8]] = []
    repeat {
      let count = Int(try number("length", bits: 8, .rfc(1035, "3.3")))
      strings.append(Array(try value("TXT-DATA", count: count, .rfc(1035, "3.3.14")) { .text(DNS.quoted($0)) }))
    } while !isAtEnd
    return strings
  }

  private mutating func options() throws(Fault) -> [DNS.EDNS.Option] {
    let spec = Spec.rfc(6891, "6.1.2")
    var options: [DNS.EDNS.Option] = []
    while !isAtEnd {
      let option = try group("option", spec) { scanner throws(Fault) in
        let code = try scanner.code("OPTION-CODE", DNS.OptionCode.self, spec)
        let length = Int(try scanner.number("OPTION-LENGTH", bits: 16, spec))
        return DNS.EDNS.Option(code, Array(try scanner.bytes("OPTION-DATA", count: length, spec)))
      }
      options.append(option)
    }
    return options
  }

  ///     +0-1-2-3-4-5-6-7-|0-1-2-3-4-5-6-7-|
  ///     | Flags          | Tag Length = n |
  ///     +----------------|----------------+...+---------------+
  ///     | Tag char 0     | Tag char 1     |...| Tag char n-1  |
  ///     +----------------|----------------+...+---------------+
  ///     | Value byte 0   | Value byte 1   |.....| the rest    |
  ///     +----------------|----------------+.....+-------------+
  private mutating func certificationAuthority() throws(Fault) -> DNS.RecordData {
    let spec = Spec.rfc(8659, "4.1")
    let critical = try flag("Issuer Critical", spec)
    let reserved = UInt8(truncatingIfNeeded: try number("reserved", bits: 7, spec))
    let length = Int(try number("Tag Length", bits: 8, spec))
    guard length > 0 else { throw fault(.malformed, "expected a tag of at least one character, found none", spec) }
    let tag = try value("Tag", count: length, spec) { .text(DNS.escaped($0, special: "", visible: 0x21...0x7E)) }
    guard tag.allSatisfy({ $0.isASCIIAlpha || $0.isASCIIDigit }) else {
      throw Fault(
        .malformed, "expected a tag of letters and digits, found \(DNS.quoted(tag))",
        bytes: byteOffset - length..<byteOffset, spec: spec)
    }
    let value = try value("Value", count: bytesLeft, spec) { .text(DNS.quoted($0)) }
    return .caa(flags: (critical ? 0x80 : 0) | reserved, tag: Array(tag), value: Array(value))
  }

  private mutating func serviceParameters() throws(Fault) -> [DNS.ServiceParameter] {
    let spec = Spec.rfc(9460, "2.2")
    var parameters: [DNS.ServiceParameter] = []
    while !isAtEnd {
      let last = parameters.last?.key.rawValue
      let parameter = try group("SvcParam", spec) { scanner throws(Fault) in
        let key = try scanner.code("SvcParamKey", DNS.ServiceParameterKey.self, spec)
        if let last, key.rawValue <= last {
          throw scanner.fault(
            .malformed, "expected a key above \(last), found \(key.rawValue): keys stand in rising order", spec)
        }
        let length = Int(try scanner.number("length", bits: 16, spec))
        let raw = Array(scanner.upcoming(length))
        try scanner.limited(toBytes: length, for: "SvcParamValue") { scanner throws(Fault) in
          try scanner.parameterValue(key)
          try scanner.expectEnd(of: "the value of \(key)", spec)
        }
        return DNS.ServiceParameter(key, raw)
      }
      amend { $0.value = .text(parameter.description) }
      parameters.append(parameter)
    }
    return parameters
  }

  /// Names what is in a value whose key we know; it must be well formed, or the record is worth nothing (RFC 9460
  /// section 2.2).
  private mutating func parameterValue(_ key: DNS.ServiceParameterKey) throws(Fault) {
    switch key.rawValue {
    case 0:
      // In rising order, and not this key itself, which is the lowest.
      var last: UInt16 = 0
      repeat {
        let key = try code("key", DNS.ServiceParameterKey.self, .rfc(9460, "8"))
        guard key.rawValue > last else {
          throw fault(.malformed, "expected a key above \(last), found \(key.rawValue)", .rfc(9460, "8"))
        }
        last = key.rawValue
      } while !isAtEnd
    case 1:
      let spec = Spec.rfc(9460, "7.1.1")
      repeat {
        let length = Int(try number("length", bits: 8, spec))
        guard length > 0 else { throw fault(.malformed, "expected a protocol's name, found an empty one", spec) }
        try value("alpn-id", count: length, spec) { .text(DNS.escaped($0, special: #"\,""#, visible: 0x21...0x7E)) }
      } while !isAtEnd
    case 2: break
    case 3: try number("port", bits: 16, .rfc(9460, "7.2"))
    case 4:
      repeat {
        try value("address", count: 4, .rfc(9460, "7.3")) { .text(IPv4Address(octets: $0).description) }
      } while !isAtEnd
    case 6:
      repeat {
        try value("address", count: 16, .rfc(9460, "7.3")) { .text(IPv6Address(octets: $0).description) }
      } while !isAtEnd
    default: try bytes("SvcParamValue", count: bytesLeft, .rfc(9460, "2.2"))
    }
  }

  private mutating func number16(_ name: String, _ spec: Spec) throws(Fault) -> UInt16 {
    UInt16(truncatingIfNeeded: try number(name, bits: 16, spec))
  }

  private mutating func number32(_ name: String, _ spec: Spec) throws(Fault) -> UInt32 {
    UInt32(truncatingIfNeeded: try number(name, bits: 32, spec))
  }
}
