/// Cascading style sheets, from bytes to the style of every element, each stage a value one can look at.
///
/// ```
/// bytes -> tokens -> component values -> rules -> selectors + declarations -> cascade -> computed style
/// ```
///
/// The first three stages are CSS Syntax Level 3 in full. Of selectors and properties it has those that a page painted
/// in terminal cells can show; the others are kept, with a ``Fault`` that says so.
public enum CSS {
  /// Blocks inside blocks, at most. What stands deeper is passed over, with a ``Fault/Code/limit`` on the block.
  public static let deepestBlock = 256

  static func syntax(_ section: StaticString) -> Spec { Spec("CSS Syntax 3", section) }
}
