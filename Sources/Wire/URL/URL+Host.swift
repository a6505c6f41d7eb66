extension URL {
  /// Whom to ask: a name for DNS, or an address (URL Standard, section 3.1).
  public enum Host: Sendable, Hashable {
    /// In ASCII: lower case, other scripts as `xn--`.
    case domain(String)
    /// Most significant byte first: 127.0.0.1 is 0x7F000001.
    case ipv4(UInt32)
    /// Eight pieces of 16 bits.
    case ipv6([UInt16])
    /// The host of a scheme we know nothing about, percent-encoded.
    case opaque(String)
    /// Given, but empty: `file:///etc/hosts`.
    case empty
  }
}

extension URL.Host: CustomStringConvertible {
  /// The host serializer (URL Standard, section 3.6).
  public var description: String {
    switch self {
    case .domain(let name), .opaque(let name): name
    case .ipv4(let address): (0..<4).map { String(address >> (24 - 8 * UInt32($0)) & 0xFF) }.joined(separator: ".")
    case .ipv6(let pieces): "[" + Self.serialize(pieces) + "]"
    case .empty: ""
    }
  }

  /// The IPv6 serializer: the first longest run of two or more zero pieces becomes `::`.
  private static func serialize(_ pieces: [UInt16]) -> String {
    var compress = 0..<0
    var start = 0
    for (index, piece) in pieces.enumerated() {
      if piece != 0 {
        start = index + 1
      } else if index + 1 - start > max(1, compress.count) {
        compress = start..<index + 1
      }
    }
    func text(_ pieces: ArraySlice<UInt16>) -> String {
      pieces.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !compress.isEmpty else { return text(pieces[...]) }
    return text(pieces[..<compress.lowerBound]) + "::" + text(pieces[compress.upperBound...])
  }
}
