extension RenderTree {
  /// The render tree of a styled document.
  public init(_ styles: CSS.Styles) {
    nodes = [Node(kind: .block, source: Document.root, style: .initial)]
    var builder = Builder(styles: styles, tree: self)
    builder.add(styles.document.nodes.first?.children ?? [], to: Self.root, depth: 1)
    self = builder.tree
    wrapLines()
  }

  private struct Builder {
    let styles: CSS.Styles
    var tree: RenderTree
    /// How many items of each ordered list have been numbered so far, by the list's element.
    var counters: [Document.ID: Int] = [:]

    private mutating func append(_ kind: Kind, _ source: Document.ID, to parent: ID) -> ID {
      tree.nodes.append(Node(parent: parent, kind: kind, source: source, style: styles.computed[source]))
      tree.nodes[parent].children.append(tree.nodes.count - 1)
      return tree.nodes.count - 1
    }

    mutating func add(_ children: [Document.ID], to parent: ID, depth: Int) {
      guard depth <= RenderTree.deepest else {
        if tree.faults.isEmpty, !children.isEmpty {
          tree.faults.append(
            Fault(.limit, "elements more than \(RenderTree.deepest) deep are not shown"))
        }
        return
      }
      for child in children {
        switch styles.document.nodes[child].kind {
        case .text(let text): if !text.isEmpty { _ = append(.text(text), child, to: parent) }
        case .element(let element):
          guard let kind = kind(child, element) else { continue }
          let id = append(kind, child, to: parent)
          if case .image = kind { continue }
          add(styles.document.nodes[child].children, to: id, depth: depth + 1)
          tree.lift(id)
        case .document, .doctype, .comment, .fragment: continue
        }
      }
    }

    /// Nil for an element that makes no box.
    private mutating func kind(_ id: Document.ID, _ element: Document.Element) -> Kind? {
      let style = styles.computed[id]
      guard style.display != .none else { return nil }
      if element.namespace == .html {
        if element.name == "br" { return .lineBreak }
        if element.name == "img" {
          return .image(source: element["src"] ?? "", alternative: element["alt"] ?? "")
        }
      }
      switch style.display {
      case .none: return nil
      case .inline: return .inline
      case .block, .tableRowGroup: return .block
      case .listItem: return .listItem(marker: marker(id, element, style))
      case .table: return .table
      case .tableRow: return .tableRow
      case .tableCell: return .tableCell
      }
    }

    private mutating func marker(
      _ id: Document.ID, _ element: Document.Element, _ style: CSS.ComputedStyle
    ) -> String {
      let list = styles.document.nodes[id].parent ?? Document.root
      let first = styles.document.element(list)?["start"].flatMap { Int($0) } ?? 1
      let limit = 1_000_000
      let previous = counters[list] ?? min(max(first, -limit), limit) - 1
      let number = element["value"].flatMap { Int($0) }.map { min(max($0, -limit), limit) } ?? previous + 1
      counters[list] = number
      return switch style.listStyleType {
      case "none": ""
      case "decimal": "\(number). "
      case "circle": "\u{25E6} "
      case "square": "\u{25AA} "
      default: "\u{2022} "
      }
    }
  }

  /// An inline box that holds a block is taken for a block itself: simpler than cutting it in two (CSS 2.2, section
  /// 9.2.1.1), and the same to look at unless it has a background.
  fileprivate mutating func lift(_ id: ID) {
    guard nodes[id].kind == .inline, nodes[id].children.contains(where: { nodes[$0].kind.isBlockLevel }) else { return }
    nodes[id].kind = .block
  }

  /// Makes the children of every box all blocks or all inline.
  fileprivate mutating func wrapLines() {
    for id in nodes.indices where nodes[id].kind.isBlockLevel {
      let children = nodes[id].children
      let wraps = nodes[id].kind == .tableRow || children.contains { nodes[$0].kind.isBlockLevel }
      var kept: [ID] = []
      var run: [ID] = []
      for child in children {
        if nodes[child].kind.isBlockLevel {
          close(&run, in: id, into: &kept, wrapping: wraps)
          kept.append(child)
        } else {
          run.append(child)
        }
      }
      close(&run, in: id, into: &kept, wrapping: wraps)
      nodes[id].children = kept
    }
  }

  private mutating func close(_ run: inout [ID], in parent: ID, into kept: inout [ID], wrapping: Bool) {
    defer { run = [] }
    guard run.contains(where: isSeen) else { return }
    guard wrapping else {
      kept += run
      return
    }
    let style = CSS.ComputedStyle(inheriting: nodes[parent].style)
    nodes.append(Node(parent: parent, children: run, kind: .anonymousBlock, style: style))
    for child in run { nodes[child].parent = nodes.count - 1 }
    kept.append(nodes.count - 1)
  }

  /// False for white space alone, which between blocks makes no line.
  private func isSeen(_ id: ID) -> Bool {
    switch nodes[id].kind {
    case .text(let text): nodes[id].style.keepsWhitespace || !text.allSatisfy(\.isASCIIWhitespace)
    case .inline: nodes[id].children.contains(where: isSeen)
    case .lineBreak, .image, .block, .listItem, .table, .tableRow, .tableCell, .anonymousBlock: true
    }
  }
}
