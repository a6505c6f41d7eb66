extension CSS {
  /// What an element's own attributes say about its look, as the declarations they stand for: nil where they say
  /// nothing.
  ///
  /// Only `img` is read, whose `width` and `height` are in CSS pixels or per cent. Any rule of the page outweighs them.
  ///
  /// Source: HTML 15.4.3, "Attributes for embedded content and images"; weighed as in CSS Cascade 4, section 6.5.
  static func presentationalHints(_ element: Document.Element) -> String? {
    guard element.namespace == .html, element.name == "img" else { return nil }
    let hints = ["width", "height"].compactMap { name in
      element[name].flatMap(dimension).map { "\(name): \($0)" }
    }
    return hints.isEmpty ? nil : hints.joined(separator: "; ")
  }

  /// The length that an attribute spells, as CSS spells it: `96` is `96px`, `50%` stays; what follows is ignored.
  ///
  /// Source: HTML 2.4.4.4, "rules for parsing dimension values".
  private static func dimension(_ text: String) -> String? {
    // Longer numbers are longer than any page.
    let bytes = text.utf8.drop { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }.prefix(64)
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let whole = bytes.prefix(while: isDigit)
    guard !whole.isEmpty else { return nil }
    var rest = bytes.dropFirst(whole.count)
    var number = String(decoding: whole, as: UTF8.self)
    if rest.first == UInt8(ascii: ".") {
      let part = rest.dropFirst().prefix(while: isDigit)
      if !part.isEmpty { number += "." + String(decoding: part, as: UTF8.self) }
      rest = rest.dropFirst(1 + part.count)
    }
    return number + (rest.first == UInt8(ascii: "%") ? "%" : "px")
  }
}
