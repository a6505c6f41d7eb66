import Wire

// The stages that are trees, in words: what a transcript prints, and what the pane draws.
extension Page {
  /// The document's tree: one line a node, white space between elements left out.
  var domLines: [TextLine] {
    var lines: [TextLine] = []
    var stack: [(id: Document.ID, depth: Int)] = [(Document.root, 0)]
    while let (id, depth) = stack.popLast() {
      switch document.nodes[id].kind {
      case .document: lines.append(TextLine([Run("document", .strong)], depth: depth))
      case .doctype(let name, _, _): lines.append(TextLine([Run("<!DOCTYPE \(name)>", .faint)], depth: depth))
      case .element(let element): lines.append(TextLine(element.tag, depth: depth))
      case .text(let text):
        if !text.allSatisfy(\.isWhitespace) { lines.append(TextLine([Run(text.quoted, .string)], depth: depth)) }
      case .comment(let text): lines.append(TextLine([Run("<!-- \(text.quoted) -->", .faint)], depth: depth))
      case .fragment: lines.append(TextLine([Run("content", .faint)], depth: depth))
      }
      stack += document.nodes[id].children.reversed().map { ($0, depth + 1) }
    }
    return lines.limited
  }

  /// The nodes that get boxes, then those that get none.
  var renderTreeLines: [TextLine] {
    var lines: [TextLine] = []
    var stack = renderTree.nodes[RenderTree.root].children.reversed().map { (id: $0, depth: 0) }
    while let (id, depth) = stack.popLast() {
      lines.append(TextLine(describe(id), depth: depth))
      stack += renderTree.nodes[id].children.reversed().map { ($0, depth + 1) }
    }
    let hidden = hiddenElements
    if !hidden.isEmpty {
      lines += [.empty, TextLine("Left out (display: none)", .heading)]
      lines += hidden.map { TextLine($0.tag, depth: 1) }
    }
    lines += renderTree.faults.map { TextLine($0.message, .wrong) }
    return lines.limited
  }

  /// The outermost elements that make no box.
  private var hiddenElements: [Document.Element] {
    var hidden: [Document.Element] = []
    var waiting = [Document.root]
    while let id = waiting.popLast() {
      if let element = document.element(id), styles.computed[id].display == .none {
        hidden.append(element)
      } else {
        waiting += document.nodes[id].children.reversed()
      }
    }
    return hidden
  }

  /// Every box with its size and place in cells, and the lines in it.
  func boxLines(width: Int) -> [TextLine] {
    let tree = boxes(width: width)
    var lines = [TextLine("width x height at column,row, in cells", .faint)]
    var stack = [(id: BoxTree.root, depth: 0)]
    while let (id, depth) = stack.popLast() {
      let box = tree.boxes[id]
      let name = id == BoxTree.root ? [Run("page", .strong)] : describe(box.node)
      lines.append(TextLine(name + [Run("  \(box.frame)", .number)], depth: depth))
      for line in box.lines {
        let text = line.fragments.map(\.described).joined()
        let rect = BoxTree.Rect(
          column: line.fragments.first?.rect.column ?? box.content.column, row: line.row,
          width: line.fragments.reduce(0) { $0 + $1.rect.width }, height: line.height)
        let runs = [Run("line "), Run(text.quoted, .string), Run("  \(rect)", .number)]
        lines.append(TextLine(runs, depth: depth + 1))
      }
      stack += box.children.reversed().map { ($0, depth + 1) }
    }
    return lines.limited
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
    let id = self["id"].map { "#" + $0 } ?? ""
    let classes = (self["class"] ?? "").split(whereSeparator: \.isWhitespace).map { "." + $0 }.joined()
    return String((name + id + classes).prefix(60))
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
    let parts = utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(Substring($0)) }
    let words = parts.isEmpty && !isEmpty ? " " : parts.joined(separator: " ")
    let isLong = words.utf8.count > 200 && words.count > 200
    return "\"\(isLong ? words.prefix(200) + "…" : words[...])\""
  }
}
