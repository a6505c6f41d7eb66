/// The place in a specification that says what a byte means.
///
/// It is made of literals only and holds no memory, so a tree of thousands of fields copies plain words.
public struct Spec: Sendable, Hashable, CustomStringConvertible {
  private enum Document: Sendable {
    case rfc(UInt16)
    case named(Literal)
  }

  /// Text that lives as long as the program: where it starts; it ends with a zero (see `StaticString.utf8Start`).
  private struct Literal: Sendable {
    nonisolated(unsafe) let start: UnsafePointer<UInt8>

    init(_ text: StaticString) { start = text.utf8Start }

    var text: String { String(cString: start) }
  }

  private let source: Document
  private let place: Literal

  private init(_ source: Document, _ place: StaticString) {
    self.source = source
    self.place = Literal(place)
  }

  public init(_ document: StaticString, _ section: StaticString = "") {
    self.init(.named(Literal(document)), section)
  }

  /// An RFC by its number: `Spec.rfc(9112, "3.2")`.
  public static func rfc(_ number: UInt16, _ section: StaticString = "") -> Spec { Spec(.rfc(number), section) }

  /// `RFC 9112`, `WHATWG URL`, `WHATWG HTML`, `CSS Syntax 3`.
  public var document: String {
    switch source {
    case .rfc(let number): "RFC \(number)"
    case .named(let name): name.text
    }
  }

  /// `3.2`, or a named section such as `host parsing`; empty for the document as a whole.
  public var section: String { place.text }

  /// Two are the same where they say the same.
  public static func == (one: Spec, other: Spec) -> Bool {
    one.document == other.document && one.section == other.section
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(document)
    hasher.combine(section)
  }

  public var description: String {
    let section = section
    if section.isEmpty { return document }
    return section.first?.isNumber == true ? "\(document) section \(section)" : "\(document), \(section)"
  }
}
