/// The HTML standard's parser: bytes to tokens to a tree. Any bytes give a tree, never an error.
public enum HTML {
  /// The section of the living standard called `section`.
  static func spec(_ section: StaticString) -> Spec { Spec("WHATWG HTML", section) }
}
