public import Screen

/// What can have the whole screen: it takes keys, and gives frames.
public protocol WholeScreen {
  /// What a key asks of whoever holds the terminal.
  associatedtype Intent
  /// Takes one key press; what it asks for, if it asks for anything.
  mutating func press(_ key: Key) -> Intent?
  /// The whole screen at this size, in cells.
  mutating func frame(width: Int, height: Int) -> Grid
}
