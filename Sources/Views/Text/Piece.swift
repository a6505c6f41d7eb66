import Screen

/// A part of a pane that does not know yet how wide it will be drawn.
enum Piece: Sendable, Hashable {
  case heading([Run])
  case prose([Run])
  /// One item of a list, its marker before it.
  case item(marker: String, [Run])
  /// A line whose indent counts, and stays where the line is broken: code, or a body.
  case code(TextLine)
  /// A line with strokes under its parts, each named below.
  case marked(String, [Mark])
  /// Things and what they mean, side by side where there is room.
  case entries([Entry])
  case table(columns: [String], rows: [[String]])
  /// A box with a word in it: where a prediction is asked for.
  case call([Run])
  case gap

  /// One part of a marked line.
  struct Mark: Sendable, Hashable {
    /// In characters from the start of the line.
    var characters: Range<Int>
    var name: String
    var meaning: String
  }

  /// One thing with its meaning.
  struct Entry: Sendable, Hashable {
    var head: [Run]
    var note: [Run]
    var depth = 0

    init(_ head: [Run], _ note: [Run] = [], depth: Int = 0) {
      self.head = head
      self.note = note
      self.depth = depth
    }

    /// `name: value`, and what it means.
    init(_ name: String, _ value: String, _ meaning: String = "", depth: Int = 0) {
      self.init(
        [Run(name, .name), Run(": "), Run(value)], meaning.isEmpty ? [] : [Run(meaning, .faint)], depth: depth)
    }
  }

  static func text(_ text: String, _ role: Role = .plain) -> Piece { .prose([Run(text, role)]) }

  func lines(width: Int) -> [TextLine] {
    switch self {
    case .heading(let runs): wrapped(runs.map { Run($0.text, $0.role == .plain ? .heading : $0.role) }, width: width)
    case .prose(let runs): wrapped(runs, width: width)
    case .item(let marker, let runs):
      wrapped([Run(marker)] + [Run(" ")] + runs, width: width, hanging: Width.of(marker) + 1)
    case .code(let line) where line.width <= width: [line]
    case .code(let line): wrapped(line.runs, width: width, hanging: line.indent, keepsIndent: true)
    case .marked(let text, let marks): Self.markedLines(text, marks, width: width)
    case .entries(let entries): Self.entryLines(entries, width: width)
    case .table(let columns, let rows): Self.tableLines(columns, rows, width: width)
    case .call(let runs): wrapped(runs, width: width)
    case .gap: [.empty]
    }
  }
}

extension [Piece] {
  /// Laid out for a width; in ASCII the text is spelled before it is measured.
  func lines(width: Int, isASCII: Bool = false) -> [TextLine] {
    flatMap { (isASCII ? $0.inASCII : $0).lines(width: width) }
  }
}

extension Piece {
  private static func entryLines(_ entries: [Entry], width: Int) -> [TextLine] {
    let heads = entries.map { $0.depth * 2 + TextLine($0.head).width }
    // A head that takes more than its half stands on a line of its own, its meaning below it in the same column.
    let most = min(width - 26, width / 2)
    let column = (zip(heads, entries).filter { !$1.note.isEmpty && $0 <= most }.map(\.0).max() ?? 2) + 2
    return zip(entries, heads).flatMap { entry, headWidth -> [TextLine] in
      let indent = min(entry.depth * 2, width / 2)
      let head = wrapped(entry.head, width: width - indent, hanging: 4).map { $0.indented(by: indent) }
      if entry.note.isEmpty { return head }
      guard headWidth + 2 <= column else {
        return head + wrapped(entry.note, width: width - column).map { $0.indented(by: column) }
      }
      let notes = wrapped(entry.note, width: width - column)
      let first = TextLine(
        (head.first?.runs ?? []) + [.space(column - headWidth)] + (notes.first?.runs ?? []))
      return [first] + notes.dropFirst().map { $0.indented(by: column) }
    }
  }

  private static func markedLines(_ text: String, _ marks: [Mark], width: Int) -> [TextLine] {
    let characters = Array(text)
    let total = Width.of(text)
    guard total <= width else {
      let named = marks.map { mark in
        let part = String(characters[mark.characters.clamped(to: characters.indices)])
        return Entry([Run(mark.name, .name), Run(": "), Run(part, .strong)], [Run(mark.meaning)])
      }
      return folded(TextLine(text, .strong), width: width) + entryLines(named, width: width)
    }
    // Names stand in one column when that leaves room, else right after their strokes.
    let aligned = width - total - 2 >= 28
    return [TextLine(text, .strong)]
      + marks.flatMap { mark -> [TextLine] in
        let range = mark.characters.clamped(to: characters.indices)
        let start = Width.of(String(characters[..<range.lowerBound]))
        let strokes = String(repeating: "~", count: Width.of(String(characters[range])))
        let label = [Run(mark.name, .name), Run(mark.meaning.isEmpty ? "" : ": "), Run(mark.meaning)]
        let lead = [Run.space(start), Run(strokes, .mark)]
        let end = start + strokes.count
        let column = aligned ? total + 2 : end + 1
        guard width - column >= 16 else {
          return [TextLine(lead)] + wrapped(label, width: width - 4).map { $0.indented(by: 4) }
        }
        let named = wrapped(label, width: width - column)
        let first = TextLine(
          lead + [.space(column - end)] + (named.first?.runs ?? []))
        return [first] + named.dropFirst().map { $0.indented(by: column) }
      }
  }

  private static func tableLines(_ columns: [String], _ rows: [[String]], width: Int) -> [TextLine] {
    guard !columns.isEmpty else { return [] }
    var widths = columns.indices.map { column in
      let cells = [columns[column]] + rows.map { $0.indices.contains(column) ? $0[column] : "" }
      return min(cells.map { Width.of(Run($0).text) }.max() ?? 0, width)
    }
    // Where it is too much, the widest column gives way first.
    var excess = widths.reduce(2 * columns.count - 2, +) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
      widths[widest] -= 1
      excess -= 1
    }
    func line(_ cells: [String], _ role: Role) -> TextLine {
      TextLine(
        columns.indices.map { column in
          let text = shortened(Run(cells.indices.contains(column) ? cells[column] : "").text, to: widths[column])
          return Run(text + String(repeating: " ", count: widths[column] - Width.of(text) + 2), role)
        })
    }
    let rule = columns.indices.map { String(repeating: "-", count: widths[$0]) }
    return ([line(columns, .name), line(rule, .frame)] + rows.map { line($0, .plain) }).flatMap {
      folded($0, width: width)
    }
  }
}
