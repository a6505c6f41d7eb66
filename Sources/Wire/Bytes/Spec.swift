/// The place in a specification that says what a byte means.
public struct Spec: Sendable, Hashable, CustomStringConvertible {
  /// `RFC 9112`, `WHATWG URL`, `WHATWG HTML`, `CSS Syntax 3`.
  public var document: String
  /// `3.2`, or a named section such as `host parsing`; empty for the document as a whole.
  public var section: String

  public init(_ document: String, _ section: String = "") {
    self.document = document
    self.section = section
  }

  /// An RFC by its number: `Spec.rfc(9112, "3.2")`.
  public static func rfc(_ number: Int, _ section: String = "") -> Spec { Spec("RFC \(number)", section) }

  public var description: String {
    if section.isEmpty { return document }
    return section.first?.isNumber == true ? "\(document) section \(section)" : "\(document), \(section)"
  }
}
