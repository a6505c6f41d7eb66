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

  func lines(width: Int) -> TextLines { [self].lines(width: width) }
}

extension [Piece] {
  /// Laid out for a width; in ASCII the text is spelled before it is measured.
  func lines(width: Int, isASCII: Bool = false) -> TextLines {
    var lines = TextLines(capacity: 64 * count)
    lines.add(self, width: width, isASCII: isASCII)
    return lines
  }
}

extension TextLines {
  mutating func add(_ pieces: [Piece], width: Int, isASCII: Bool) {
    for piece in pieces { (isASCII ? piece.inASCII : piece).add(to: &self, width: width) }
  }
}

extension Piece {
  fileprivate func add(to lines: inout TextLines, width: Int) {
    switch self {
    case .heading(let runs):
      lines.wrap(
        runs.map { $0.role == .plain ? Run($0.text, .heading) : $0 }, in: TextLines.Frame(width: width))
    case .prose(let runs), .call(let runs): lines.wrap(runs, in: TextLines.Frame(width: width))
    case .item(let marker, let runs):
      lines.wrap([Run(marker), " "] + runs, in: TextLines.Frame(width: width, hanging: Width.of(marker) + 1))
    case .code(let line) where line.width <= width: lines.append(line)
    case .code(let line):
      lines.wrap(line.runs, in: TextLines.Frame(width: width, hanging: line.indent, keepsIndent: true))
    case .marked(let text, let marks): Self.add(text, marks, to: &lines, width: width)
    case .entries(let entries): Self.add(entries, to: &lines, width: width)
    case .table(let columns, let rows): Self.add(columns, rows, to: &lines, width: width)
    case .gap: lines.endLine()
    }
  }

  private static func add(_ entries: [Entry], to lines: inout TextLines, width: Int) {
    let heads = entries.map { $0.depth * 2 + $0.head.width }
    // A head that takes more than its half stands on a line of its own, its meaning below it in the same column.
    let most = min(width - 26, width / 2)
    let column = (zip(heads, entries).lazy.filter { !$1.note.isEmpty && $0 <= most }.map(\.0).max() ?? 2) + 2
    for (entry, headWidth) in zip(entries, heads) {
      let indent = min(entry.depth * 2, width / 2)
      let isBeside = !entry.note.isEmpty && headWidth + 2 <= column
      lines.wrap(
        entry.head, in: TextLines.Frame(width: width - indent, hanging: 4, indent: indent, endsLine: !isBeside))
      if entry.note.isEmpty { continue }
      let lead = isBeside ? column - headWidth : column
      lines.wrap(entry.note, in: TextLines.Frame(width: width - column, indent: column, firstIndent: lead))
    }
  }

  private static func add(_ text: String, _ marks: [Mark], to lines: inout TextLines, width: Int) {
    let columns = text.map { Width.of($0) }
    let total = columns.reduce(0, +)
    guard total <= width else {
      lines.fold(TextLine(text, .strong), width: width)
      let named = marks.map { mark in
        let range = mark.characters.clamped(to: columns.indices)
        let part = String(text.dropFirst(range.lowerBound).prefix(range.count))
        return Entry([Run(mark.name, .name), ": ", Run(part, .strong)], [Run(mark.meaning)])
      }
      return add(named, to: &lines, width: width)
    }
    lines.append(TextLine(text, .strong))
    // Names stand in one column when that leaves room, else right after their strokes.
    let aligned = width - total - 2 >= 28
    for mark in marks {
      let range = mark.characters.clamped(to: columns.indices)
      let start = columns[..<range.lowerBound].reduce(0, +)
      let strokes = columns[range].reduce(0, +)
      lines.place(Run(String(repeating: UInt8(ascii: "~"), count: strokes), .mark), indent: start)
      let end = start + strokes
      let column = aligned ? total + 2 : end + 1
      let label = [Run(mark.name, .name), mark.meaning.isEmpty ? "" : ": ", Run(mark.meaning)]
      if width - column >= 16 {
        lines.wrap(label, in: TextLines.Frame(width: width - column, indent: column, firstIndent: column - end))
      } else {
        lines.endLine()
        lines.wrap(label, in: TextLines.Frame(width: width - 4, indent: 4))
      }
    }
  }

  private static func add(
    _ columns: [String], _ rows: [[String]], to lines: inout TextLines, width: Int
  ) {
    guard !columns.isEmpty else { return }
    let names = columns.map { Run($0, .name) }
    let rows = rows.map { row in columns.indices.map { Run(row.indices.contains($0) ? row[$0] : "") } }
    var widths = columns.indices.map { column in
      min(rows.reduce(names[column].width) { max($0, $1[column].width) }, width)
    }
    // Where it is too much, the widest column gives way first.
    var excess = widths.reduce(2 * columns.count - 2, +) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
      widths[widest] -= 1
      excess -= 1
    }
    let rule = widths.map { Run(String(repeating: UInt8(ascii: "-"), count: $0), .frame) }
    for cells in [names, rule] + rows {
      let line = zip(cells, widths).map { cell, width in
        let text = shortened(cell.text, to: width)
        return Run(text + String(repeating: UInt8(ascii: " "), count: width - Width.of(text) + 2), cell.role)
      }
      lines.fold(TextLine(line), width: width)
    }
  }
}

extension [Run] {
  /// In columns.
  var width: Int { reduce(0) { $0 + $1.width } }
}
