import Tracing

extension Markdown {
  /// Running text as blocks: paragraphs joined to one line, lists, and headings below the second level as strong text.
  struct Prose {
    private(set) var blocks: [Step.Block] = []
    private var paragraph: [String] = []
    private var items: [String] = []
    private var isOrdered = false
    /// After an empty line a list goes on with another item, or ends.
    private var listMayEnd = false

    mutating func add(_ line: Line) {
      let text = line.trimmed.text
      defer { listMayEnd = false }
      if let item = Self.item(text), paragraph.isEmpty || !item.isOrdered {
        if !items.isEmpty, item.isOrdered != isOrdered { flush() }
        if items.isEmpty { flush() }
        isOrdered = item.isOrdered
        items.append(item.text)
      } else if items.isEmpty || listMayEnd {
        if listMayEnd { flush() }
        paragraph.append(text.hasPrefix("> ") ? String(text.dropFirst(2)) : text)
      } else {
        items[items.count - 1] += " " + text
      }
    }

    mutating func add(heading: Line) {
      flush()
      blocks.append(.paragraph("**\(heading.text)**"))
    }

    mutating func add(code fence: Fence) {
      flush()
      blocks.append(.code(language: fence.word.text, fence.lines.map(\.text).joined(separator: "\n")))
    }

    /// An empty line ends a paragraph.
    mutating func addBlank() {
      if items.isEmpty { flush() } else { listMayEnd = true }
    }

    /// Ends the paragraph or list at hand.
    mutating func flush() {
      if !paragraph.isEmpty { blocks.append(.paragraph(paragraph.joined(separator: " "))) }
      if !items.isEmpty { blocks.append(.list(items, ordered: isOrdered)) }
      paragraph = []
      items = []
      listMayEnd = false
    }

    /// The blocks so far; nothing is left behind.
    mutating func take() -> [Step.Block] {
      flush()
      defer { blocks = [] }
      return blocks
    }

    private static func item(_ text: String) -> (text: String, isOrdered: Bool)? {
      if let first = text.first, "-*+".contains(first), text.dropFirst().first == " " {
        return (String(text.dropFirst(2)), false)
      }
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard (1...3).contains(digits.count), text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
      return (String(text.dropFirst(digits.count + 2)), true)
    }
  }

  /// The text of an aside or a note: prose and listings, no directives.
  static func prose(_ lines: [Line]) -> [Step.Block] {
    var prose = Prose()
    for piece in Markdown(lines).pieces {
      switch piece {
      case .heading(_, let line): prose.add(heading: line)
      case .fence(let fence): prose.add(code: fence)
      case .text(let line): prose.add(line)
      case .blank: prose.addBlank()
      }
    }
    return prose.take()
  }
}
