import Tracing

/// The little of Markdown that lessons are made of: headings, fences, comments and running text.
struct Markdown {
  typealias Line = SourceText.Line

  enum Piece {
    case heading(level: Int, Line)
    case fence(Fence)
    case text(Line)
    case blank
  }

  /// Lines between two fences; nothing in them is syntax.
  struct Fence {
    var opening: Line
    /// The word behind the opening fence; its text may be empty.
    var word: Line
    var lines: [Line]
  }

  private(set) var pieces: [Piece] = []
  /// The opening line of a fence or a comment that never ends, and what it is.
  private(set) var unclosed: (line: Line, what: String)?

  private var open: (fence: Fence, mark: UInt8, length: Int, indent: Int)?
  private var comment: Line?

  init(_ lines: some Sequence<Line>) {
    for line in lines { read(line) }
    if let open {
      let mark = String(repeating: open.mark == UInt8(ascii: "~") ? "~" : "`", count: open.length)
      unclosed = (open.fence.opening, "a fence that is never closed: end it with a line of \(mark)")
    }
    if let comment { unclosed = (comment, "a comment that is never closed: end it with `-->`") }
  }

  private mutating func read(_ line: Line) {
    if open != nil { return readInFence(line) }
    guard let visible = uncommented(line) else { return }
    if visible.isBlank { return pieces.append(.blank) }
    let indent = visible.indent
    let body = visible.from(indent)
    if indent < 4, let first = body.bytes.first {
      if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
        let length = body.bytes.prefix { $0 == first }.count
        let word = body.from(length).trimmed
        if length >= 3, first != UInt8(ascii: "`") || !word.bytes.contains(first) {
          open = (Fence(opening: body.withoutTrailingSpace, word: word, lines: []), first, length, indent)
          return
        }
      }
      let level = body.bytes.prefix { $0 == UInt8(ascii: "#") }.count
      if (1...6).contains(level), body.bytes.dropFirst(level).first?.isBlank ?? true {
        return pieces.append(.heading(level: level, body.from(level).trimmed))
      }
    }
    pieces.append(.text(visible))
  }

  private mutating func readInFence(_ line: Line) {
    guard let (_, mark, length, indent) = open else { return }
    let closing = line.trimmed.bytes
    if closing.count >= length, closing.allSatisfy({ $0 == mark }) {
      if let fence = open?.fence { pieces.append(.fence(fence)) }
      open = nil
    } else {
      open?.fence.lines.append(line.from(min(indent, line.indent)))
    }
  }

  /// The line with comments turned into spaces, so that columns stay; nil where it was nothing but comment. A comment
  /// inside a code span is code.
  private mutating func uncommented(_ line: Line) -> Line? {
    guard comment != nil || line.bytes.contains(UInt8(ascii: "<")) else { return line }
    var bytes = Array(line.bytes)
    var at = 0
    var masked = false
    var inCode = false
    while at < bytes.count {
      if comment != nil {
        masked = true
        if bytes[at...].starts(with: "-->".utf8) {
          for place in at..<at + 3 { bytes[place] = UInt8(ascii: " ") }
          at += 3
          comment = nil
        } else {
          // A byte of a longer character becomes a space of its own; only columns behind it on this line move.
          bytes[at] = UInt8(ascii: " ")
          at += 1
        }
      } else if !inCode, bytes[at...].starts(with: "<!--".utf8) {
        comment = line.part(at..<at + 4)
      } else {
        if bytes[at] == UInt8(ascii: "`") { inCode.toggle() }
        at += 1
      }
    }
    // An empty line inside a comment is part of it.
    if masked || comment != nil, bytes.allSatisfy(\.isBlank) { return nil }
    var copy = line
    copy.bytes = bytes[...]
    return copy
  }
}

extension SourceText.Line {
  /// How many spaces it begins with.
  fileprivate var indent: Int { bytes.prefix { $0 == UInt8(ascii: " ") }.count }
}
