import Screen

/// One line of a pane, ready to be put on a grid.
struct TextLine: Sendable, Hashable {
  var runs: [Run]

  init(_ runs: [Run] = []) { self.runs = runs }

  init(_ text: String, _ role: Role = .plain) { runs = [Run(text, role)] }

  static let empty = TextLine()

  /// In columns.
  var width: Int { runs.reduce(0) { $0 + $1.width } }

  /// The characters alone.
  var text: String { runs.reduce(into: "") { $0 += $1.text } }

  /// The same in ASCII, longer where it has letters of other alphabets.
  var inASCII: TextLine { TextLine(runs.map(\.inASCII)) }

  /// The same line further to the right.
  func indented(by columns: Int) -> TextLine {
    runs.isEmpty || columns <= 0 ? self : TextLine([Run(String(repeating: " ", count: columns))] + runs)
  }
}

extension Grid {
  /// Draws a line, clipped at `limit` (a column, exclusive).
  mutating func put(_ line: TextLine, row: Int, column: Int, theme: Theme, limit: Int = .max) {
    var at = column
    for run in line.runs {
      at = put(run.text, row: row, column: at, style: theme.style(run.role), limit: limit)
      if at >= limit { return }
    }
  }

  /// Draws lines one below the other until `rows` are used up.
  mutating func put(_ lines: some Collection<TextLine>, rows: Range<Int>, column: Int, theme: Theme, limit: Int) {
    for (row, line) in zip(rows, lines) { put(line, row: row, column: column, theme: theme, limit: limit) }
  }
}
