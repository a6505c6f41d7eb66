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
}
