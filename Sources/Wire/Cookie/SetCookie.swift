/// What one Set-Cookie field says (RFC 6265 section 5.2), before a jar decides whether to keep it.
public struct SetCookie: Sendable, Hashable {
  public var name: String
  public var value: String
  public var attributes: [Attribute] = []

  /// One that a browser understands; it passes over all others.
  public enum Attribute: Sendable, Hashable {
    case expires(HTTP.Date)
    /// In seconds from now; 0 or less deletes the cookie.
    case maxAge(Int)
    /// In lower case, without a dot in front.
    case domain(String)
    /// nil where the path is to be the default one.
    case path(String?)
    case secure
    case httpOnly
    case sameSite(Cookie.SameSite)
  }

  /// Reads the field's value; nil of what a browser ignores as a whole.
  public init?(_ text: String) {
    guard case .success(let cookie) = Self.dissect(Array(text.utf8)).value else { return nil }
    self = cookie
  }

  /// Reads the field's value with every byte named.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<SetCookie> {
    Wire.dissect("Set-Cookie", bytes[...], spec: Spec("RFC 6265", "5.2")) { scanner throws(Fault) in
      try SetCookie(from: &scanner)
    }
  }

  private init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  private static let syntaxSpec = Spec("RFC 6265", "4.1.1")

  private init(from scanner: inout Scanner) throws(Fault) {
    // What stands behind NUL, CR or LF is never looked at.
    let whole = scanner.upcoming(scanner.bytesLeft)
    let end = whole.firstIndex { [0x00, 0x0A, 0x0D].contains($0) }.map { $0 - whole.startIndex } ?? whole.count
    self = try scanner.limited(toBytes: end, for: "cookie string") { scanner throws(Fault) in
      // 1. The part before the first semicolon is the pair. 2. and 5. Without '=' or a name, ignore it all.
      let pair = try scanner.group("cookie-pair", Self.syntaxSpec) { scanner throws(Fault) -> (String, String?) in
        try Self.pair(&scanner, "cookie-name", "cookie-value", Self.syntaxSpec)
      }
      guard let value = pair.1 else {
        throw scanner.fault(.malformed, "expected name=value", Spec("RFC 6265", "5.2"))
      }
      guard !pair.0.isEmpty else {
        throw scanner.fault(.malformed, "expected a name before '='", Spec("RFC 6265", "5.2"))
      }
      var cookie = SetCookie(name: pair.0, value: value)
      while !scanner.isAtEnd {
        try scanner.bytes(";", count: 1, Self.syntaxSpec)
        try scanner.group("cookie-av", Self.syntaxSpec) { scanner throws(Fault) in
          let (name, value) = try Self.pair(&scanner, "attribute-name", "attribute-value", Self.syntaxSpec)
          if let attribute = Attribute(name, value ?? "") { cookie.attributes.append(attribute) }
        }
      }
      return cookie
    }
  }

  /// `name [ "=" value ]` up to a semicolon, with the white space around each.
  private static func pair(
    _ scanner: inout Scanner, _ name: String, _ value: String, _ spec: Spec
  ) throws(Fault) -> (String, String?) {
    let part = Array(scanner.upcoming(scanner.bytesLeft).prefix { $0 != UInt8(ascii: ";") })
    guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else {
      return (try padded(&scanner, name, part[...], spec), nil)
    }
    let first = try padded(&scanner, name, part[..<sign], spec)
    try scanner.bytes("=", count: 1, spec)
    return (first, try padded(&scanner, value, part[(sign + 1)...], spec))
  }

  private static func padded(
    _ scanner: inout Scanner, _ name: String, _ part: ArraySlice<UInt8>, _ spec: Spec
  ) throws(Fault) -> String {
    let before = part.prefix { $0.isBlank }.count
    let inner = part.dropFirst(before)
    let after = inner.reversed().prefix { $0.isBlank }.count
    if before > 0 { try scanner.bytes("white space", count: before, spec) }
    let text = inner.count > after ? try scanner.text(name, count: inner.count - after, spec) : ""
    if after > 0 { try scanner.bytes("white space", count: after, spec) }
    return text
  }
}

/// Sections 5.2.1 to 5.2.6: what a browser makes of each attribute.
extension SetCookie.Attribute {
  fileprivate init?(_ name: String, _ value: String) {
    guard value.utf8.count <= 1_024 else { return nil }  // RFC 6265bis section 5.6
    switch name.asciiLowercased {
    case "expires":
      guard let date = HTTP.Date(cookieDate: value) else { return nil }
      self = .expires(date)
    case "max-age":
      let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
      guard value.utf8.first.map({ $0.isDigit || $0 == UInt8(ascii: "-") }) == true, digits.utf8.allSatisfy(\.isDigit)
      else { return nil }
      self = .maxAge(Int(value) ?? (value.hasPrefix("-") ? 0 : Int(Int32.max)))
    case "domain":
      let domain = value.hasPrefix(".") ? value.dropFirst() : value[...]
      guard !domain.isEmpty else { return nil }
      self = .domain(domain.asciiLowercased)
    case "path": self = .path(value.hasPrefix("/") ? value : nil)
    case "secure": self = .secure
    case "httponly": self = .httpOnly
    case "samesite":
      guard let policy = Cookie.SameSite.allCases.first(where: { $0.rawValue.equalsIgnoringASCIICase(value) }) else {
        return nil
      }
      self = .sameSite(policy)
    default: return nil
    }
  }
}
