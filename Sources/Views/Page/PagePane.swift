public import Screen
import Wire

/// The stages of rendering, each as something to look at.
public enum PageStage: String, Sendable, Hashable, CaseIterable {
  case dom, rules, renderTree, boxes, paint

  /// What the stage is called above its view.
  public var title: String {
    switch self {
    case .dom: "DOM: the document's tree"
    case .rules: "Matched rules: which declarations won"
    case .renderTree: "Render tree: what will be seen"
    case .boxes: "Boxes: where everything stands"
    case .paint: "Paint: the page"
    }
  }
}

/// One stage of a page, drawn on a grid or told in lines.
public struct PagePane: Sendable {
  public var page: Page
  public var stage: PageStage
  public var painter: PagePainter

  public init(_ page: Page, stage: PageStage, painter: PagePainter = PagePainter()) {
    self.page = page
    self.stage = stage
    self.painter = painter
  }

  /// The stage in `width` by `height` cells, from its row `first` on: for a learner who scrolls.
  public func draw(width: Int, height: Int, from first: Int = 0) -> Grid {
    let first = max(0, first)
    if stage == .paint { return painter.paint(page, width: width, rows: first..<first + max(0, height)) }
    var grid = Grid(width: width, height: height)
    for (row, line) in written(width: width).dropFirst(first).prefix(grid.height).enumerated() {
      grid.put(line.text, row: row, column: 0, style: line.style)
    }
    return painter.isASCII ? grid.inASCII : grid
  }

  /// How many rows the stage has at this width.
  public func rows(width: Int) -> Int {
    stage == .paint
      ? min(max(1, page.boxes(width: width).height), PagePainter.mostRows) : written(width: width).count
  }

  /// The stage as text alone, no line wider than `width`.
  public func lines(width: Int) -> [String] {
    draw(width: width, height: rows(width: width)).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The lines of a stage that is told rather than painted.
  private func written(width: Int) -> [PageLine] {
    let lines =
      switch stage {
      case .dom: page.domLines
      case .rules: page.ruleLines
      case .renderTree: page.renderTreeLines
      case .boxes: page.boxLines(width: width)
      case .paint: [PageLine]()
      }
    return lines.map { PageLine($0.text.clipped(to: width), $0.style) }
  }
}

/// One line of a stage's view.
struct PageLine: Sendable, Hashable {
  var text: String
  var style: Style

  init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Indented by depth; the indent stops growing where a line would have no room left for its words.
  init(_ text: String, depth: Int, _ style: Style = .plain) {
    self.init(String(repeating: "  ", count: min(depth, 20)) + text, style)
  }

  /// Lines shown of any stage; a page that has more says so.
  static let most = 5000
}

extension [PageLine] {
  /// Not more than ``PageLine/most`` of them, the last one telling how many are left out.
  var limited: [PageLine] {
    count <= PageLine.most ? self : prefix(PageLine.most) + [PageLine("... and \(count - PageLine.most) lines more")]
  }
}

extension String {
  /// In quotes, on one line, nothing in it that could steer a terminal.
  var quoted: String {
    let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\"\(words.prefix(200).description.escapingControls)\(words.count > 200 ? "..." : "")\""
  }

  /// Cut to `width` columns, with dots where something is missing.
  fileprivate func clipped(to width: Int) -> String {
    guard Width.of(self) > width else { return self }
    var text = ""
    var columns = 0
    for character in self {
      columns += Width.of(character)
      if columns > width - 3 { break }
      text.append(character)
    }
    return text + String(repeating: ".", count: Swift.min(3, Swift.max(0, width)))
  }
}
