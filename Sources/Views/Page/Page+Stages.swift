import Screen
import Wire

// Each stage in words: what a transcript prints, and what the pane draws.
extension Page {
  /// The document's tree: one line a node, white space between elements left out.
  var domLines: [PageLine] {
    var lines: [PageLine] = []
    var stack: [(id: Document.ID, depth: Int)] = [(Document.root, 0)]
    while let (id, depth) = stack.popLast() {
      switch document.nodes[id].kind {
      case .document: lines.append(PageLine("document", depth: depth))
      case .doctype(let name, _, _): lines.append(PageLine("<!DOCTYPE \(name.escapingControls)>", depth: depth))
      case .element(let element): lines.append(PageLine(element.tag, depth: depth, Style(bold: true)))
      case .text(let text):
        if !text.allSatisfy(\.isWhitespace) { lines.append(PageLine(text.quoted, depth: depth)) }
      case .comment(let text): lines.append(PageLine("<!-- \(text.quoted) -->", depth: depth, Style(dim: true)))
      case .fragment: lines.append(PageLine("content", depth: depth, Style(dim: true)))
      }
      stack += document.nodes[id].children.reversed().map { ($0, depth + 1) }
    }
    return lines.limited
  }

  /// For each element the rules that are about it, weightiest first, and what became of their declarations.
  ///
  /// Elements that only the browser's own sheet speaks of are left out: they would hide the page's rules.
  var ruleLines: [PageLine] {
    var lines: [PageLine] = []
    var budget = CSS.Cascade.mostComparisons
    for id in document.subtree() where lines.count <= PageLine.most && budget > 0 {
      let matched = styles.matchedRules(id, budget: &budget).matches
      guard let element = document.element(id), matched.contains(where: { $0.origin == .author }) else { continue }
      if !lines.isEmpty { lines.append(PageLine("")) }
      lines.append(PageLine(element.tag, Style(bold: true)))
      for match in matched {
        let name =
          match.selector.map { "\($0.escapingControls)  specificity \(match.specificity)" } ?? "style attribute"
        let sheet = match.selector == nil ? "" : "  from \(match.origin == .author ? match.sheet : "the browser")"
        lines.append(PageLine(name + sheet.escapingControls, depth: 1))
        lines += match.outcomes.map(\.line)
      }
    }
    let faults = styles.cascade.faults
    if !faults.isEmpty {
      lines += [PageLine(""), PageLine("Passed over", Style(bold: true))]
      lines += faults.map { PageLine("\($0.sheet.escapingControls): \($0.fault)", depth: 1, Style(dim: true)) }
    }
    return lines.isEmpty ? [PageLine("No rule of the page is about any element.")] : lines.limited
  }

  /// The nodes that get boxes, then those that get none.
  var renderTreeLines: [PageLine] {
    var lines: [PageLine] = []
    var stack = renderTree.nodes[RenderTree.root].children.reversed().map { (id: $0, depth: 0) }
    while let (id, depth) = stack.popLast() {
      let isBlock = renderTree.nodes[id].kind.isBlockLevel
      lines.append(PageLine(describe(id), depth: depth, Style(bold: isBlock)))
      stack += renderTree.nodes[id].children.reversed().map { ($0, depth + 1) }
    }
    var hidden: [String] = []
    var waiting = [Document.root]
    while let id = waiting.popLast() {
      if let element = document.element(id), styles.computed[id].display == .none {
        hidden.append(element.tag)
      } else {
        waiting += document.nodes[id].children.reversed()
      }
    }
    if !hidden.isEmpty {
      lines += [PageLine(""), PageLine("Left out (display: none)", Style(bold: true))]
      lines += hidden.map { PageLine($0, depth: 1, Style(dim: true)) }
    }
    lines += renderTree.faults.map { PageLine($0.message) }
    return lines.limited
  }

  /// Every box with its size and place in cells, and the lines in it.
  func boxLines(width: Int) -> [PageLine] {
    let tree = boxes(width: width)
    var lines: [PageLine] = []
    var stack = [(id: BoxTree.root, depth: 0)]
    while let (id, depth) = stack.popLast() {
      let box = tree.boxes[id]
      let name = id == BoxTree.root ? "page" : describe(box.node)
      lines.append(PageLine("\(name)  \(box.frame)", depth: depth, Style(bold: true)))
      for line in box.lines {
        let text = line.fragments.map(\.described).joined()
        let first = line.fragments.first?.rect.column ?? box.content.column
        let columns = line.fragments.reduce(0) { $0 + $1.rect.width }
        let rect = BoxTree.Rect(column: first, row: line.row, width: columns, height: line.height)
        lines.append(PageLine("line \(text.quoted)  \(rect)", depth: depth + 1))
      }
      stack += box.children.reversed().map { ($0, depth + 1) }
    }
    return lines.limited
  }

  /// A render tree node in a few words: its kind, and the element or text it is for.
  private func describe(_ id: RenderTree.ID) -> String {
    let node = renderTree.nodes[id]
    switch node.kind {
    case .text(let text): return "text \(text.quoted)"
    case .listItem(let marker): return "list-item \(name(node)), marker \(marker.quoted)"
    case .image(let source, _): return "image \(source.quoted)" + (pictures[source] == nil ? " (not there)" : "")
    case .lineBreak, .anonymousBlock: return node.kind.name
    case .block, .inline, .table, .tableRow, .tableCell: return "\(node.kind.name) \(name(node))"
    }
  }

  private func name(_ node: RenderTree.Node) -> String {
    node.source.flatMap { document.element($0) }.map(\.shortName) ?? ""
  }
}

extension Document.Element {
  /// The start tag, as it could have been written.
  fileprivate var tag: String {
    let written = attributes.prefix(8).map { " \($0.name.escapingControls)=\($0.value.quoted)" }.joined()
    return "<\(name.escapingControls)\(written)\(attributes.count > 8 ? " ..." : "")>"
  }

  /// As a selector would name it: `ul.menu`, `h1#top`.
  fileprivate var shortName: String {
    let id = self["id"].map { "#" + $0 } ?? ""
    let classes = (self["class"] ?? "").split(whereSeparator: \.isWhitespace).map { "." + $0 }.joined()
    return (name + id + classes).prefix(60).description.escapingControls
  }
}

extension CSS.MatchedRules.Outcome {
  /// The declaration and what became of it, in words.
  fileprivate var line: PageLine {
    let text = text.prefix(60).description.escapingControls
    let padded = text + String(repeating: " ", count: max(2, 32 - Width.of(text)))
    guard fault == nil else { return PageLine(padded + (fault?.message ?? ""), depth: 2, Style(dim: true)) }
    guard let loss = lost.first else { return PageLine(padded + "won", depth: 2, Style(bold: true)) }
    let winner = (loss.winner ?? "the style attribute").escapingControls
    let why =
      switch loss.reason {
      case .importance: "it is !important"
      case .origin: "the page outweighs the browser"
      case .styleAttribute: "the element's own style outweighs selectors"
      case .specificity: "its selector is more specific"
      case .order: "it comes later"
      }
    if won.isEmpty { return PageLine(padded + "lost to \(winner): \(why)", depth: 2, Style(dim: true)) }
    let properties = lost.map(\.property.description).joined(separator: ", ")
    return PageLine(padded + "won, but for \(properties), lost to \(winner): \(why)", depth: 2)
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
