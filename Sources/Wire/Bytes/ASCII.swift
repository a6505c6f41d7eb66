extension StringProtocol {
  /// Equal where ASCII letters count as equal in either case: how field names, hosts and tags are compared.
  @inlinable
  public func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// With A to Z in lower case and nothing else changed.
  @inlinable
  public var asciiLowercased: String {
    // Most is in lower case already.
    utf8.contains { (0x41...0x5A).contains($0) }
      ? String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) : String(self)
  }
}

extension UInt8 {
  /// The lower-case letter for A to Z; any other byte as it is.
  @inlinable
  public var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
