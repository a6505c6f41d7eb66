public import Screen
import Wire

/// One stage of a page, drawn on a grid or told in lines.
public struct PagePane: Sendable {
  public var page: Page
  public var stage: PageStage
  public var theme: Theme

  public init(_ page: Page, stage: PageStage, theme: Theme = Theme()) {
    self.page = page
    self.stage = stage
    self.theme = theme
  }

  /// Works out what is the same for every page, by going through the stages of one that nobody will see: the browser's
  /// own style sheet, above all.
  public static func prepare() {
    let page = Page(HTML.parse(Array("<h1>A</h1><p>b<img src=c>".utf8)))
    for stage in PageStage.allCases { _ = PagePane(page, stage: stage).lines(width: 80) }
  }

  /// The stage in `width` by `height` cells, from its row `first` on: for a learner who scrolls.
  public func draw(width: Int, height: Int, from first: Int = 0) -> Grid {
    let rows = max(0, first)..<max(0, first) + max(0, height)
    guard let told = told(width: width) else {
      return PagePainter(theme: theme).paint(page, width: width, rows: rows)
    }
    return drawn(told.dropFirst(rows.lowerBound).prefix(rows.count), width: width, height: height)
  }

  private func drawn(_ told: ArraySlice<TextLine>, width: Int, height: Int) -> Grid {
    var grid = Grid(width: width, height: height)
    let lines = told.map { $0.shortened(to: width) }
    grid.put(lines, rows: 0..<grid.height, column: 0, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
  }

  /// How many rows the stage has at this width.
  public func rows(width: Int) -> Int {
    told(width: width)?.count ?? PagePainter.rows(page.boxes(width: width))
  }

  /// The stage as text alone, no line wider than `width`.
  public func lines(width: Int) -> [String] { beginning(width: width, most: .max).lines }

  /// The first `most` lines of the stage as text, and how many more there are.
  func beginning(width: Int, most: Int) -> (lines: [String], left: Int) {
    if let told = told(width: width) {
      let lines = told.prefix(most).map { $0.shortened(to: width).shown(width: width, isASCII: theme.isASCII) }
      return (lines, told.count - lines.count)
    }
    let boxes = page.boxes(width: width)
    let count = PagePainter.rows(boxes)
    let grid = PagePainter(theme: theme).paint(page, boxes, width: width, rows: 0..<min(count, most))
    let lines = grid.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    return (lines, count - lines.count)
  }

  /// The lines of a stage that is told rather than painted.
  private func told(width: Int) -> [TextLine]? {
    switch stage {
    case .dom: page.domLines
    case .rules: page.ruleLines
    case .renderTree: page.renderTreeLines
    case .boxes: page.boxLines(width: width)
    case .paint: nil
    }
  }
}

extension TextLine {
  /// Lines shown of any stage; a page that has more says so.
  static let most = 5000

  /// At its depth in a tree; the indent stops growing where a line would have no room left for its words.
  init(_ runs: [Run], depth: Int) { self = TextLine(runs).indented(by: 2 * min(depth, 20)) }

  /// In at most `width` columns, its end replaced by an ellipsis where it is longer.
  fileprivate func shortened(to width: Int) -> TextLine {
    guard self.width > width else { return self }
    let kept = width > 1 ? folded(self, width: width - 1).first : nil
    return TextLine((kept?.runs ?? []) + [Run("…", .faint)])
  }
}

extension [TextLine] {
  /// Not more than ``TextLine/most`` of them, the last one telling how many are left out.
  var limited: [TextLine] {
    count <= TextLine.most
      ? self : prefix(TextLine.most) + [TextLine("… and \((count - TextLine.most).counted("line")) more", .faint)]
  }
}
