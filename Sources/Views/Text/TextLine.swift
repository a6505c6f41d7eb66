import Screen

/// One line of a pane, ready to be put on a grid.
struct TextLine: Sendable, Hashable {
  var runs: [Run]

  init(_ runs: [Run] = []) { self.runs = runs }

  init(_ text: String, _ role: Role = .plain) { runs = [Run(text, role)] }

  static let empty = TextLine()

  /// In columns.
  var width: Int { runs.reduce(0) { $0 + $1.width } }

  /// The spaces that it begins with.
  var indent: Int { text.utf8.prefix { $0 == 0x20 }.count }

  /// The characters alone.
  var text: String { runs.reduce(into: "") { $0 += $1.text } }

  /// The same in ASCII, longer where it has letters of other alphabets.
  var inASCII: TextLine { TextLine(runs.map(\.inASCII)) }

  /// Its characters as they stand on a grid of `width` columns, spaces at the end left out; in ASCII where asked for.
  func shown(width: Int, isASCII: Bool) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, width: width, isASCII: isASCII)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the same. Most lines are ASCII that fits, and need no grid for it.
  fileprivate func write(to bytes: inout [UInt8], width: Int, isASCII: Bool) {
    let start = bytes.count
    for run in runs { bytes += run.text.utf8 }
    if bytes.count - start <= width, bytes[start...].allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
    } else {
      bytes.removeSubrange(start...)
      var grid = Grid(width: width, height: 1)
      grid.put(self, row: 0, column: 0, theme: Theme())
      bytes += (isASCII ? grid.inASCII : grid).text.utf8
    }
  }

  /// The same line further to the right.
  func indented(by columns: Int) -> TextLine {
    runs.isEmpty || columns <= 0 ? self : TextLine([.space(columns)] + runs)
  }
}

extension [TextLine] {
  /// Each as it stands on a grid of `width` columns, a newline after it.
  func bytes(width: Int, isASCII: Bool) -> [UInt8] {
    reduce(into: []) { bytes, line in
      line.write(to: &bytes, width: width, isASCII: isASCII)
      bytes.append(0x0A)
    }
  }

  /// Drawn one below the other.
  func grid(width: Int, theme: Theme) -> Grid {
    var grid = Grid(width: width, height: count)
    grid.put(self, rows: 0..<count, column: 0, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
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
