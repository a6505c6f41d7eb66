extension HTTP {
  /// A fingerprint of one version of some content: `"33a64df5"`, or weak, `W/"33a64df5"` (RFC 9110 section 8.8.3).
  public struct EntityTag: Sendable, Hashable, CustomStringConvertible {
    public var value: String
    /// Whether it only says that two versions mean the same, not that they have the same bytes.
    public var isWeak: Bool

    public init(_ value: String, isWeak: Bool = false) {
      self.value = value
      self.isWeak = isWeak
    }

    /// Reads one as it stands in ETag; nil where the quotes are missing.
    public init?(parsing text: String) {
      let isWeak = text.hasPrefix("W/")
      let quoted = isWeak ? text.dropFirst(2) : text[...]
      guard quoted.utf8.count >= 2, quoted.hasPrefix("\""), quoted.hasSuffix("\""),
        quoted.utf8.dropFirst().dropLast().allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") })
      else { return nil }
      self.init(String(quoted.dropFirst().dropLast()), isWeak: isWeak)
    }

    /// The same meaning: equal, weak or not. For If-None-Match.
    public func matchesWeakly(_ other: EntityTag) -> Bool { value == other.value }

    /// Whether If-None-Match's value (`*`, or a list of tags) names this version: then 304 answers a GET.
    public func isNamed(byIfNoneMatch text: String) -> Bool {
      if text.trimmingBlanks == "*" { return true }
      return HTTP.split(text, at: UInt8(ascii: ",")).compactMap(EntityTag.init(parsing:)).contains(where: matchesWeakly)
    }

    public var description: String { "\(isWeak ? "W/" : "")\"\(value)\"" }
  }
}
