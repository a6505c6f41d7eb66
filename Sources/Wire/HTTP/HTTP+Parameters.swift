extension HTTP {
  /// `name=value` behind a semicolon, as Content-Type, Accept and others have it (RFC 9110 section 5.6.6).
  public struct Parameter: Sendable, Hashable {
    /// In lower case.
    public var name: String
    /// Without quotes and escapes.
    public var value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Splits at `separator`, except inside quoted strings; each part without blanks around it, empty ones left out.
  static func split(_ text: String, at separator: UInt8) -> [String] {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if byte == separator, !isQuoted {
        parts.append([])
        continue
      }
      if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && !isEscaped && byte == UInt8(ascii: "\\")
      parts[parts.count - 1].append(byte)
    }
    return parts.map { String(String(decoding: $0, as: UTF8.self).trimmingBlanks) }.filter { !$0.isEmpty }
  }

  /// The parameters among `parts`; what has no `=` is passed over.
  static func parameters(_ parts: some Sequence<String>) -> [Parameter] {
    parts.compactMap { part in
      guard let sign = part.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return Parameter(
        part[..<sign].trimmingBlanks.asciiLowercased, unquoted(part[part.utf8.index(after: sign)...].trimmingBlanks))
    }
  }

  /// What a quoted string holds; other text as it is.
  static func unquoted(_ text: Substring) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return String(text) }
    var value = ""
    var isEscaped = false
    for scalar in text.unicodeScalars.dropFirst().dropLast() {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        value.unicodeScalars.append(scalar)
        isEscaped = false
      }
    }
    return value
  }
}
