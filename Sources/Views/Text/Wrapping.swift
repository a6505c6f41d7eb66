import Screen

/// Lays runs out in lines of at most `width` columns, broken at spaces; a word longer than a line is broken where the
/// line ends. Lines after the first are indented by `hanging` columns. Spaces at the very beginning are left out, where
/// they are not the indent of code.
func wrapped(_ runs: [Run], width: Int, hanging: Int = 0, keepsIndent: Bool = false) -> [TextLine] {
  var wrapper = Wrapper(
    width: max(1, width), hanging: min(hanging, max(0, width - 8)), keepsIndent: keepsIndent)
  for run in runs { wrapper.add(run) }
  return wrapper.finish()
}

/// Cuts runs into lines of exactly `width` columns (the last may be shorter): spaces count.
func folded(_ line: TextLine, width: Int) -> [TextLine] {
  guard line.width > width, width > 0 else { return [line] }
  var lines: [TextLine] = []
  var current: [Run] = []
  var used = 0
  for run in line.runs {
    var piece = ""
    for character in run.text {
      let columns = Width.of(character)
      if used + columns > width {
        if !piece.isEmpty { current.append(Run(piece, run.role)) }
        lines.append(TextLine(current))
        (piece, current, used) = ("", [], 0)
      }
      piece.append(character)
      used += columns
    }
    if !piece.isEmpty { current.append(Run(piece, run.role)) }
  }
  if !current.isEmpty { lines.append(TextLine(current)) }
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

/// Finds where lines break, then cuts the runs there: places are bytes of all runs' text, one after the other.
private struct Wrapper {
  let width: Int
  let hanging: Int
  let keepsIndent: Bool
  private var runs: [Run] = []
  private var lines: [Range<Int>] = []
  /// How far the text has been read.
  private var at = 0
  /// The whole words on the line so far, and the columns that they take with its indent.
  private var line = 0..<0
  private var used = 0
  /// The spaces after them, kept as many as they are.
  private var spaces = 0
  /// The word being read.
  private var word = 0
  private var wordWidth = 0

  init(width: Int, hanging: Int, keepsIndent: Bool) {
    self.width = width
    self.hanging = hanging
    self.keepsIndent = keepsIndent
  }

  mutating func add(_ run: Run) {
    runs.append(run)
    if run.text.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in run.text.utf8 {
        if byte == 0x20 { addSpace() } else { add(bytes: 1, columns: 1) }
      }
    } else {
      for character in run.text {
        if character == " " { addSpace() } else { add(bytes: character.utf8.count, columns: Width.of(character)) }
      }
    }
  }

  mutating func finish() -> [TextLine] {
    endWord()
    if !line.isEmpty { lines.append(line) }
    return cut()
  }

  /// One more character of a word.
  private mutating func add(bytes: Int, columns: Int) {
    if used + spaces + wordWidth + columns > width {
      if !line.isEmpty { breakLine(line, before: word) }
      // Too long for any line.
      if used + wordWidth + columns > width, at > word { breakLine(word..<at, before: at) }
    }
    at += bytes
    wordWidth += columns
  }

  private mutating func addSpace() {
    endWord()
    at += 1
    word = at
    // None begins a line.
    if line.isEmpty, !(keepsIndent && lines.isEmpty) { line = at..<at } else { spaces += 1 }
  }

  private mutating func endWord() {
    guard at > word else { return }
    line = line.lowerBound..<at
    used += spaces + wordWidth
    (spaces, word, wordWidth) = (0, at, 0)
  }

  private mutating func breakLine(_ done: Range<Int>, before next: Int) {
    if next == at { wordWidth = 0 }
    lines.append(done)
    line = next..<next
    word = next
    used = hanging
    spaces = 0
  }

  private func cut() -> [TextLine] {
    var parts = runs[...]
    // Where the first of `parts` begins.
    var start = 0
    return lines.enumerated().map { number, line in
      var text = number > 0 && hanging > 0 ? [Run.space(hanging)] : []
      while let run = parts.first, start < line.upperBound {
        let length = run.text.utf8.count
        let (from, to) = (max(0, line.lowerBound - start), min(length, line.upperBound - start))
        if from < to { text.append(run.part(from..<to)) }
        if start + length > line.upperBound { break }
        start += length
        parts.removeFirst()
      }
      return TextLine(text)
    }
  }
}
