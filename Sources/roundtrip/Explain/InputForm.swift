/// What the inputs of a kind look like: how to read what a person types or saves.
enum InputForm: Sendable, Hashable {
  /// One line of text: what a keyboard or an editor ends it with is no part of it.
  case line
  /// Any text at all.
  case text
  /// Lines that end in CRLF, with more than one word. Keyboards and editors write LF alone.
  case lines
  /// No text: what is typed is hexadecimal.
  case binary
}
