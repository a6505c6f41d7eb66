import Wire

extension Lesson {
  /// A place in a lesson's file, with the line itself, so that a problem found long after parsing can still show it.
  public struct Mark: Sendable, Hashable {
    /// Counted from 1.
    public var line: Int
    /// In characters, counted from 1.
    public var column: Int
    /// In characters.
    public var length: Int
    /// The whole line.
    public var text: String

    public init(line: Int, column: Int, length: Int, text: String) {
      self.line = line
      self.column = column
      self.length = length
      self.text = text
    }
  }

  /// What is wrong in a lesson, where, and what to do: `file:line:column: expected …, found …` and the line with a
  /// caret under the place.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    public var file: String
    public var mark: Mark
    public var message: String

    public init(file: String, mark: Mark, message: String) {
      self.file = file
      self.mark = mark
      self.message = message
    }

    public var description: String {
      let number = "\(mark.line)"
      let margin = String(repeating: " ", count: number.count)
      let before = String(mark.text.prefix(mark.column - 1)).escapingControls
      let under = String(mark.text.dropFirst(mark.column - 1).prefix(mark.length)).escapingControls
      let caret =
        String(repeating: " ", count: before.count) + "^" + String(repeating: "~", count: max(0, under.count - 1))
      return """
        \(file.escapingControls):\(number):\(mark.column): \(message.escapingControls)
          \(number) | \(mark.text.escapingControls)
          \(margin) | \(caret)
        """
    }
  }

  /// All the problems of one file, in the order of its lines.
  public struct Problems: Error, Sendable, Hashable, CustomStringConvertible {
    public var list: [Problem]
    public init(_ list: [Problem]) { self.list = list }
    public var description: String { list.map(\.description).joined(separator: "\n") }
  }
}
