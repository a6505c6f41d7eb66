/// What the inputs of a kind look like: how to read what a person types or saves.
enum InputForm: Sendable, Hashable {
  /// Any text at all.
  case text
  /// Lines that end in CRLF, with more than one word. Keyboards and editors write LF alone.
  case lines
  /// No text: what is typed is hexadecimal.
  case binary
}
