import Lessons
import Screen
import Tracing
import Views

/// The terminal with a lesson, or the menu, on it: keys in, frames out.
struct FullScreen: ~Copyable {
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
  mutating func run(_ choice: LessonChoice, in studio: Studio) throws(Stop) {
    var start = choice.start
    if start == nil { start = choose(among: try choice.lessons()) }
    guard var chosen = start else { return }
    while true {
      var player = try open(chosen, of: choice, in: studio)
      playing: while true {
        switch play(&player) {
        case .quit, .suspend: return
        case .nextLesson:
          chosen += 1
          break playing
        case .chooseLesson:
          switch menu(among: try choice.lessons(), at: chosen, isOverLesson: true) {
          case .open(let index):
            chosen = index
            break playing
          case .back: continue playing
          case .quit, .suspend: return
          }
        }
      }
    }
  }

  /// A lesson at its cover, recorded. The cover is painted before anything is: nobody waits for the first screen.
  private mutating func open(_ index: Int, of choice: LessonChoice, in studio: Studio) throws(Stop) -> Player {
    let lesson = try choice.lesson(at: index)
    var cover = Cover(lesson)
    // A lesson that can't be read is told about when somebody opens it.
    if choice.hasLesson(after: index) { cover.next = try? choice.lesson(at: index + 1).title }
    var player = Player(cover: cover, theme: theme)
    present(player.frame(width: size.columns, height: size.rows))
    do throws(Stop) { player.recording(try studio.record(lesson)) } catch { player.failed(error.message) }
    return player
  }

  /// Plays a lesson until the learner leaves it, and says what they want instead.
  private mutating func play(_ player: inout Player) -> Player.Intent {
    while terminal.isOpen {
      present(player.frame(width: size.columns, height: size.rows))
      awaitKeys()
      while let key = nextKey() {
        switch player.press(key) {
        case .suspend: terminal.suspend()
        case let intent?: return intent
        case nil: break
        }
      }
    }
    return .quit
  }

  /// Which lesson the person chooses first; nil where they leave.
  private mutating func choose(among lessons: [Lesson]) -> Int? {
    if case .open(let index) = menu(among: lessons, at: 0, isOverLesson: false) { index } else { nil }
  }

  /// Shows the menu until something is chosen.
  private mutating func menu(among lessons: [Lesson], at start: Int, isOverLesson: Bool) -> LessonMenu.Intent {
    let items = lessons.map { LessonMenu.Item(id: $0.id, title: $0.title, minutes: $0.minutes) }
    var menu = LessonMenu(items, selected: start, isOverLesson: isOverLesson, theme: theme)
    while terminal.isOpen {
      present(menu.frame(width: size.columns, height: size.rows))
      awaitKeys()
      while let key = nextKey() {
        switch menu.press(key) {
        case .suspend: terminal.suspend()
        case let intent?: return intent
        case nil: break
        }
      }
    }
    return .quit
  }

  private var size: Size { terminal.size }

  private mutating func present(_ grid: Grid) { terminal.present(grid) }

  /// Nobody means more keys than this at once: of a flood, such as a file pasted by mistake, the last ones count.
  private static let mostKeys = 1000
  /// So often the terminal is read before what came is looked at, and painted: a flood without an end must not keep the
  /// screen as it was.
  private static let mostReads = 64

  /// Waits for keys, or for the screen to need painting again; then there are none.
  ///
  /// All that is there is read first: a terminal that holds a flood back holds Ctrl-C back with it.
  private mutating func awaitKeys() {
    readKeys()
    guard keys.isEmpty else { return }
    terminal.wait()
    _ = terminal.takeDisturbance()
    readKeys()
  }

  private mutating func readKeys() {
    for _ in 0..<Self.mostReads {
      let read = terminal.readKeys()
      guard !read.isEmpty else { return }
      keys = (keys + read).suffix(Self.mostKeys)
    }
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
      id: lesson.id, title: lesson.title, minutes: lesson.minutes, needs: lesson.needs.map(\.id),
      introduction: lesson.opening,
      phases: phases, stepCount: steps.count)
  }
}
