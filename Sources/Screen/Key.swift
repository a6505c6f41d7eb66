/// A key press, told apart from pasted text and from the terminal's own replies.
public enum Key: Sendable, Hashable {
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// Control with a letter, lower case: `.control("c")`.
  case control(Character)
  /// Text that was pasted as one piece: never keys.
  case paste(String)
}
