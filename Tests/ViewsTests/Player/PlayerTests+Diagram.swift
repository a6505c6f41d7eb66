import Screen
import Testing
import Tracing
@testable import Views

/// A diagram with more rows than there is room for.
extension PlayerTests {
  /// What stands in the rows of a screen between the header and the words.
  private func diagram(_ player: Player, _ width: Int, _ height: Int) -> [Substring] {
    let lines = screen(player, width, height).split(separator: "\n", omittingEmptySubsequences: false)
    return lines[4...].prefix { !$0.hasPrefix("--") }.filter { $0.contains(where: \.isLetter) }
  }

  @Test("k brings back what has moved out at the top, row by row, and j what that hides below", arguments: [80, 120])
  func hiddenRows(width: Int) {
    var player = pressed(Array("10G").map { .character($0) }, width: width, height: 24)
    let before = screen(player, width, 24)
    var seen = Set(diagram(player, width, 24))
    var hidden = 0
    while screen(player, width, 24).contains("-- rows above: k -"), hidden < 99 {
      #expect(player.press(.character("k")) == nil)
      seen.formUnion(diagram(player, width, 24))
      hidden += 1
    }
    let top = screen(player, width, 24)
    #expect(
      hidden > 3 && top.contains("-- rows below: j -")
        && top.contains("[take apart https://www.shop.test/products?page=2]"))
    #expect(seen.count >= hidden + 3)
    _ = player.press(.up)
    #expect(screen(player, width, 24).hasSuffix(" nothing above: Backspace goes back"))
    for _ in 1...hidden { _ = player.press(.character("j")) }
    #expect(screen(player, width, 24) == before)
  }

  @Test("whole pages of it too; and who goes on, or elsewhere, finds it where it was")
  func pagesOfRows() {
    var player = pressed(Array("10G").map { .character($0) })
    let before = screen(player)
    for key in [Key.pageUp, .pageUp, .pageUp, .pageUp] { _ = player.press(key) }
    #expect(screen(player).contains("[take apart"))
    while player.rise > 0 { _ = player.press(.pageDown) }
    #expect(screen(player) == before)
    player = pressed(Array("10Gkkk").map { .character($0) })
    #expect(screen(player) != before)
    for key in "g10G" { _ = player.press(.character(key)) }
    #expect(screen(player) == before)
  }

  @Test("words above the page come back first")
  func wordsFirst() {
    var player = pressed(Array("9G1 ").map { .character($0) })
    let scrolled = player.scroll
    #expect(scrolled > 0 && screen(player).contains("-- rows above: k -"))
    for _ in 0..<scrolled { _ = player.press(.character("k")) }
    #expect(player.scroll == 0 && player.rise == 0)
    _ = player.press(.character("k"))
    #expect(player.rise == 1)
  }
}
