import TestTerminal
import Testing

@testable import Screen

@Suite("GridDiff")
struct GridDiffTests {
  private func diff(_ old: Grid?, _ new: Grid) -> String {
    String(decoding: GridDiff.bytes(from: old, to: new, depth: .trueColor), as: UTF8.self)
      .replacing("\u{1B}[", with: "^")
  }

  private func grid(_ rows: String..., width: Int = 40) -> Grid {
    var grid = Grid(width: width, height: rows.count)
    for (row, text) in rows.enumerated() { grid.put(text, row: row, column: 0) }
    return grid
  }

  @Test("nothing changed, nothing written; the first time everything, after a clear")
  func edges() {
    let one = grid("one", "  two")
    #expect(diff(one, one) == "")
    #expect(diff(nil, one) == "^m^H^2Jone\n\u{8}two")
    #expect(diff(Grid(width: 3, height: 2), one).hasPrefix("^m^H^2J"))
  }

  @Test("only cells that changed, by the shortest way there")
  func moves() {
    #expect(diff(grid("abcdef", "abc"), grid("abXdeY", "aZc")) == "^;3HXdeY\r\naZ")
    #expect(diff(grid("a", "", "bc"), grid("X", "", "Yc")) == "^HX\n\n\u{8}Y")
    #expect(diff(grid("a    b"), grid("X    Y")) == "^HX^4CY")
    #expect(diff(grid("ab", "ab"), grid("aX", "Yb")) == "^;2HX\r\nY")
  }

  @Test("blanks are erased, not written, where that is shorter")
  func blanks() {
    #expect(diff(grid("status: waiting"), grid("status")) == "^;7H^K")
    #expect(diff(grid("abc"), grid("a")) == "^;2H  ")
    #expect(diff(grid("0123456789abcdef|"), grid("0             ef|")) == "^;2H^13X")
  }

  @Test("rows that moved are moved: DL where some go, IL where blank ones come")
  func moved() {
    let text = [
      "the first row of some words", "the second of them", "the third, and longest", "and the last that moves",
    ]
    let end = "what stays"
    #expect(
      diff(grid(text[0], text[1], text[2], text[3], end), grid(text[1], text[2], text[3], "", end)) == "^H^M^4H^L")
    #expect(
      diff(grid(text[0], text[1], text[2], "", end), grid("", text[0], text[1], text[2], end)) == "^4H^M^H^L")
    // At the bottom blank rows come by themselves.
    #expect(diff(grid(end, text[0], text[1], text[2]), grid(end, text[1], text[2], "new")) == "^2H^M\n\nnew")
  }

  @Test("rows that are new altogether are blanked together")
  func blanked() {
    var (old, new) = (Grid(width: 40, height: 10), Grid(width: 40, height: 10))
    for row in 1..<9 {
      old.put("one sentence of many", row: row, column: 0)
      new.put("x", row: row, column: 0)
    }
    for row in [0, 9] {
      old.put("what stays", row: row, column: 0)
      new.put("what stays", row: row, column: 0)
    }
    #expect(diff(old, new) == "^2H^8M^8Lx" + String(repeating: "\n\u{8}x", count: 7))
  }

  @Test("erasing needs no other colour of characters, but the terminal's own background")
  func erasing() {
    var new = grid("a")
    new.put("b", row: 0, column: 0, style: Style(dim: true))
    #expect(diff(grid("aand the rest"), new) == "^H^2mb^K^m")
    new.put("b", row: 0, column: 0, style: Style(on: .named(2)))
    #expect(diff(grid("aand the rest"), new) == "^H^42mb^m^K")
  }

  @Test("styles are said once, and end plain")
  func styles() {
    var new = grid("say hello there")
    new.put("hello", row: 0, column: 4, style: Style(.named(2), bold: true))
    #expect(diff(grid("say hello there"), new) == "^;5H^1;32mhello^m")
  }

  @Test("the colour of a space is nothing to see; its background is")
  func spaces() {
    var new = grid("a")
    new.put("   ", row: 0, column: 1, style: Style(.named(2), bold: true))
    #expect(diff(grid("a"), new) == "")
    new.put(" ", row: 0, column: 1, style: Style(on: .named(2)))
    #expect(diff(grid("a"), new) == "^;2H^42m ^m")
  }

  @Test("a wide character is written whole, and after an unsteady one the cursor is placed anew")
  func wide() {
    #expect(diff(grid("ab字c"), grid("ab文c")) == "^;3H文")
    #expect(diff(grid("字字"), grid("a字")) == "^Ha字 ")
    #expect(diff(grid(""), grid("👍🏽ok")) == "^H👍🏽\r^2Cok")
    #expect(diff(grid(""), grid("❤\u{FE0F}x")) == "^H❤\u{FE0F}\r^2Cx")
  }

  @Test("two flags' halves side by side stay two cells")
  func joining() {
    var new = Grid(width: 6, height: 1)
    new[0, 0] = Cell("🇩")
    new[0, 1] = Cell("🇪")
    #expect(shown(nil, new, .trueColor) == looks(new, .trueColor))
  }

  @Test("whatever is drawn, a terminal fed the difference shows the new grid", arguments: [1, 2, 3, 4] as [UInt64])
  func fidelity(seed: UInt64) {
    var random = Noise(seed: seed)
    let sizes = [(1, 1), (2, 2), (7, 3), (30, 6), (80, 4), (50, 24)]
    for (width, height) in sizes {
      for depth in [ColorDepth.none, .trueColor] {
        var vt = VT(width: width, height: height)
        var old: Grid?
        for step in 0..<12 {
          let new = scribble(old ?? Grid(width: width, height: height), &random)
          vt.receive(GridDiff.bytes(from: old, to: new, depth: depth))
          #expect(
            vt.cells.joined().map { look($0, depth) } == looks(new, depth), "step \(step) at \(width)x\(height)")
          #expect(vt.unknown == [])
          old = new
        }
        #expect(vt.wholeClears == 1)
      }
    }
  }

  /// A few strokes over a grid: words, wide and clustered characters, blanks, in a few styles; now and then some of its
  /// rows go up or down before.
  private func scribble(_ grid: Grid, _ random: inout Noise) -> Grid {
    var grid = grid
    if Int.random(in: 0..<3, using: &random) == 0 {
      let (old, rows) = (grid, Int.random(in: 0..<grid.height, using: &random)..<grid.height)
      let distance = Int.random(in: -3...3, using: &random)
      grid.fill(rows: rows, columns: 0..<grid.width, with: .blank)
      for row in rows where rows.contains(row + distance) {
        for column in 0..<grid.width { grid[row, column] = old[row + distance, column] }
      }
    }
    let words = [
      "a", "GET /", "字", "文字化け", "👨‍👩‍👧", "🇩🇪", "e\u{301}é", "  ", "            ", "──┼──", "❤\u{FE0F}", "x字 y", "한글",
    ]
    let styles: [Style] = [
      .plain, .plain, Style(.named(3)), Style(.rgb(9, 8, 7), on: .named(12), bold: true), Style(underline: true),
      Style(on: .rgb(1, 2, 3), dim: true, italic: true), Style(.named(1), bold: true, dim: true, reverse: true),
    ]
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let style = styles.randomElement(using: &random) ?? .plain
      let row = Int.random(in: 0..<grid.height, using: &random)
      let column = Int.random(in: -2..<grid.width, using: &random)
      if Int.random(in: 0..<5, using: &random) == 0 {
        grid.fill(rows: row..<row + 2, columns: column..<column + 20, with: Cell(" ", style: style))
      } else {
        grid.put(words.randomElement(using: &random) ?? "", row: row, column: column, style: style)
      }
    }
    return grid
  }

  private func shown(_ old: Grid?, _ new: Grid, _ depth: ColorDepth) -> [String] {
    var vt = VT(width: new.width, height: new.height)
    vt.receive(GridDiff.bytes(from: old, to: new, depth: depth))
    return vt.cells.joined().map { look($0, depth) }
  }

  private func looks(_ grid: Grid, _ depth: ColorDepth) -> [String] {
    (0..<grid.height).flatMap { row in (0..<grid.width).map { look(grid[row, $0], depth) } }
  }

  /// What can be seen of a cell.
  private func look(_ cell: Cell, _ depth: ColorDepth) -> String {
    var pen = Pen(cell.style, depth: depth)
    if cell.glyph == .character(" "), pen.hidesSpaces { (pen.foreground, pen.attributes) = (.standard, []) }
    return "\(cell.glyph) \(pen)"
  }
}
