import Screen

/// One line of a pane, ready to be put on a grid.
struct TextLine: Sendable, Hashable {
  var runs: [Run]

  init(_ runs: [Run] = []) { self.runs = runs }

  init(_ text: String, _ role: Role = .plain) { runs = [Run(text, role)] }

  static let empty = TextLine()

  /// In columns.
  var width: Int { runs.width }

  /// The spaces that it begins with.
  var indent: Int { text.utf8.prefix { $0 == 0x20 }.count }

  /// The characters alone.
  var text: String {
    var text = ""
    for run in runs { text.append(run.text) }
    return text
  }

  /// The same in ASCII, longer where it has letters of other alphabets.
  var inASCII: TextLine { TextLine(runs.map(\.inASCII)) }

  /// Its characters as they stand on a grid of `width` columns, spaces at the end left out; in ASCII where asked for.
  func shown(width: Int, isASCII: Bool) -> String {
    guard runs.allSatisfy(\.isPrintableASCII), self.width <= width else {
      var grid = Grid(width: width, height: 1)
      grid.put(self, row: 0, column: 0, theme: Theme())
      return (isASCII ? grid.inASCII : grid).text
    }
    var text = text
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }

  /// The same line further to the right.
  func indented(by columns: Int) -> TextLine {
    runs.isEmpty || columns <= 0 ? self : TextLine([.space(columns)] + runs)
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
