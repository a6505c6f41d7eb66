extension Layout {
  /// The lines of a box that holds inline boxes, from the top of `content` down.
  func lines(_ id: RenderTree.ID, _ content: BoxTree.Rect) -> [BoxTree.Line] {
    var flow = InlineFlow(width: content.width)
    for child in tree.nodes[id].children { add(child, to: &flow, background: nil, containing: content.width) }
    flow.finish()
    var row = content.row
    return flow.rows.map { placed in
      let spare = max(0, content.width - placed.width)
      let shift =
        switch tree.nodes[id].style.textAlign {
        case .left: 0
        case .center: spare / 2
        case .right: spare
        }
      defer { row += placed.height }
      return BoxTree.Line(
        row: row, height: placed.height,
        fragments: placed.pieces.map { piece in
          // Text stands at the foot of its line, beside a picture's last row.
          let rect = BoxTree.Rect(
            column: content.column + shift + piece.column, row: row + placed.height - piece.height,
            width: piece.width, height: piece.height)
          return BoxTree.Fragment(
            rect: rect, content: piece.content, node: piece.look.node, style: tree.nodes[piece.look.node].style,
            background: piece.look.background)
        })
    }
  }

  /// Adds an inline box, and all inside it, to a flow of text.
  func add(_ id: RenderTree.ID, to flow: inout InlineFlow, background: CSS.Color?, containing width: Int) {
    let node = tree.nodes[id]
    let look = InlineFlow.Look(node: id, background: background)
    switch node.kind {
    case .text(let text): add(text, look, node.style, to: &flow)
    case .lineBreak: flow.breakLine()
    case .image(let source, let alternative):
      if let size = size(source, node, within: width) {
        flow.add(.image(source: source), width: size.width, height: size.height, look)
      } else {
        add(alternative.isEmpty ? "[image]" : "[\(alternative)]", look, node.style, to: &flow)
      }
    case .inline, .block, .listItem, .table, .tableRow, .tableCell, .anonymousBlock:
      let edges = Edges(node.style, containing: width)
      let own = node.style.backgroundColor.alpha == 0 ? background : node.style.backgroundColor
      let inside = InlineFlow.Look(node: id, background: own)
      let outside = InlineFlow.Look(node: node.parent ?? id, background: background)
      flow.add(gap: edges.margin.left, outside)
      flow.add(gap: edges.padding.left, inside)
      for child in node.children { add(child, to: &flow, background: own, containing: width) }
      flow.add(gap: edges.padding.right, inside)
      flow.add(gap: edges.margin.right, outside)
    }
  }

  private func add(_ text: String, _ look: InlineFlow.Look, _ style: CSS.ComputedStyle, to flow: inout InlineFlow) {
    let (wraps, keepsWhitespace, keepsLineBreaks) = (style.wraps, style.keepsWhitespace, style.keepsLineBreaks)
    for character in text {
      if character.isASCIIWhitespace {
        let isBreak = character == "\n" || character == "\r\n" || character == "\r"
        if isBreak, keepsLineBreaks {
          flow.breakLine()
        } else if keepsWhitespace {
          let count = character == "\t" ? 8 - flow.column % 8 : 1
          for _ in 0..<count { flow.add(" ", width: 1, look, wraps: wraps) }
        } else {
          flow.space(look, wraps: wraps)
        }
      } else {
        flow.add(character, width: min(max(columns(character), 0), 2), look, wraps: wraps)
      }
    }
  }

  /// An image's size in cells: as its style or its attributes say, else its own; never wider than `width`.
  private func size(_ source: String, _ node: RenderTree.Node, within width: Int) -> (width: Int, height: Int)? {
    guard let natural = imageSize(source), natural.width > 0, natural.height > 0 else { return nil }
    let ratio = Double(natural.height) / Double(natural.width)
    let whole = Double(width) * 8
    var size = (width: Double(natural.width), height: Double(natural.height))
    switch (node.style.width?.pixels(of: whole), node.style.height?.pixels(of: whole)) {
    case (let wide?, let high?): size = (wide, high)
    case (let wide?, nil): size = (wide, wide * ratio)
    case (nil, let high?): size = (high / ratio, high)
    case (nil, nil): break
    }
    if size.width > whole { size = (whole, size.height * whole / size.width) }
    let most = 1000.0
    return (
      Int(min(max(1, (size.width / 8).rounded()), most)), Int(min(max(1, (size.height / 16).rounded()), most))
    )
  }
}
