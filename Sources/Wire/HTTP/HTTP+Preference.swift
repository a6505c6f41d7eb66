extension HTTP {
  /// One thing a client would take, and how gladly: a member of Accept, Accept-Encoding or Accept-Language
  /// (RFC 9110 section 12.4.2).
  public struct Preference: Sendable, Hashable {
    /// In lower case; `*` stands for all that is not named.
    public var value: String
    /// In thousandths, so that equal weights compare equal: 1000 where none is given, 0 for "not this".
    public var weight: Int

    /// The members of a list, in order. One whose weight is not a number from 0 to 1 is passed over.
    public static func list(_ text: String) -> [Preference] {
      HTTP.split(text, at: UInt8(ascii: ",")).compactMap { member in
        let parts = HTTP.split(member, at: UInt8(ascii: ";"))
        guard let value = parts.first else { return nil }
        let weight = HTTP.parameters(parts.dropFirst()).first { $0.name == "q" }?.value
        guard let thousandths = weight.map(thousandths) ?? 1_000 else { return nil }
        return Preference(value: value.asciiLowercased, weight: thousandths)
      }
    }

    /// How much of 1000 the list gives a value: its own weight, else that of `*`; nil where the list names neither.
    public static func weight(of value: String, in list: [Preference]) -> Int? {
      (list.first { $0.value.equalsIgnoringASCIICase(value) } ?? list.first { $0.value == "*" })?.weight
    }

    /// `0.8` as 800: a 0 or 1, and up to three digits behind a point.
    private static func thousandths(_ text: String) -> Int? {
      let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      let digits = parts.count == 2 ? parts[1] : ""
      guard parts.first == "0" || parts.first == "1", digits.utf8.count <= 3, digits.utf8.allSatisfy(\.isDigit) else {
        return nil
      }
      let padded = digits + String(repeating: "0", count: 3 - digits.utf8.count)
      let total = (parts[0] == "1" ? 1_000 : 0) + (Int(padded) ?? 0)
      return total <= 1_000 ? total : nil
    }
  }
}
