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
    /// In lower case, without a dot in front; empty where there was nothing else: the host alone.
    case domain(String)
    /// nil where the path is to be the default one.
    case path(String?)
    case secure
    case httpOnly
    /// nil where it is none that is known.
    case sameSite(Cookie.SameSite?)
  }

  /// Reads the field's value; nil of what a browser ignores as a whole.
  public init?(_ text: String) {
    guard case .success(let cookie) = Self.dissect(Array(text.utf8)).value else { return nil }
    self = cookie
  }

  /// Reads the field's value with every byte named, and a remark on each attribute that a browser passes over.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<SetCookie> {
    let dissection = Wire.dissect("Set-Cookie", bytes[...], spec: Spec("RFC 6265", "5.2")) { scanner throws(Fault) in
      try SetCookie(from: &scanner)
    }
    return Dissection(value: dissection.value, field: Remarks.marked(dissection.field))
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
    let text = whole.prefix(end)
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
      var remarks = Remarks()
      while !scanner.isAtEnd {
        try scanner.bytes(";", count: 1, Self.syntaxSpec)
        try scanner.group("cookie-av", Self.syntaxSpec) { scanner throws(Fault) in
          let (name, value) = try Self.pair(&scanner, "attribute-name", "attribute-value", Self.syntaxSpec)
          if let attribute = remarks.attribute(name, value ?? "") { cookie.attributes.append(attribute) }
        }
      }
      if let refusal = cookie.refusal(text) { throw refusal }
      return cookie
    }
  }

  /// Why a browser keeps none of it, whoever sent it (RFC 6265bis sections 5.6 and 5.7).
  private func refusal(_ text: ArraySlice<UInt8>) -> Fault? {
    if let place = text.firstIndex(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      let start = place - text.startIndex
      return Fault(
        .forbidden, "control character 0x\([text[place]].hex) in a cookie; leave it out", bytes: start..<start + 1,
        spec: Spec("RFC 6265bis", "5.6"))
    }
    func refused(_ message: String) -> Fault {
      Fault(.forbidden, message, bytes: 0..<text.count, spec: Spec("RFC 6265bis", "5.7"))
    }
    let isSecure = attributes.contains(.secure)
    let prefix = name.asciiLowercased
    if prefix.utf8.starts(with: "__secure-".utf8), !isSecure { return refused("a __Secure- name without Secure") }
    if prefix.utf8.starts(with: "__host-".utf8),
      !isSecure || ![nil, .domain("")].contains(attributes.last(where: \.isDomain))
        || attributes.last(where: \.isPath) != .path("/")
    {
      return refused("a __Host- name needs Secure, Path=/ and no Domain")
    }
    if attributes.last(where: \.isSameSite) == .sameSite(Cookie.SameSite.none), !isSecure {
      return refused("SameSite=None without Secure")
    }
    return nil
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
