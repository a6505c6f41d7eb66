import Tracing

extension Markdown {
  /// Running text as blocks: paragraphs joined to one line, lists, and headings below the second level as strong text.
  struct Prose {
    private(set) var blocks: [Step.Block] = []
    /// Both in UTF-8.
    private var paragraph: [UInt8] = []
    private var items: [[UInt8]] = []
    private var isOrdered = false
    /// After an empty line a list goes on with another item, or ends.
    private var listMayEnd = false

    mutating func add(_ line: Line) {
      let text = line.trimmed.bytes
      defer { listMayEnd = false }
      if let item = Self.item(text), paragraph.isEmpty || !item.isOrdered {
        if !items.isEmpty, item.isOrdered != isOrdered { flush() }
        if items.isEmpty { flush() }
        isOrdered = item.isOrdered
        items.append(Array(item.text))
      } else if items.isEmpty || listMayEnd {
        if listMayEnd { flush() }
        if !paragraph.isEmpty { paragraph.append(UInt8(ascii: " ")) }
        paragraph += text.starts(with: "> ".utf8) ? text.dropFirst(2) : text
      } else {
        items[items.count - 1].append(UInt8(ascii: " "))
        items[items.count - 1] += text
      }
    }

    mutating func add(heading: Line) {
      flush()
      blocks.append(.paragraph("**\(heading.text)**"))
    }

    mutating func add(code fence: Fence) {
      flush()
      let code = String(decoding: fence.lines.joined(by: UInt8(ascii: "\n")), as: UTF8.self)
      blocks.append(.code(language: fence.word.text, code))
    }

    /// An empty line ends a paragraph.
    mutating func addBlank() {
      if items.isEmpty { flush() } else { listMayEnd = true }
    }

    /// Ends the paragraph or list at hand.
    mutating func flush() {
      if !paragraph.isEmpty { blocks.append(.paragraph(String(decoding: paragraph, as: UTF8.self))) }
      if !items.isEmpty {
        blocks.append(.list(items.map { String(decoding: $0, as: UTF8.self) }, ordered: isOrdered))
      }
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

    private static func item(_ text: ArraySlice<UInt8>) -> (text: ArraySlice<UInt8>, isOrdered: Bool)? {
      guard let first = text.first else { return nil }
      switch first {
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        return text.dropFirst().first == UInt8(ascii: " ") ? (text.dropFirst(2), false) : nil
      case 0x30...0x39:
        let rest = text.drop { (0x30...0x39).contains($0) }
        guard text.count - rest.count <= 3, rest.starts(with: ". ".utf8) else { return nil }
        return (rest.dropFirst(2), true)
      default: return nil
      }
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
