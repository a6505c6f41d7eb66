import Screen
import Testing
import Tracing
import Views

/// What was made beforehand may be shown only where it is what the key would lead to.
@Suite("Ahead: what Space would show, made beforehand")
struct AheadTests {
  private static let size = Size(columns: 80, rows: 24)

  private func player(at size: Size = Self.size) -> Player {
    var player = Player(Sample.recording())
    _ = player.frame(width: size.columns, height: size.rows)
    return player
  }

  @Test(
    "from the cover to the end each frame, and all that follows from it, is the one made afresh",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)])
  func walk(size: Size) throws {
    var afresh = player(at: size)
    var prepared = afresh
    var screens: [String] = []
    while screens.count < 100, !(screens.last ?? "").contains("The end") {
      let ahead = try #require(Ahead(of: prepared, at: size))
      let shown = prepared.frame(width: size.columns, height: size.rows)
      let isUntouched = shown == afresh.frame(width: size.columns, height: size.rows)
      #expect(isUntouched, "making it changed what is shown:\n\(shown.text)")
      #expect(afresh.press(.character(" ")) == nil)
      let frame = afresh.frame(width: size.columns, height: size.rows)
      let answer = try #require(ahead.answer([.character(" ")], at: size, for: &prepared))
      #expect(answer.text == frame.text)
      let hasSameStyles = answer == frame
      #expect(hasSameStyles)
      screens.append(answer.text)
    }
    #expect(screens.last?.contains("The end") == true)
    #expect(Set(screens).count == screens.count)
    for key in [Key.backspace, .character("o"), .enter, .character("b")] {
      #expect(prepared.press(key) == afresh.press(key))
      let frames = (
        prepared.frame(width: size.columns, height: size.rows), afresh.frame(width: size.columns, height: size.rows)
      )
      #expect(frames.0.text == frames.1.text)
    }
  }

  @Test(
    "no other keys are answered with it, and what is shown stays",
    arguments: [[], [.backspace], [.character(" "), .character(" ")], [.character("b"), .character(" ")]] as [[Key]])
  func otherKeys(keys: [Key]) throws {
    var player = player()
    let before = player.frame(width: 80, height: 24)
    let ahead = try #require(Ahead(of: player, at: Self.size))
    #expect(ahead.answer(keys, at: Self.size, for: &player) == nil)
    #expect(player.frame(width: 80, height: 24).text == before.text)
  }

  @Test("nor is a screen that has another size by now")
  func otherSize() throws {
    var player = player()
    let ahead = try #require(Ahead(of: player, at: Self.size))
    #expect(ahead.answer([.character(" ")], at: Size(columns: 100, rows: 24), for: &player) == nil)
    #expect(ahead.answer([.character(" ")], at: Size(columns: 80, rows: 25), for: &player) == nil)
    #expect(player.frame(width: 80, height: 24).text.contains("Space to start"))
  }

  @Test("nothing is made of a key that asks for something else: in the menu Space opens a lesson")
  func asksForMore() {
    #expect(Ahead(of: LessonMenu([LessonMenu.Item(id: "a", title: "A", minutes: nil)]), at: Self.size) == nil)
    #expect(Ahead(of: LessonMenu([]), at: Self.size) != nil)
  }

  @Test("where a question is open it is the outcome, and Backspace leads back to the question")
  func question() throws {
    var player = player()
    for key in "9G" { _ = player.press(.character(key)) }
    let open = player.frame(width: 80, height: 24).text
    let ahead = try #require(Ahead(of: player, at: Self.size))
    let frame = try #require(ahead.answer([.character(" ")], at: Self.size, for: &player))
    #expect(frame.text != open)
    _ = player.press(.backspace)
    #expect(player.frame(width: 80, height: 24).text == open)
  }
}
