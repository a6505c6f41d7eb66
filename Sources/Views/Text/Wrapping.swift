import Screen

/// Lays runs out in lines of at most `width` columns, broken at spaces; a word longer than a line is broken where the
/// line ends. Lines after the first are indented by `hanging` columns.
func wrapped(_ runs: [Run], width: Int, hanging: Int = 0) -> [TextLine] {
  var wrapper = Wrapper(width: max(1, width), hanging: min(hanging, max(0, width - 8)))
  for run in runs { wrapper.add(run) }
  return wrapper.finish()
}

/// Cuts runs into lines of exactly `width` columns (the last may be shorter), as for code: spaces count.
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

private struct Wrapper {
  let width: Int
  let hanging: Int
  private var lines: [TextLine] = []
  private var line: [Run] = []
  private var used = 0
  private var word: [Run] = []
  private var wordWidth = 0
  /// The spaces before the word, kept as many as they are.
  private var space: Run?

  init(width: Int, hanging: Int) {
    self.width = width
    self.hanging = hanging
  }

  mutating func add(_ run: Run) {
    var isFirst = true
    for piece in run.text.utf8.split(separator: 0x20, omittingEmptySubsequences: false) {
      if !isFirst {
        endWord()
        if used > 0 { space = Run((space?.text ?? "") + " ", run.role) }
      }
      isFirst = false
      if !piece.isEmpty { addToWord(Run(String(Substring(piece)), run.role)) }
    }
  }

  mutating func finish() -> [TextLine] {
    endWord()
    if !line.isEmpty { lines.append(TextLine(line)) }
    return lines
  }

  private mutating func addToWord(_ run: Run) {
    word.append(run)
    wordWidth += run.width
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    if used + (space?.text.utf8.count ?? 0) + wordWidth > width, used > indent { breakLine() }
    if let space, used > indent {
      line.append(space)
      used += space.text.utf8.count
    }
    space = nil
    if used + wordWidth <= width {
      line += word
      used += wordWidth
    } else {
      placeLongWord()
    }
    (word, wordWidth) = ([], 0)
  }

  private var indent: Int { lines.isEmpty ? 0 : hanging }

  private mutating func placeLongWord() {
    for run in word {
      var piece = ""
      for character in run.text {
        let columns = Width.of(character)
        if used + columns > width, used > indent {
          if !piece.isEmpty { line.append(Run(piece, run.role)) }
          piece = ""
          breakLine()
        }
        piece.append(character)
        used += columns
      }
      if !piece.isEmpty { line.append(Run(piece, run.role)) }
    }
  }

  private mutating func breakLine() {
    lines.append(TextLine(line))
    line = hanging > 0 ? [Run(String(repeating: " ", count: hanging))] : []
    used = hanging
    space = nil
  }
}
