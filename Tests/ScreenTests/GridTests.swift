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
}
