import Wire

// The stages that are trees, in words: what a transcript prints, and what the pane draws.
extension Page {
  /// The document's tree: one line a node, white space between elements left out.
  var domLines: StageLines {
    var parts: [StageLines.Part] = []
    var stack = [StageLines.Part(Document.root)]
    while let next = stack.popLast() {
      if !document.nodes[next.id].isBlank { parts.append(next) }
      for child in document.nodes[next.id].children.reversed() { stack.append(next.holding(child)) }
    }
    return StageLines(parts) { [TextLine(words(about: $0.id), depth: $0.depth)] }
  }

  private func words(about id: Document.ID) -> [Run] {
    switch document.nodes[id].kind {
    case .document: [Run("document", .strong)]
    case .doctype(let name, _, _): [Run("<!DOCTYPE \(name)>", .faint)]
    case .element(let element): element.tag
    case .text(let text): [Run(text.quoted, .string)]
    case .comment(let text): [Run("<!-- \(text.quoted) -->", .faint)]
    case .fragment: [Run("content", .faint)]
    }
  }

  /// The nodes that get boxes, then those that get none.
  var renderTreeLines: StageLines {
    var parts: [StageLines.Part] = []
    var stack = renderTree.nodes[RenderTree.root].children.reversed().map { StageLines.Part($0) }
    while let next = stack.popLast() {
      parts.append(next)
      for child in renderTree.nodes[next.id].children.reversed() { stack.append(next.holding(child)) }
    }
    let boxes = StageLines(parts) { [TextLine(describe($0.id), depth: $0.depth)] }
    let hidden = StageLines(hiddenElements.map { StageLines.Part($0, depth: 1) }) {
      [TextLine(words(about: $0.id), depth: $0.depth)]
    }
    return boxes + hidden.under([.empty, TextLine("Left out (display: none)", .heading)])
      + StageLines(renderTree.faults.map { TextLine($0.message, .wrong) })
  }

  /// The outermost elements that make no box.
  private var hiddenElements: [Document.ID] {
    var hidden: [Document.ID] = []
    var waiting = [Document.root]
    while let id = waiting.popLast() {
      if case .element = document.nodes[id].kind, styles.computed[id].display == .none {
        hidden.append(id)
      } else {
        waiting += document.nodes[id].children.reversed()
      }
    }
    return hidden
  }

  /// Every box with its size and place in cells, and the lines in it.
  func lines(of tree: BoxTree) -> StageLines {
    var parts: [StageLines.Part] = []
    var stack = [StageLines.Part(BoxTree.root)]
    while var next = stack.popLast() {
      next.count += tree.boxes[next.id].lines.count
      parts.append(next)
      for child in tree.boxes[next.id].children.reversed() { stack.append(next.holding(child)) }
    }
    return StageLines([TextLine("width x height at column,row, in cells", .faint)])
      + StageLines(parts) { lines(of: tree.boxes[$0.id], isPage: $0.id == BoxTree.root, depth: $0.depth) }
  }

  private func lines(of box: BoxTree.Box, isPage: Bool, depth: Int) -> [TextLine] {
    let name = isPage ? [Run("page", .strong)] : describe(box.node)
    var lines = [TextLine(name + [Run("  \(box.frame)", .number)], depth: depth)]
    for line in box.lines {
      let text = line.fragments.map(\.described).joined()
      let rect = BoxTree.Rect(
        column: line.fragments.first?.rect.column ?? box.content.column, row: line.row,
        width: line.fragments.reduce(0) { $0 + $1.rect.width }, height: line.height)
      let runs = [Run("line "), Run(text.quoted, .string), Run("  \(rect)", .number)]
      lines.append(TextLine(runs, depth: depth + 1))
    }
    return lines
  }

  /// A render tree node in a few words: its kind, and the element or text it is for.
  private func describe(_ id: RenderTree.ID) -> [Run] {
    let node = renderTree.nodes[id]
    let kind = Run(node.kind.name, .strong)
    switch node.kind {
    case .text(let text): return ["text ", Run(text.quoted, .string)]
    case .image(let source, _):
      return ["image ", Run(source.quoted, .string)] + (pictures[source] == nil ? [Run(" (not there)", .wrong)] : [])
    case .listItem(let marker):
      return [kind, Run(" \(name(node))", .tag)] + (marker.isEmpty ? [] : [Run(", marker \(marker.quoted)")])
    case .lineBreak, .anonymousBlock: return [kind]
    case .block, .inline, .table, .tableRow, .tableCell: return [kind, Run(" \(name(node))", .tag)]
    }
  }

  private func name(_ node: RenderTree.Node) -> String {
    node.source.flatMap { document.element($0) }.map(\.shortName) ?? "document"
  }
}

extension Document.Element {
  /// The start tag, as it could have been written.
  var tag: [Run] {
    var runs = [Run("<\(name)", .tag)]
    for attribute in attributes.prefix(8) {
      runs += [Run(" \(attribute.name)", .name), "=", Run(attribute.value.quoted, .string)]
    }
    return runs + [Run(attributes.count > 8 ? " …>" : ">", .tag)]
  }

  /// As a selector would name it: `ul.menu`, `h1#top`.
  fileprivate var shortName: String {
    var text = name
    if let id = self["id"] { text += "#" + id }
    for name in (self["class"] ?? "").split(whereSeparator: \.isWhitespace) {
      text += "."
      text.append(contentsOf: name)
    }
    return String(text.prefix(60))
  }
}

extension Document.Node {
  /// True of white space alone, which is not worth a line.
  fileprivate var isBlank: Bool {
    if case .text(let text) = kind { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) } else { false }
  }
}

extension BoxTree.Fragment {
  fileprivate var described: String {
    switch content {
    case .text(let text): text
    case .image(let source): "[image \(source)]"
    }
  }
}

extension String {
  /// In quotes, white space as single spaces, and not too long.
  fileprivate var quoted: String {
    let words = withSingleSpaces
    let isLong = words.utf8.count > 200 && words.count > 200
    return "\"" + (isLong ? String(words.prefix(200)) + "…" : words) + "\""
  }

  private var withSingleSpaces: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isSpace { bytes.append(byte) } else if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
    if bytes.isEmpty, !isEmpty { return " " }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
