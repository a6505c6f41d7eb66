import Screen

/// Lays runs out in lines of at most `width` columns: see ``TextLines/wrap(_:in:)``.
func wrapped(_ runs: [Run], width: Int, hanging: Int = 0) -> TextLines {
  var lines = TextLines()
  lines.wrap(runs, in: TextLines.Frame(width: width, hanging: hanging))
  return lines
}

/// Cuts a line into lines of exactly `width` columns: see ``TextLines/fold(_:width:)``.
func folded(_ line: TextLine, width: Int) -> TextLines {
  var lines = TextLines()
  lines.fold(line, width: width)
  return lines
}

/// `text` in at most `width` columns, its end replaced by an ellipsis where it is longer.
func shortened(_ text: String, to width: Int) -> String {
  guard width > 0 else { return "" }
  // A character takes two columns at most, so a short text need not be measured.
  if text.utf8.count <= width || Width.of(text) <= width { return text }
  var kept = ""
  var used = 0
  for character in text {
    let columns = Width.of(character)
    if used + columns > width - 1 { break }
    kept.append(character)
    used += columns
  }
  return kept + "…"
}

extension TextLines {
  /// Where wrapped words stand, in columns.
  struct Frame {
    /// What a line may take.
    var width: Int
    /// How far in lines after the first begin, of that width.
    var hanging = 0
    /// Whether spaces at the very beginning stay.
    var keepsIndent = false
    /// The empty columns before all of it.
    var indent = 0
    /// Those before its first line, where that is another number: something may stand on the line already.
    var firstIndent: Int?
    /// Whether its last line is full, so that what is added next stands below it.
    var endsLine = true
  }

  /// Adds runs in lines broken at spaces; a word longer than a line is broken where the line ends. Spaces at the very
  /// beginning are left out, where they are not the indent of code.
  mutating func wrap(_ runs: [Run], in frame: Frame) {
    var wrapper = Wrapper(runs, frame, start: text.count)
    wrapper.fill(&self)
  }
}

/// Reads runs and finds where lines break. Places are bytes of the lines' text.
private struct Wrapper {
  private let runs: [Run]
  private let frame: TextLines.Frame
  private let width: Int
  private let hanging: Int
  /// How far the text has been read.
  private var at: Int
  /// The whole words on the line so far, and the columns that they take with its indent.
  private var line: Range<Int>
  private var used = 0
  /// The spaces after them, kept as many as they are.
  private var spaces = 0
  /// The word being read.
  private var word: Int
  private var wordWidth = 0
  private var isFirstLine = true
  /// The run that the next line begins in, and where that one begins.
  private var run = 0
  private var runStart: Int

  init(_ runs: [Run], _ frame: TextLines.Frame, start: Int) {
    self.runs = runs
    self.frame = frame
    width = max(1, frame.width)
    hanging = max(0, min(frame.hanging, frame.width - 8))
    (at, word, line, runStart) = (start, start, start..<start, start)
  }

  mutating func fill(_ lines: inout TextLines) {
    for run in runs {
      let end = lines.append(run).upperBound
      if run.isPrintableASCII {
        while at < end {
          if lines.text[at] == 0x20 { addSpace() } else { addWord(to: lines.endOfWord(from: at, to: end), &lines) }
        }
      } else {
        for character in run.text {
          if character == " " {
            addSpace()
          } else {
            add(bytes: character.utf8.count, columns: Width.of(character), &lines)
          }
        }
      }
    }
    endWord()
    if !line.isEmpty { place(line, on: &lines) }
    if frame.endsLine, lines.isInLine { lines.endLine() }
  }

  /// A word, or what a run has of one, of a column a byte.
  private mutating func addWord(to end: Int, _ lines: inout TextLines) {
    guard used + spaces + wordWidth + (end - at) > width else {
      wordWidth += end - at
      at = end
      return
    }
    while at < end { add(bytes: 1, columns: 1, &lines) }
  }

  /// One more character of a word.
  private mutating func add(bytes: Int, columns: Int, _ lines: inout TextLines) {
    if used + spaces + wordWidth + columns > width {
      if !line.isEmpty { breakLine(line, before: word, &lines) }
      // Too long for any line.
      if used + wordWidth + columns > width, at > word { breakLine(word..<at, before: at, &lines) }
    }
    at += bytes
    wordWidth += columns
  }

  private mutating func addSpace() {
    endWord()
    at += 1
    word = at
    // None begins a line.
    if line.isEmpty, !(frame.keepsIndent && isFirstLine) { line = at..<at } else { spaces += 1 }
  }

  private mutating func endWord() {
    guard at > word else { return }
    line = line.lowerBound..<at
    used += spaces + wordWidth
    (spaces, word, wordWidth) = (0, at, 0)
  }

  private mutating func breakLine(_ done: Range<Int>, before next: Int, _ lines: inout TextLines) {
    if next == at { wordWidth = 0 }
    place(done, on: &lines)
    lines.endLine()
    line = next..<next
    word = next
    used = hanging
    spaces = 0
  }

  /// Puts a stretch of the text on the next line, each run's share with its own meaning.
  private mutating func place(_ line: Range<Int>, on lines: inout TextLines) {
    var indent = isFirstLine ? frame.firstIndent ?? frame.indent : frame.indent + hanging
    isFirstLine = false
    while runs.indices.contains(run), runStart < line.upperBound {
      let end = runStart + runs[run].text.utf8.count
      let (from, to) = (max(runStart, line.lowerBound), min(end, line.upperBound))
      if from < to {
        lines.place(from..<to, of: runs[run], indent: indent)
        indent = 0
      }
      if end > line.upperBound { break }
      runStart = end
      run += 1
    }
  }
}
