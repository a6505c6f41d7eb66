import Screen
import Testing
import Views

@Suite("LessonMenu: which lesson?")
struct LessonMenuTests {
  private let items = (1...12).map { LessonMenu.Item(id: "l\($0)", title: "Lesson \($0)", minutes: $0 == 1 ? 10 : nil) }

  @Test("the screen")
  func screen() {
    #expect(
      LessonMenu(Array(items.prefix(2))).frame(width: 80, height: 8).text == """
         Roundtrip  what happens between a key press and a page, recorded for real
        --------------------------------------------------------------------------------

         >   1  l1  Lesson 1  10 min
             2  l2  Lesson 2

        --------------------------------------------------------------------------------
         Enter open  j/k move  ? help  q quit
        """)
  }

  @Test("the minutes stand in a column, behind the longest title that there is room for")
  func minutes() {
    let items = [
      LessonMenu.Item(id: "short", title: "Short", minutes: 5),
      LessonMenu.Item(id: "long", title: "A title that is longer than the others", minutes: 25),
      LessonMenu.Item(id: "none", title: "Some", minutes: nil),
    ]
    #expect(
      LessonMenu(items).frame(width: 80, height: 9).text.contains(
        """
         >   1  short  Short                                    5 min
             2  long   A title that is longer than the others  25 min
             3  none   Some
        """))
    #expect(
      LessonMenu(items).frame(width: 40, height: 9).text.contains(
        """
         >   1  Short                     5 min
             2  A title that is longer…  25 min
             3  Some
        """))
  }

  @Test("a narrow screen has the titles alone")
  func narrow() {
    #expect(LessonMenu(items).frame(width: 60, height: 8).text.contains(" >   1  Lesson 1   10 min"))
  }

  @Test("keys move, numbers choose, Enter opens")
  func keys() {
    var menu = LessonMenu(items)
    _ = menu.press(.character("j"))
    #expect(menu.press(.enter) == .open(1))
    _ = menu.press(.character("1"))
    _ = menu.press(.character("2"))
    #expect(menu.press(.enter) == .open(11))
    _ = menu.press(.down)
    #expect(menu.selected == 11)
    _ = menu.press(.character("?"))
    #expect(menu.frame(width: 80, height: 8).text.contains("arrows or a number choose a lesson; Enter opens it"))
    _ = menu.press(.character("x"))
    #expect(menu.frame(width: 80, height: 8).text.contains("x does nothing here: ? says what does"))
    #expect(menu.press(.character("q")) == .quit)
  }

  @Test("over a lesson, what leaves the menu leads back to it")
  func overLesson() {
    var menu = LessonMenu(items, isOverLesson: true)
    #expect(menu.frame(width: 80, height: 8).text.contains("q back to the lesson"))
    #expect(menu.press(.character("?")) == nil)
    #expect(menu.frame(width: 80, height: 8).text.contains("Enter opens it; q goes back"))
    for key in [Key.character("q"), .escape, .backspace, .character("c")] { #expect(menu.press(key) == .back) }
    #expect(menu.press(.control("c")) == .quit)
  }

  @Test("no size and no list traps")
  func sizes() {
    for size in 0...40 {
      _ = LessonMenu(items, selected: 9).frame(width: size, height: size)
      _ = LessonMenu([]).frame(width: size, height: size)
    }
    var empty = LessonMenu([])
    #expect(empty.press(.enter) == nil)
  }
}
