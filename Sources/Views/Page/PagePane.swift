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

  /// The stage in `width` by `height` cells, from its row `first` on: for a learner who scrolls.
  public func draw(width: Int, height: Int, from first: Int = 0) -> Grid {
    let rows = max(0, first)..<max(0, first) + max(0, height)
    guard let told = told(in: { page.boxes(width: width) }) else {
      return PagePainter(theme: theme).paint(page, width: width, rows: rows)
    }
    var grid = Grid(width: width, height: height)
    let lines = told[rows].map { $0.shortened(to: width) }
    grid.put(lines, rows: 0..<grid.height, column: 0, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
  }

  /// How many rows the stage has at this width.
  public func rows(width: Int) -> Int {
    told(in: { page.boxes(width: width) })?.count ?? PagePainter.rows(page.boxes(width: width))
  }

  /// The stage as text alone, no line wider than `width`.
  public func lines(width: Int) -> [String] { beginning(width: width, most: .max).lines }

  /// The first `most` lines of the stage as text, and how many more there are.
  ///
  /// - Parameter boxes: the page's at this width, where they are at hand.
  func beginning(width: Int, most: Int, boxes: BoxTree? = nil) -> (lines: [String], left: Int) {
    let boxes = { boxes ?? page.boxes(width: width) }
    if let told = told(in: boxes) {
      let lines = told[0..<most].map { $0.shortened(to: width).shown(width: width, isASCII: theme.isASCII) }
      return (lines, told.count - lines.count)
    }
    let tree = boxes()
    let count = PagePainter.rows(tree)
    let grid = PagePainter(theme: theme).paint(page, tree, width: width, rows: 0..<min(count, most))
    let lines = grid.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    return (lines, count - lines.count)
  }

  /// The lines of a stage that is told rather than painted.
  private func told(in boxes: () -> BoxTree) -> StageLines? {
    switch stage {
    case .dom: page.domLines
    case .rules: page.ruleLines
    case .renderTree: page.renderTreeLines
    case .boxes: page.lines(of: boxes())
    case .paint: nil
    }
  }
}

extension TextLine {
  /// In at most `width` columns, its end replaced by an ellipsis where it is longer.
  fileprivate func shortened(to width: Int) -> TextLine {
    guard self.width > width else { return self }
    let kept = width > 1 ? folded(self, width: width - 1).first : nil
    return TextLine((kept?.runs ?? []) + [Run("…", .faint)])
  }
}
