import Wire

/// The members of a request in the line protocol. One of the wrong kind is a fault that names it; null is the same as
/// none; a name that nobody asks for is passed over, since suites keep more in a case than its input.
extension JSON {
  /// A text that must be there.
  func text(_ name: String) throws(Fault) -> String {
    guard let text = try optionalText(name) else { throw wrong(name, "a text") }
    return text
  }

  func optionalText(_ name: String) throws(Fault) -> String? { try optional(name, "a text") { $0.string } }

  /// True or false; false where there is none.
  func flag(_ name: String) throws(Fault) -> Bool { try optional(name, "true or false") { $0.bool } ?? false }

  func optionalTexts(_ name: String) throws(Fault) -> [String]? {
    try optional(name, "a list of texts") { value in
      guard let elements = value.array else { return nil }
      let texts = elements.compactMap(\.string)
      return texts.count == elements.count ? texts : nil
    }
  }

  /// The bytes that a member holds as hexadecimal digits.
  func hex() throws(Fault) -> [UInt8] {
    guard let bytes = [UInt8](hex: try text("hex")) else {
      throw Fault(.malformed, "expected \"hex\" to have an even number of hexadecimal digits, and nothing else")
    }
    return bytes
  }

  /// What `read` makes of the member; nil where there is none.
  func optional<Value>(_ name: String, _ expected: String, _ read: (JSON) -> Value?) throws(Fault) -> Value? {
    guard let member = self[name], member != .null else { return nil }
    guard let value = read(member) else { throw wrong(name, expected) }
    return value
  }

  /// A member that is missing, or not of the kind that is expected.
  func wrong(_ name: String, _ expected: String) -> Fault {
    Fault(.malformed, "expected \"\(name)\" to be \(expected), found \(self[name]?.found ?? "none")")
  }

  /// The value, if it is short; else its kind.
  private var found: String {
    let text = description
    if text.utf8.count <= 60 { return text }
    return switch self {
    case .null, .bool, .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
