import Screen

/// Lines laid out for a width: what panes are drawn from, and transcripts written.
///
/// The text of all of them stands in one buffer, and a line is where in it to look: laying out thousands of words is
/// copying each once.
struct TextLines: Sendable {
  /// A stretch of a line with one meaning.
  struct Part: Sendable {
    /// The empty columns before it.
    var indent: Int
    /// Where its text stands.
    var bytes: Range<Int>
    var role: Role
    var isPrintableASCII: Bool
  }

  private(set) var text: [UInt8] = []
  private var parts: [Part] = []
  /// How many parts there are up to the end of each line.
  private var ends: [Int] = []

  /// With room for so many bytes of text.
  init(capacity: Int = 0) { text.reserveCapacity(capacity) }

  /// The parts of one line.
  func parts(of line: Int) -> ArraySlice<Part> { parts[(line > 0 ? ends[line - 1] : 0)..<ends[line]] }

  func text(of part: Part) -> ArraySlice<UInt8> { text[part.bytes] }

  /// Where the word ends that goes on at `start`: at a space, or at `end`.
  func endOfWord(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, text[place] != 0x20 { place += 1 }
    return place
  }

  /// Appends text that is not on any line yet, and says where it stands.
  mutating func append(_ run: Run) -> Range<Int> {
    let start = text.count
    text += run.text.utf8
    return start..<text.count
  }

  /// Puts a stretch of a run's text on the line that is being filled, `indent` columns after what stands there.
  mutating func place(_ bytes: Range<Int>, of run: Run, indent: Int = 0) {
    parts.append(Part(indent: indent, bytes: bytes, role: run.role, isPrintableASCII: run.isPrintableASCII))
  }

  /// The same with all of it.
  mutating func place(_ run: Run, indent: Int = 0) { place(append(run), of: run, indent: indent) }

  /// What is placed from now on stands on the next line.
  mutating func endLine() { ends.append(parts.count) }

  /// Whether something stands on the line that is being filled.
  var isInLine: Bool { parts.count > ends.last ?? 0 }

  /// Adds a line as it is.
  mutating func append(_ line: TextLine) {
    for run in line.runs { place(run) }
    endLine()
  }

  /// Adds a line, cut into as many of exactly `width` columns as it takes (the last may be shorter): spaces count.
  mutating func fold(_ line: TextLine, width: Int) {
    guard width > 0, line.width > width else { return append(line) }
    var used = 0
    for run in line.runs {
      var start = text.count
      for character in run.text {
        let columns = Width.of(character)
        if used + columns > width {
          if start < text.count { place(start..<text.count, of: run) }
          endLine()
          (start, used) = (text.count, 0)
        }
        text += character.utf8
        used += columns
      }
      if start < text.count { place(start..<text.count, of: run) }
    }
    if isInLine { endLine() }
  }
}

extension TextLines: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { ends.count }

  /// A line by itself, its empty columns as spaces.
  subscript(line: Int) -> TextLine {
    TextLine(
      parts(of: line).flatMap { part in
        let run = Run(String(decoding: text(of: part), as: UTF8.self), part.role)
        return part.indent > 0 ? [.space(part.indent), run] : [run]
      })
  }
}

extension TextLines {
  /// Each as it stands on a grid of `width` columns, spaces at the end left out, a newline after it.
  func bytes(width: Int, isASCII: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 4)
    for line in indices {
      write(parts(of: line), to: &bytes, width: width, isASCII: isASCII)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Most lines are ASCII that fits, and need no grid.
  private func write(_ line: ArraySlice<Part>, to bytes: inout [UInt8], width: Int, isASCII: Bool) {
    guard line.allSatisfy(\.isPrintableASCII), line.reduce(0, { $0 + $1.indent + $1.bytes.count }) <= width else {
      var grid = Grid(width: width, height: 1)
      grid.put(line, of: self, row: 0, column: 0, theme: Theme())
      bytes += (isASCII ? grid.inASCII : grid).text.utf8
      return
    }
    let start = bytes.count
    for part in line {
      if part.indent > 0 { bytes.append(contentsOf: repeatElement(0x20, count: part.indent)) }
      bytes += text(of: part)
    }
    while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
  }

  /// Drawn one below the other.
  func grid(width: Int, theme: Theme) -> Grid {
    var grid = Grid(width: width, height: count)
    grid.put(self, rows: 0..<count, column: 0, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
  }
}

extension Grid {
  /// Draws lines one below the other, from the line `first` on, until `rows` are used up.
  mutating func put(
    _ lines: TextLines, from first: Int = 0, rows: Range<Int>, column: Int, theme: Theme, limit: Int
  ) {
    for (row, line) in zip(rows, lines.indices.dropFirst(first)) {
      put(lines.parts(of: line), of: lines, row: row, column: column, theme: theme, limit: limit)
    }
  }

  fileprivate mutating func put(
    _ line: ArraySlice<TextLines.Part>, of lines: TextLines, row: Int, column: Int, theme: Theme, limit: Int = .max
  ) {
    var at = column
    for part in line {
      at = put(
        lines.text(of: part), row: row, column: at + part.indent, style: theme.style(part.role), limit: limit)
      if at >= limit { return }
    }
  }
}
