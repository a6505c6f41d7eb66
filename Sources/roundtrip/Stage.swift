import Lessons
import Screen
import Tracing
import Views

/// The terminal with a lesson, or the menu, on it: keys in, frames out.
struct Stage: ~Copyable {
  private var terminal: Terminal
  private let theme: Theme
  /// Keys that were pressed and not looked at yet: whoever types ahead means what comes next.
  private var keys: [Key] = []

  init(_ setting: Setting) throws(Stop) {
    do throws(Terminal.Trouble) { terminal = try Terminal(setting.appearance) } catch {
      throw Stop(.unavailable, "roundtrip: \(error) (roundtrip learn --plain needs no terminal)")
    }
    theme = setting.theme
  }

  /// Plays the lesson that was named, or one chosen from the menu, until the person leaves.
  mutating func run(_ shelf: Shelf, in studio: Studio) throws(Stop) {
    var chosen = shelf.start
    var cursor = 0
    while true {
      if chosen == nil { chosen = choose(among: try shelf.lessons(), at: cursor) }
      guard let index = chosen, try play(try shelf.lesson(at: index), in: studio) else { return }
      (cursor, chosen) = (index, nil)
    }
  }

  /// Plays a lesson until the learner leaves it; true where they want the menu instead. The cover is painted before
  /// anything is recorded: nobody waits for the first screen.
  private mutating func play(_ lesson: Lesson, in studio: Studio) throws(Stop) -> Bool {
    var player = Player(cover: Cover(lesson), theme: theme)
    present(player.frame(width: size.columns, height: size.rows))
    do throws(Stop) { player.recording(try studio.record(lesson)) } catch { player.failed(error.message) }
    while terminal.isOpen {
      present(player.frame(width: size.columns, height: size.rows))
      awaitKeys()
      while let key = nextKey() {
        switch player.press(key) {
        case .quit: return false
        case .chooseLesson: return true
        case .suspend: terminal.suspend()
        case nil: break
        }
      }
    }
    return false
  }

  /// Shows the menu until a lesson is chosen; nil where the person leaves.
  private mutating func choose(among lessons: [Lesson], at start: Int) -> Int? {
    let items = lessons.map { LessonMenu.Item(id: $0.id, title: $0.title, minutes: $0.minutes) }
    var menu = LessonMenu(items, selected: start, theme: theme)
    while terminal.isOpen {
      present(menu.frame(width: size.columns, height: size.rows))
      awaitKeys()
      while let key = nextKey() {
        switch menu.press(key) {
        case .quit: return nil
        case .open(let index): return index
        case .suspend: terminal.suspend()
        case nil: break
        }
      }
    }
    return nil
  }

  private var size: Size { terminal.size }

  private mutating func present(_ grid: Grid) { terminal.present(grid) }

  /// Waits for keys, or for the screen to need painting again; then there are none.
  private mutating func awaitKeys() {
    keys += terminal.readKeys()
    guard keys.isEmpty else { return }
    terminal.wait()
    _ = terminal.takeDisturbance()
    keys = terminal.readKeys()
  }

  private mutating func nextKey() -> Key? { keys.isEmpty ? nil : keys.removeFirst() }
}

extension Cover {
  /// What a lesson's file alone tells: enough for the first screen.
  init(_ lesson: Lesson) {
    let steps = lesson.scenes.flatMap(\.steps)
    var phases: [Phase] = []
    for step in steps where !phases.contains(step.phase) { phases.append(step.phase) }
    self.init(
      id: lesson.id, title: lesson.title, minutes: lesson.minutes, introduction: lesson.opening,
      phases: phases, stepCount: steps.count)
  }
}
