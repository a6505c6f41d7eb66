extension CSS {
  /// Everything that any style sheet says about one element, and what became of it. Weightiest rule first.
  public struct MatchedRules: Sendable, Hashable {
    public var element: Document.ID
    public var matches: [Match]

    /// One rule that is about the element, its `style` attribute, or what its other attributes stand for.
    public struct Match: Sendable, Hashable {
      /// The selector that matched, as written; nil for attributes: `sheet` says which.
      public var selector: String?
      public var specificity: Specificity
      public var origin: Origin
      public var sheet: String
      /// Where the rule stands in its sheet, in bytes.
      public var bytes: Range<Int>
      public var outcomes: [Outcome]
    }

    /// What became of one declaration.
    public struct Outcome: Sendable, Hashable {
      public var text: String
      /// The properties whose value it gives.
      public var won: [Property]
      /// Those that another declaration gives, and why that one outweighs it.
      public var lost: [Loss]
      /// Why it gives nothing to anything.
      public var fault: Fault?
    }

    public struct Loss: Sendable, Hashable {
      public var property: Property
      /// The selector of the rule that won; nil for the `style` attribute.
      public var winner: String?
      public var reason: Reason
    }
  }
}
