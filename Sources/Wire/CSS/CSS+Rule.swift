extension CSS {
  /// One rule of a style sheet, or what could not be one.
  public enum Rule: Sendable, Hashable {
    case at(AtRule)
    case qualified(QualifiedRule)
    case invalid(Fault)
  }

  /// `@media print { … }` or `@import "x";`: a name, a prelude, and sometimes a block.
  public struct AtRule: Sendable, Hashable {
    public var name: String
    public var prelude: [ComponentValue]
    public var block: Block?
    public var bytes: Range<Int>
  }

  /// Selectors and a block: `h1 { color: red }`.
  public struct QualifiedRule: Sendable, Hashable {
    public var prelude: [ComponentValue]
    public var block: Block
    public var bytes: Range<Int>
  }

  /// `name: value`, with `!important` taken off its end.
  public struct Declaration: Sendable, Hashable {
    public var name: String
    /// All between the colon and the end, white space too.
    public var value: [ComponentValue]
    public var isImportant: Bool
    public var bytes: Range<Int>

    /// Written again as CSS, on one line.
    public var text: String { "\(name): \(value.trimmed.text)\(isImportant ? " !important" : "")" }
  }

  /// What a declaration list is made of.
  public enum DeclarationListItem: Sendable, Hashable {
    case declaration(Declaration)
    case at(AtRule)
    case invalid(Fault)
  }

  /// Why a production that wants exactly one thing has none.
  public enum Shortfall: Error, Sendable, Hashable {
    case empty
    case extraInput(Fault)
    case invalid(Fault)
  }
}

extension CSS.Rule {
  /// The rule's place in the source, in bytes.
  public var bytes: Range<Int> {
    switch self {
    case .at(let rule): rule.bytes
    case .qualified(let rule): rule.bytes
    case .invalid(let fault): fault.bytes
    }
  }
}

extension CSS.DeclarationListItem {
  /// The item's place in the source, in bytes.
  public var bytes: Range<Int> {
    switch self {
    case .declaration(let declaration): declaration.bytes
    case .at(let rule): rule.bytes
    case .invalid(let fault): fault.bytes
    }
  }
}
