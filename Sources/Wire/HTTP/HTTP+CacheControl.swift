extension HTTP {
  /// Cache-Control's directives: who may keep a copy, and for how long (RFC 9111 section 5.2).
  public struct CacheControl: Sendable, Hashable {
    public struct Directive: Sendable, Hashable {
      /// In lower case: `max-age`.
      public var name: String
      /// Without quotes; nil where there is none.
      public var argument: String?
    }

    /// In order; unknown ones are kept.
    public var directives: [Directive]

    /// Reads the values of all the Cache-Control lines of a message.
    public init(_ values: [String]) {
      directives = values.flatMap { HTTP.split($0, at: UInt8(ascii: ",")) }.map { part in
        guard let sign = part.utf8.firstIndex(of: UInt8(ascii: "=")) else {
          return Directive(name: part.asciiLowercased, argument: nil)
        }
        return Directive(
          name: part[..<sign].trimmingBlanks.asciiLowercased,
          argument: HTTP.unquoted(part[part.utf8.index(after: sign)...].trimmingBlanks))
      }
    }

    public func contains(_ name: String) -> Bool { directives.contains { $0.name == name } }

    /// A directive's seconds: `max-age`, `s-maxage`. What is too large is 2^31, as section 1.2.2 has it; nil where it
    /// is missing or no number.
    public func seconds(_ name: String) -> Int? {
      guard let text = directives.first(where: { $0.name == name })?.argument, !text.isEmpty,
        text.utf8.allSatisfy(\.isDigit)
      else { return nil }
      return min(Int(text) ?? .max, 1 << 31)
    }
  }
}
