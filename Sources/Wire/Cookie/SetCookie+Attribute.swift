/// Sections 5.2.1 to 5.2.6 of RFC 6265: what a browser makes of each attribute.
extension SetCookie.Attribute {
  /// Throws a remark where it passes over the attribute.
  fileprivate init(_ name: String, _ value: String) throws(Fault) {
    guard value.utf8.count <= 1_024 else { throw Self.ignored("over 1024 bytes: passed over") }  // RFC 6265bis 5.6
    switch name.asciiLowercased {
    case "expires":
      guard let date = HTTP.Date(cookieDate: value) else { throw Self.ignored("no date: passed over") }
      self = .expires(date)
    case "max-age":
      let isNegative = value.utf8.first == UInt8(ascii: "-")
      let digits = value.utf8.dropFirst(isNegative ? 1 : 0)
      guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else {
        throw Self.ignored("no number of seconds: passed over")
      }
      self = .maxAge(Int(value) ?? (isNegative ? 0 : Int(Int32.max)))
    case "domain":
      guard let first = value.utf8.first else { throw Self.ignored("no domain: passed over") }
      self = .domain(Substring(value.utf8.dropFirst(first == UInt8(ascii: ".") ? 1 : 0)).asciiLowercased)
    case "path": self = .path(value.utf8.first == .solidus ? value : nil)
    case "secure": self = .secure
    case "httponly": self = .httpOnly
    case "samesite":  // RFC 6265bis 5.6.7
      self = .sameSite(Cookie.SameSite.allCases.first { $0.rawValue.equalsIgnoringASCIICase(value) })
    default: throw Self.ignored("no attribute that RFC 6265 knows: passed over")
    }
  }

  private static func ignored(_ message: String) -> Fault {
    Fault(.ignored, message, spec: Spec("RFC 6265", "5.2"))
  }

  /// Why the attribute counts, but not as it was written.
  fileprivate var remark: String? {
    switch self {
    case .domain(""): "no domain: the host that sends it counts"
    case .path(nil): "begins without \"/\": the path of the request counts"
    case .sameSite(nil): "none of Strict, Lax and None: counts as if it were not there"
    case .expires, .maxAge, .domain, .path, .secure, .httpOnly, .sameSite: nil
    }
  }

  var isDomain: Bool { if case .domain = self { true } else { false } }
  var isPath: Bool { if case .path = self { true } else { false } }
  var isSameSite: Bool { if case .sameSite = self { true } else { false } }
}

extension SetCookie {
  /// What a browser passes over, attribute by attribute in the order of the field.
  struct Remarks {
    private var faults: [Fault?] = []
    /// The last attribute so far of each name.
    private var last: [String: Int] = [:]

    /// The attribute, where a browser takes it: the last of each name counts, and Max-Age before Expires.
    mutating func attribute(_ name: String, _ value: String) -> Attribute? {
      faults.append(nil)
      let place = faults.count - 1
      guard !name.isEmpty else { return nil }
      do throws(Fault) {
        let attribute = try Attribute(name, value)
        if let remark = attribute.remark { note(place, remark) }
        if let earlier = last.updateValue(place, forKey: name.asciiLowercased) {
          note(earlier, "passed over: a later \(name) counts")
        }
        return attribute
      } catch {
        faults[place] = error
        return nil
      }
    }

    /// A Set-Cookie field with each of its remarks on its part.
    static func marked(_ field: Field) -> Field {
      var remarks = Remarks()
      for part in field.children where part.name == "cookie-av" {
        let texts = ["attribute-name", "attribute-value"].map { part.first($0).map(Self.text) ?? "" }
        _ = remarks.attribute(texts[0], texts[1])
      }
      var field = field
      remarks.mark(&field)
      return field
    }

    private static func text(_ field: Field) -> String { if case .text(let text) = field.value { text } else { "" } }

    /// Puts each on its field.
    private func mark(_ field: inout Field) {
      var faults = faults
      if last["max-age"] != nil, let expires = last["expires"] {
        faults[expires] = Fault(.ignored, "passed over: Max-Age counts", spec: Spec("RFC 6265", "5.3"))
      }
      var parts = field.children
      let places = parts.indices.filter { parts[$0].name == "cookie-av" }
      for (place, fault) in zip(places, faults) {
        guard var fault else { continue }
        fault.place = parts[place].bits
        parts[place].fault = fault
      }
      field.children = parts
    }

    private mutating func note(_ place: Int, _ message: String) {
      faults[place] = Fault(.ignored, message, spec: Spec("RFC 6265", "5.2"))
    }
  }
}
