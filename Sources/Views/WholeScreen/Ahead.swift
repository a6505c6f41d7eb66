public import Screen

/// What the key that goes on would show, made while nobody waits: it is the one that nearly always comes.
public struct Ahead<Shown: WholeScreen> {
  private static var key: Key { .character(" ") }

  private let shown: Shown
  private let frame: Grid
  private let size: Size

  /// Presses the key on a copy of what is shown. Nil where it asks for something else than to be shown something.
  public init?(of shown: Shown, at size: Size) {
    var next = shown
    guard next.press(Self.key) == nil else { return nil }
    frame = next.frame(width: size.columns, height: size.rows)
    self.shown = next
    self.size = size
  }

  /// The frame that `keys` lead to, and what shows it in place of what was shown. Nil, and nothing changes, where they are
  /// not that one key, or the screen has another size by now.
  public func answer(_ keys: [Key], at size: Size, for shown: inout Shown) -> Grid? {
    guard keys == [Self.key], size == self.size else { return nil }
    shown = self.shown
    return frame
  }
}
