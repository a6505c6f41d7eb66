extension CSS {
  /// What a declaration is weighed by (CSS Cascade 4, section 6.1), the weightiest part first.
  public struct Precedence: Sendable, Hashable, Comparable {
    public var isImportant: Bool
    public var origin: Origin
    /// True for the `style` attribute, which outweighs every selector.
    public var isStyleAttribute: Bool
    public var specificity: Specificity
    /// Among all rules; the later one wins.
    public var order: Int

    /// For important declarations the browser outweighs the page, for others the page the browser.
    private var level: Int { isImportant ? (origin == .author ? 2 : 3) : (origin == .author ? 1 : 0) }

    public static func < (left: Self, right: Self) -> Bool {
      if left.level != right.level { return left.level < right.level }
      if left.isStyleAttribute != right.isStyleAttribute { return right.isStyleAttribute }
      if left.specificity != right.specificity { return left.specificity < right.specificity }
      return left.order < right.order
    }

    /// Why `self` outweighs `other`: the first part in which they differ.
    public func reason(over other: Self) -> Reason {
      if isImportant != other.isImportant { return .importance }
      if origin != other.origin { return .origin }
      if isStyleAttribute != other.isStyleAttribute { return .styleAttribute }
      return specificity != other.specificity ? .specificity : .order
    }
  }

  /// Why one declaration outweighs another.
  public enum Reason: String, Sendable, Hashable {
    case importance, origin
    case styleAttribute = "style attribute"
    case specificity, order
  }

  /// Everything that any style sheet says about one element, and what became of it. Weightiest rule first.
  public struct MatchedRules: Sendable, Hashable {
    public var element: Document.ID
    public var matches: [Match]

    /// One rule that is about the element, or its `style` attribute.
    public struct Match: Sendable, Hashable {
      /// The selector that matched, as written; nil for the `style` attribute.
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
