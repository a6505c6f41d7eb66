/// Places the boxes of a render tree: block layout (CSS 2.2, section 9.4.1), lines (9.4.2) and simple tables.
///
/// Text is measured by a closure, since how many columns a character takes is the terminal's business.
public struct Layout {
  /// An image's size in CSS pixels.
  public struct ImageSize: Sendable, Hashable {
    public var width: Int
    public var height: Int
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  let tree: RenderTree
  let columns: (Character) -> Int
  let imageSize: (String) -> ImageSize?
  var result = BoxTree()
  /// Content widths already worked out, by node: each is needed once more at every level of tables around it.
  var measured: [ContentWidth?]

  init(_ tree: RenderTree, columns: @escaping (Character) -> Int, imageSize: @escaping (String) -> ImageSize?) {
    self.tree = tree
    self.columns = columns
    self.imageSize = imageSize
    measured = Array(repeating: nil, count: tree.nodes.count)
    result.boxes.reserveCapacity(tree.nodes.count)
  }

  /// Lays out the whole page.
  ///
  /// - Parameters:
  ///   - width: the page's width in columns.
  ///   - columns: how many columns a character takes, 0 to 2.
  ///   - imageSize: an image's size by its address; nil while it is not there.
  public static func boxes(
    _ tree: RenderTree, width: Int, columns: @escaping (Character) -> Int,
    imageSize: @escaping (String) -> ImageSize? = { _ in nil }
  ) -> BoxTree {
    var layout = Layout(tree, columns: columns, imageSize: imageSize)
    _ = layout.place(RenderTree.root, parent: nil, column: 0, row: 0, width: max(1, width))
    return layout.result
  }

  /// Places a block so that its border begins at `row`, and everything in it.
  ///
  /// - Parameters:
  ///   - column: where the containing block's content begins.
  ///   - width: the containing block's width.
  /// - Returns: the box.
  mutating func place(_ id: RenderTree.ID, parent: BoxTree.ID?, column: Int, row: Int, width: Int) -> BoxTree.ID {
    let node = tree.nodes[id]
    let edges = Edges(node.style, containing: width)
    let (left, outer) = horizontal(id, edges, width)
    let frame = BoxTree.Rect(column: column + left, row: row, width: outer, height: 0)
    var content = BoxTree.Rect(
      column: frame.column + edges.border.left + edges.padding.left,
      row: row + edges.border.top + edges.padding.top,
      width: max(1, outer - edges.border.horizontal - edges.padding.horizontal), height: 0)
    let box = result.boxes.count
    result.boxes.append(BoxTree.Box(parent: parent, node: id, style: node.style, frame: frame, content: content))
    if let parent { result.boxes[parent].children.append(box) }

    if node.kind == .table, !tree.holdsLines(id) {
      content.height = placeTable(id, box, content)
    } else if tree.holdsLines(id) {
      let lines = lines(id, content)
      content.height = lines.reduce(0) { $0 + $1.height }
      result.boxes[box].lines = lines
    } else {
      content.height = placeBlocks(id, box, content)
    }
    if let asked = node.style.height, asked.unit != .percent {
      content.height = max(content.height, asked.rows(ofColumns: width))
    }
    if case .listItem(let marker) = node.kind, !marker.isEmpty {
      content.height = max(content.height, 1)
      let length = marker.reduce(0) { $0 + columns($1) }
      result.boxes[box].marker = BoxTree.Fragment(
        rect: .init(column: content.column - length, row: content.row, width: length, height: 1),
        content: .text(marker), node: id, style: node.style)
    }
    result.boxes[box].content = content
    result.boxes[box].frame.height = content.height + edges.border.vertical + edges.padding.vertical
    return box
  }

  /// Places children below each other; margins that meet become one (CSS 2.2, section 8.3.1). Returns the height.
  private mutating func placeBlocks(_ id: RenderTree.ID, _ box: BoxTree.ID, _ content: BoxTree.Rect) -> Int {
    let edges = Edges(tree.nodes[id].style, containing: content.width)
    let isRoot = id == RenderTree.root
    var row = content.row
    // The first child's margin lies outside its parent where no border or padding parts them.
    var margin: Int? = !isRoot && edges.isOpenAbove && tree.nodes[id].kind.letsMarginsThrough ? nil : 0
    for child in tree.nodes[id].children {
      let above = collapsedMargin(child, .top, content.width)
      if let before = margin { row += collapse(before, above) }
      let placed = place(child, parent: box, column: content.column, row: row, width: content.width)
      let height = result.boxes[placed].frame.height
      let below = collapsedMargin(child, .bottom, content.width)
      // A box without height lets its own margins meet.
      margin = height == 0 ? collapse(margin ?? 0, below) : below
      row += height
    }
    let closes = isRoot || !edges.isOpenBelow || !tree.nodes[id].kind.letsMarginsThrough
    return max(0, row + (closes ? max(0, margin ?? 0) : 0) - content.row)
  }

  /// A margin together with those of the first (or last) children that nothing parts from it.
  private func collapsedMargin(_ id: RenderTree.ID, _ side: CSS.Side, _ width: Int) -> Int {
    var margin = 0
    var here: RenderTree.ID? = id
    while let id = here {
      let edges = Edges(tree.nodes[id].style, containing: width)
      margin = collapse(margin, side == .top ? edges.margin.top : edges.margin.bottom)
      let isOpen = side == .top ? edges.isOpenAbove : edges.isOpenBelow
      guard isOpen, tree.nodes[id].kind.letsMarginsThrough, !tree.holdsLines(id) else { break }
      here = side == .top ? tree.nodes[id].children.first : tree.nodes[id].children.last
    }
    return margin
  }

  /// The larger of two, or their sum where one pulls the other way.
  private func collapse(_ one: Int, _ other: Int) -> Int {
    max(0, one, other) + min(0, one, other)
  }

  /// Where a block's border begins, from its containing block's left edge, and how wide it is (CSS 2.2, section 10.3.3).
  /// Unlike there, no block is wider than the room it has: a terminal does not scroll sideways.
  private mutating func horizontal(_ id: RenderTree.ID, _ edges: Edges, _ width: Int) -> (left: Int, outer: Int) {
    let style = tree.nodes[id].style
    let room = max(1, width - edges.margin.horizontal)
    let inside = edges.border.horizontal + edges.padding.horizontal
    var outer = room
    if case .tableCell = tree.nodes[id].kind { return (0, width) }
    if let asked = style.width {
      outer = max(1, min(asked.columns(of: width) + inside, room))
    } else if case .table = tree.nodes[id].kind {
      // As wide as its columns want to be (CSS 2.2, section 17.5.2.2).
      outer = min(room, contentWidth(id).most - max(0, edges.margin.horizontal))
    }
    let rest = width - outer - edges.margin.horizontal
    switch (style.margin(.left), style.margin(.right)) {
    case (nil, nil): return (max(0, rest / 2), outer)
    case (nil, _): return (max(0, rest), outer)
    default: return (edges.margin.left, outer)
    }
  }
}

extension RenderTree.Kind {
  /// True where the margins of children may reach outside.
  fileprivate var letsMarginsThrough: Bool {
    switch self {
    case .block, .listItem, .anonymousBlock: true
    case .inline, .text, .lineBreak, .image, .table, .tableRow, .tableCell: false
    }
  }
}
