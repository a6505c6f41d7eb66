public import Net

extension LinkConditions {
  /// Takes over one condition of a `given` fence; false where the value is none of its values.
  public mutating func set(_ condition: Condition, to value: String) -> Bool {
    switch condition {
    case .linkDelay: return Self.delay(value).map { delay = $0 } != nil
    case .linkRate: return Self.rate(value).map { rate = $0 } != nil
    case .linkLoss: return Self.share(value).map { loss = $0 } != nil
    case .linkDuplicate: return Self.share(value).map { duplication = $0 } != nil
    case .linkReorder: return Self.share(value).map { reordering = $0 } != nil
    case .linkCorrupt: return Self.share(value).map { corruption = $0 } != nil
    case .linkMTU: return Self.limit(value).map { limit = $0 } != nil
    case .linkDrop: return Drop(value).map { drop = $0 } != nil
    case .dnsAnswer, .dnsServer, .resolverCache, .serverPort, .serverHost, .serverUpstream, .browserCookies,
      .browserDNS, .browserCompression,
      .tlsVersion, .tlsCertificate, .tcpFastOpen:
      return false
    }
  }

  /// `20ms` or `1s`, in nanoseconds.
  private static func delay(_ text: String) -> UInt64? {
    guard let (number, unit) = text.quantity else { return nil }
    let milliseconds: UInt64
    switch unit {
    case "ms": milliseconds = number
    case "s": milliseconds = number.multipliedReportingOverflow(by: 1000).partialValue
    default: return nil
    }
    return number <= 2000 && milliseconds <= 2000 ? milliseconds * 1_000_000 : nil
  }

  /// `1Mbit/s`, in bits a second. The prefixes are powers of ten (IEEE 260.1).
  private static func rate(_ text: String) -> UInt64? {
    let prefixes: [String: UInt64] = ["kbit/s": 1000, "Mbit/s": 1_000_000, "Gbit/s": 1_000_000_000]
    guard let (number, unit) = text.quantity, let factor = prefixes[unit] else { return nil }
    let (bits, overflow) = number.multipliedReportingOverflow(by: factor)
    return !overflow && (10_000...10_000_000_000).contains(bits) ? bits : nil
  }

  /// `5 %`, as a share of one.
  private static func share(_ text: String) -> Double? {
    guard let (number, unit) = text.quantity, unit == "%", number <= 100 else { return nil }
    return Double(number) / 100
  }

  /// No kernel believes in paths narrower than 552 bytes; 576 is what every host must take (RFC 791 section 3.1).
  private static func limit(_ text: String) -> Int? {
    guard let number = Int(text), (576...1500).contains(number) else { return nil }
    return number
  }
}

extension LinkConditions.Drop {
  /// `syn`, `first syn`, `first 2 data`.
  fileprivate init?(_ text: String) {
    var words = text.split(separator: " ").map(String.init)
    guard let last = words.popLast(), let kind = Kind(rawValue: last) else { return nil }
    switch (words.count, words.first, words.last.flatMap { Int($0) }) {
    case (0, _, _): self.init(kind, count: nil)
    case (1, "first", _): self.init(kind, count: 1)
    case (2, "first", let count?) where (1...1000).contains(count): self.init(kind, count: count)
    default: return nil
    }
  }
}

extension String {
  /// Digits and what follows them: `20ms`, `5 %`.
  fileprivate var quantity: (number: UInt64, unit: String)? {
    let digits = prefix { ("0"..."9").contains($0) }
    guard let number = UInt64(digits) else { return nil }
    return (number, String(dropFirst(digits.count).drop { $0 == " " }))
  }
}
