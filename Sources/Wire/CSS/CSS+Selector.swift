extension CSS {
  /// Which elements a rule is about (Selectors 4): one of the comma-separated parts before the block.
  ///
  /// It has type, universal, class, ID and attribute selectors, descendants and children. Anything else is kept with a
  /// fault, and matches nothing.
  public struct Selector: Sendable, Hashable {
    /// Compounds linked by `>`, outermost first; the runs themselves stand in descendant relation.
    ///
    /// `ul.menu > li a` is `[[ul.menu, li], [a]]`. Kept this way since each run can be matched at the nearest ancestor
    /// that fits, without ever going back.
    public var runs: [[Compound]]
    /// As written, with single spaces.
    public var text: String
    public var bytes: Range<Int>
    public var fault: Fault?
    /// How it weighs against others: the sum over its compounds.
    public var specificity: Specificity
  }

  /// Conditions on one element: `a.wide[href]`.
  public struct Compound: Sendable, Hashable {
    /// The element's name in lower case; nil where any will do.
    public var type: String?
    public var ids: [String] = []
    public var classes: [String] = []
    public var attributes: [AttributeCondition] = []
    /// True for a written `*`, which alone makes a compound of nothing else.
    public var isUniversal = false

    var isEmpty: Bool { type == nil && !isUniversal && ids.isEmpty && classes.isEmpty && attributes.isEmpty }

    public var specificity: Specificity {
      Specificity(ids: ids.count, classes: classes.count + attributes.count, types: type == nil ? 0 : 1)
    }
  }

  /// `[name]`, or `[name=value]`.
  public struct AttributeCondition: Sendable, Hashable {
    public var name: String
    public var value: String?
  }

  /// The weight of a selector (Selectors 4, section 17): IDs first, then classes and attributes, then types.
  public struct Specificity: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var ids = 0
    public var classes = 0
    public var types = 0

    public init(ids: Int = 0, classes: Int = 0, types: Int = 0) {
      self.ids = ids
      self.classes = classes
      self.types = types
    }

    public static func + (left: Self, right: Self) -> Self {
      Self(ids: left.ids + right.ids, classes: left.classes + right.classes, types: left.types + right.types)
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.ids, left.classes, left.types) < (right.ids, right.classes, right.types)
    }

    public var description: String { "\(ids),\(classes),\(types)" }
  }
}
