import Screen
import Testing

@Suite("Grid")
struct GridTests {
  @Test("drawing outside is clipped, control characters never get in")
  func clips() {
    var grid = Grid(width: 4, height: 2)
    grid.put("abcdef", row: 0, column: 2)
    grid.put("a\u{1B}b", row: 1, column: 0)
    grid.put("x", row: 9, column: 0)
    #expect(grid.text == "  ab\na?b")
  }

  @Test("a wide character takes two cells, or becomes a space where half of it would be outside")
  func wide() {
    var grid = Grid(width: 5, height: 4)
    grid.put("a字b", row: 0, column: 0)
    grid.put("xxx字", row: 1, column: 1)
    grid.put("字y", row: 2, column: -1)
    #expect(grid.put("字字", row: 3, column: 0, limit: 3) == 3)
    #expect(grid.text == "a字b\n xxx\n y\n字")
    #expect(grid[0, 2].glyph == .continuation)
    #expect(grid[1, 4].glyph == .character(" "))
  }

  @Test(
    "what is half overdrawn becomes a space",
    arguments: [
      ("x", 0, "x 文"), ("x", 1, " x文"), ("語", 1, " 語 "), ("ab", 1, " ab "),
    ])
  func overdrawn(text: String, column: Int, result: String) {
    var grid = Grid(width: 5, height: 1)
    grid.put("字文|", row: 0, column: 0)
    grid.put(text, row: 0, column: column)
    #expect(grid.text == result + "|")
  }

  @Test("a cell set by hand follows the same rules")
  func cells() {
    var grid = Grid(width: 3, height: 1)
    grid[0, 0] = Cell("\u{9B}")
    grid[0, 1] = Cell("字")
    grid[0, 2] = Cell("\u{200B}")
    #expect(grid.text == "?")
    var other = Grid(width: 2, height: 1)
    other.put("字", row: 0, column: 0)
    grid.draw(other, row: 0, column: -1)
    #expect(grid.text == "")
    grid.draw(other, row: 0, column: 1)
    #expect(grid.text == " 字")
  }

  @Test("a character with a thousand marks is only itself")
  func marks() {
    var grid = Grid(width: 3, height: 1)
    grid.put("a" + String(repeating: "\u{301}", count: 1000) + "b", row: 0, column: 0)
    #expect(grid.text == "ab")
  }

  @Test("in ASCII every column stays where it was")
  func ascii() {
    var grid = Grid(width: 12, height: 2)
    grid.put("┌─ é 字 → ┐|", row: 0, column: 0)
    grid.put("│ “x” │", row: 1, column: 0)
    #expect(grid.inASCII.text == "+- e ?? > +|\n| \"x\" |")
    #expect(grid.inASCII.lines(depth: .trueColor).allSatisfy { $0 < 0x80 })
  }

  @Test(
    "text in ASCII loses nothing: marks by marks, letters by number",
    arguments: [
      ("plain", "plain"), ("“Zoë” → 字", "\"Zo\\u{EB}\" > \\u{5B57}"), ("e\u{301}", "e\\u{301}"), ("", ""),
    ])
  func spelled(text: String, as ascii: String) { #expect(text.inASCII == ascii) }

  @Test("lines to append: styles on, styles off, nothing at the ends, no cursor movement")
  func lines() {
    var grid = Grid(width: 8, height: 3)
    grid.put("a ", row: 0, column: 0)
    grid.put("red", row: 0, column: 2, style: Style(.named(1), bold: true))
    grid.put("字", row: 1, column: 0, style: Style(on: .rgb(255, 0, 0)))
    #expect(
      String(decoding: grid.lines(depth: .named16), as: UTF8.self)
        == "a \u{1B}[1;31mred\u{1B}[m\n\u{1B}[101m字\u{1B}[m\n\n")
    #expect(String(decoding: grid.lines(depth: .none), as: UTF8.self) == "a \u{1B}[1mred\u{1B}[m\n字\n\n")
  }
}
