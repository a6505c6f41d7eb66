import Wire

extension JSON {
  /// The member of that name, which must be a text.
  func text(_ name: String) throws(Fault) -> String {
    guard let text = self[name]?.string else {
      let found = self[name].map(\.description) ?? "none"
      throw Fault(.malformed, "expected a member \"\(name)\" with a text, found \(found)")
    }
    return text
  }
}
