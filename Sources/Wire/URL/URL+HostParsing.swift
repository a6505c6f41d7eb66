extension URL.Host {
  /// The host parser (URL Standard, section 3.5).
  ///
  /// What is wrong but does not stop the parser is appended to `problems`; what does is thrown. Byte ranges count from
  /// the start of `input`.
  init(parsing input: ArraySlice<UInt8>, isOpaque: Bool, problems: inout [Fault]) throws(Fault) {
    let whole = 0..<input.count
    // 1. An address in brackets.
    if input.first == UInt8(ascii: "[") {
      guard input.count > 1, input.last == UInt8(ascii: "]") else {
        throw URL.ValidationError.ipv6Unclosed.fault(whole)
      }
      self = .ipv6(try URL.IPv6Parser.parse(Array(input.dropFirst().dropLast()), at: 1))
      return
    }
    // 2.
    if isOpaque {
      self = try .opaque(parsingOpaque: input)
      return
    }
    // 3. and 4. Percent-decode, and the domain to ASCII.
    let domain = try Self.domainToASCII(input)
    // 5. Forbidden domain code points.
    if domain.isEmpty || domain.utf8.contains(where: \.isForbiddenInDomain) {
      let found = input.firstIndex(where: \.isForbiddenInDomain).map { $0 - input.startIndex }
      throw URL.ValidationError.domainInvalidCodePoint.fault(found.map { $0..<$0 + 1 } ?? whole)
    }
    // 6. and 7.
    self =
      try URL.IPv4Parser.endsInNumber(domain)
      ? .ipv4(URL.IPv4Parser.parse(domain, over: whole, problems: &problems)) : .domain(domain)
  }

  /// The opaque-host parser: nothing is known of the scheme, so the host is only percent-encoded.
  private static func opaque(parsingOpaque input: ArraySlice<UInt8>) throws(Fault) -> URL.Host {
    if let found = input.firstIndex(where: \.isForbiddenInHost) {
      let offset = found - input.startIndex
      throw URL.ValidationError.hostInvalidCodePoint.fault(offset..<offset + 1)
    }
    return input.isEmpty ? .empty : .opaque(PercentEncodeSet.c0Control.encode(input))
  }

  /// "Domain to ASCII" with beStrict false (URL Standard, section 3.3).
  ///
  /// As the standard had it until June 2026, and as the public suites have it: since then a host that is all ASCII is
  /// taken even if the Punycode in it stands for no name.
  private static func domainToASCII(_ input: ArraySlice<UInt8>) throws(Fault) -> String {
    let domain = input.contains(UInt8(ascii: "%")) ? input.percentDecoded : Array(input)
    // ASCII without Punycode needs only lower case: nearly every host there is.
    if domain.allSatisfy({ $0 < 0x80 }) {
      let lowercased = domain.map(\.asciiLowercased)
      if !lowercased.hasPunycodeLabel { return String(decoding: lowercased, as: UTF8.self) }
    }
    do throws(Fault) {
      return try IDNA.toASCII(String(decoding: domain, as: UTF8.self))
    } catch {
      let fault = URL.ValidationError.domainToASCII.fault(0..<input.count)
      throw Fault(error.code, "\(error.message) (domain-to-ASCII)", bits: fault.bits, spec: error.spec)
    }
  }
}

extension [UInt8] {
  /// True where a label begins with `xn--`; the text is in lower case.
  fileprivate var hasPunycodeLabel: Bool {
    for index in indices where self[index] == UInt8(ascii: "x") && (index == 0 || self[index - 1] == UInt8(ascii: "."))
    {
      if self[index...].starts(with: "xn--".utf8) { return true }
    }
    return false
  }
}

extension UInt8 {
  /// A forbidden host code point (URL Standard, section 3.2).
  var isForbiddenInHost: Bool {
    switch self {
    case 0x00, 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"),
      UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// A forbidden domain code point (URL Standard, section 3.2).
  var isForbiddenInDomain: Bool { isForbiddenInHost || self <= 0x1F || self == UInt8(ascii: "%") || self == 0x7F }
}
