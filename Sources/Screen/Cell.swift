/// One place on the screen.
public struct Cell: Sendable, Hashable {
  /// What stands here: one grapheme, or the second half of a wide one to the left.
  public enum Glyph: Sendable, Hashable {
    case character(Character)
    case continuation
  }

  public var glyph: Glyph
  public var style: Style

  public init(_ character: Character = " ", style: Style = .plain) {
    self.init(.character(character), style: style)
  }

  init(_ glyph: Glyph, style: Style) {
    self.glyph = glyph
    self.style = style
  }

  public static let blank = Cell()
}
