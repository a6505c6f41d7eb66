public import Screen
import Wire

/// Paints laid-out boxes into cells, back to front: backgrounds, borders, then text and images (CSS 2.2, appendix E).
public struct PagePainter: Sendable {
  /// In ASCII images are letters from light to dark instead of half blocks; borders follow the theme's lines.
  public var theme: Theme

  public init(theme: Theme = Theme()) { self.theme = theme }

  /// Pages are painted down to this row.
  public static let mostRows = 5000

  /// A page painted `width` columns wide.
  ///
  /// - Parameter rows: which of the page's rows; nil for all of them.
  public func paint(_ page: Page, width: Int, rows: Range<Int>? = nil) -> Grid {
    let boxes = page.boxes(width: width)
    return paint(page, boxes, width: width, rows: rows ?? 0..<Self.rows(boxes))
  }

  /// The same where the page's boxes are at hand.
  func paint(_ page: Page, _ boxes: BoxTree, width: Int, rows: Range<Int>) -> Grid {
    let canvas = page.canvasColor
    var grid = Grid(width: width, height: rows.count)
    grid.fill(rows: 0..<grid.height, columns: 0..<grid.width, with: Cell(" ", style: Style(.black, on: canvas.color)))
    for box in boxes.boxes where box.frame.row < rows.upperBound && box.frame.row + box.frame.height > rows.lowerBound {
      paint(box, on: &grid, page, above: rows.lowerBound)
    }
    return theme.isASCII ? grid.inASCII : grid
  }

  /// How many rows a page takes.
  static func rows(_ boxes: BoxTree) -> Int { min(max(1, boxes.height), mostRows) }

  private func paint(_ box: BoxTree.Box, on grid: inout Grid, _ page: Page, above: Int) {
    let frame = box.frame.moved(up: above)
    let color = box.style.backgroundColor
    if color.alpha > 0 {
      grid.restyle(rows: frame.rows, columns: frame.columns) { $0.background = color.over($0.behind).color }
    }
    paintBorder(box.style, frame, on: &grid)
    if let marker = box.marker { paint(marker, on: &grid, page, above: above) }
    for line in box.lines where line.row < above + grid.height && line.row + line.height > above {
      for fragment in line.fragments { paint(fragment, on: &grid, page, above: above) }
    }
  }

  private func paintBorder(_ style: CSS.ComputedStyle, _ frame: BoxTree.Rect, on grid: inout Grid) {
    let (top, right) = (style.border(.top) > 0, style.border(.right) > 0)
    let (bottom, left) = (style.border(.bottom) > 0, style.border(.left) > 0)
    guard top || right || bottom || left, frame.width > 0, frame.height > 0 else { return }
    let glyphs: [Character] = theme.lines == .unicode ? Array("─│┌┐└┘") : Array("-|++++")
    let (first, last) = (frame.row, frame.row + frame.height - 1)
    let (start, end) = (frame.column, frame.column + frame.width - 1)
    func put(_ glyph: Int, _ row: Int, _ column: Int, _ side: CSS.Side) {
      let below = grid[row, column].style.behind
      grid[row, column] = Cell(glyphs[glyph], style: Style(style.borderColor(side).over(below).color, on: below.color))
    }
    let rows = frame.rows.clamped(to: 0..<grid.height)
    let columns = frame.columns.clamped(to: 0..<grid.width)
    for column in columns where top { put(0, first, column, .top) }
    for column in columns where bottom { put(0, last, column, .bottom) }
    for row in rows where left { put(1, row, start, .left) }
    for row in rows where right { put(1, row, end, .right) }
    if top && left { put(2, first, start, .top) }
    if top && right { put(3, first, end, .top) }
    if bottom && left { put(4, last, start, .bottom) }
    if bottom && right { put(5, last, end, .bottom) }
  }

  private func paint(_ fragment: BoxTree.Fragment, on grid: inout Grid, _ page: Page, above: Int) {
    let rect = fragment.rect.moved(up: above)
    switch fragment.content {
    case .text(let text):
      let below = grid[rect.row, rect.column].style.behind
      let background = fragment.background?.over(below) ?? below
      let style = fragment.style
      grid.put(
        text, row: rect.row, column: rect.column,
        style: Style(
          style.color.over(background).color, on: background.color, bold: style.isBold,
          dim: style.decoration.contains(.lineThrough), italic: style.isItalic,
          underline: style.decoration.contains(.underline)))
    case .image(let source):
      guard let picture = page.pictures[source] else { return }
      for row in rect.rows.clamped(to: 0..<grid.height) {
        for column in rect.columns.clamped(to: 0..<grid.width) {
          grid[row, column] = cell(picture, column - rect.column, row - rect.row, rect)
        }
      }
    }
  }

  /// One cell of an image: two pixels, one above the other.
  private func cell(_ picture: Picture, _ column: Int, _ row: Int, _ rect: BoxTree.Rect) -> Cell {
    func half(_ half: Int) -> (red: Int, green: Int, blue: Int) {
      picture.mean(column: column, of: rect.width, row: row * 2 + half, of: rect.height * 2)
    }
    let (upper, lower) = (half(0), half(1))
    func color(_ mean: (red: Int, green: Int, blue: Int)) -> Color {
      .rgb(UInt8(clamping: mean.red), UInt8(clamping: mean.green), UInt8(clamping: mean.blue))
    }
    guard theme.isASCII else { return Cell("\u{2580}", style: Style(color(upper), on: color(lower))) }
    // How bright the eye sees it (Rec. 709), 0 to 255.
    let light = [upper, lower].reduce(0) { $0 + (2126 * $1.red + 7152 * $1.green + 722 * $1.blue) } / 20_000
    return Cell(Self.ramp[min(9, max(0, (255 - light) * 10 / 256))], style: Style(.black, on: .white))
  }

  private static let ramp = Array(" .:-=+*#%@")
}

extension Page {
  /// What lies behind everything: the root element's background, else the body's, else white (CSS Backgrounds 3,
  /// section 2.11.2).
  fileprivate var canvasColor: CSS.Color {
    let ids = document.subtree()
    for name in ["html", "body"] {
      let id = ids.first { document.element($0)?.name == name }
      if let id, styles.computed[id].backgroundColor.alpha > 0 {
        return styles.computed[id].backgroundColor.over(.white)
      }
    }
    return .white
  }
}

extension Style {
  /// The colour behind a cell, as CSS has it.
  fileprivate var behind: CSS.Color {
    if case .rgb(let red, let green, let blue) = background { CSS.Color(red, green, blue) } else { .white }
  }
}

extension CSS.Color {
  fileprivate var color: Color { .rgb(red, green, blue) }
}

extension Color {
  fileprivate static let black = Color.rgb(0, 0, 0)
  fileprivate static let white = Color.rgb(255, 255, 255)
}

extension BoxTree.Rect {
  fileprivate var rows: Range<Int> { row..<row + max(0, height) }
  fileprivate var columns: Range<Int> { column..<column + max(0, width) }

  fileprivate func moved(up rows: Int) -> BoxTree.Rect {
    BoxTree.Rect(column: column, row: row - rows, width: width, height: height)
  }
}
