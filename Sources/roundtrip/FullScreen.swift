import Lessons
import Net
import Screen
import Tracing
import Views

/// The terminal with a lesson, or the menu, on it: keys in, frames out.
final class FullScreen {
  private var terminal: Terminal
  private let theme: Theme
  private let choice: LessonChoice
  private let studio: Studio
  /// Keys that were pressed and not looked at yet: whoever types ahead means what comes next.
  private var keys: [Key] = []

  init(_ choice: LessonChoice, in studio: Studio, _ setting: Setting) throws(Stop) {
    do throws(Terminal.Trouble) { terminal = try Terminal(setting.appearance) } catch {
      throw Stop(.unavailable, "roundtrip: \(error) (roundtrip learn --plain needs no terminal)")
    }
    theme = setting.theme
    self.choice = choice
    self.studio = studio
  }

  /// Plays the lesson that was named, or one chosen from the menu, and then those that are asked for, until the person
  /// leaves.
  func run() throws(Stop) {
    var chosen = choice.start
    if chosen == nil, case .open(let index) = try chooseLesson() { chosen = index }
    while let index = chosen { chosen = try play(index) }
  }

  /// Plays a lesson until the person leaves it, and says which they want instead; nil where none.
  private func play(_ index: Int) throws(Stop) -> Int? {
    let lesson = try choice.lesson(at: index)
    var cover = Cover(lesson)
    // A lesson that can't be read is told about when somebody opens it.
    if choice.hasLesson(after: index) { cover.next = try? choice.lesson(at: index + 1).title }
    var player = Player(cover: cover, theme: theme)
    // The cover is painted before anything is recorded: nobody waits for the first screen.
    present(&player)
    while terminal.isOpen {
      switch player.nextScene.map({ record(lesson.scenes[$0], for: &player) }) ?? wait(for: &player) {
      case .quit: return nil
      case .nextLesson: return index + 1
      case .chooseLesson:
        switch try chooseLesson(over: index) {
        case .open(let index): return index
        case .back: present(&player)
        case .quit: return nil
        }
      case nil: break
      }
    }
    return nil
  }

  /// Shows the menu until something is chosen, over the lesson from which it was opened, if one was.
  private func chooseLesson(over index: Int? = nil) throws(Stop) -> LessonMenu.Intent {
    let items = try choice.lessons().map { LessonMenu.Item(id: $0.id, title: $0.title, minutes: $0.minutes) }
    var menu = LessonMenu(items, selected: index ?? 0, isOverLesson: index != nil, theme: theme)
    present(&menu)
    while terminal.isOpen {
      if let intent = wait(for: &menu) { return intent }
    }
    return .quit
  }

  // MARK: Keys in, frames out

  /// Waits for keys, or for the screen to need painting again.
  private func wait<Shown: WholeScreen>(for shown: inout Shown) -> Shown.Intent? {
    readKeys()
    guard keys.isEmpty else { return serve(&shown) }
    // Where a terminal takes the last screen slowly, or a key is only half there, somebody waits.
    let isIdle = !terminal.isBehind && terminal.patience == nil
    let ahead = isIdle ? Ahead(of: shown, at: terminal.size) : nil
    terminal.wait()
    _ = terminal.takeDisturbance()
    readKeys()
    guard let frame = ahead?.answer(keys, at: terminal.size, for: &shown) else { return serve(&shown) }
    keys = []
    terminal.present(frame)
    return nil
  }

  /// Records a scene for the player, which answers keys meanwhile: the terminal is one more thing that the scene's loop
  /// waits for. The scene is given up where the person wants something else than this lesson, and where time stood still
  /// (Ctrl-Z), which would be in its recording; it is then still the next to be recorded.
  private func record(_ scene: Lesson.Scene, for player: inout Player) -> Player.Intent? {
    // What the loop holds can hold no inout argument.
    var shown = player
    defer { player = shown }
    var intent: Player.Intent?
    var isGivenUp = false
    var timer: Loop.Timer?
    func attend(_ loop: Loop) {
      let wasStopped = terminal.takeDisturbance() == .continued
      intent = serve(&shown)
      isGivenUp = intent != nil || wasStopped || !terminal.isOpen
      if isGivenUp { return loop.stop() }
      loop.setWriting(terminal.isBehind, for: terminal.output)
      // A key may have begun that only time ends.
      loop.cancel(timer)
      timer = terminal.patience.map { patience in
        loop.after(milliseconds: Int(patience)) { [weak loop] in loop.map(attend) }
      }
    }
    do throws(Stop) {
      let recorded = try studio.record(scene) { loop in
        for descriptor in [terminal.input, terminal.signals] {
          loop.watch(descriptor) { [unowned loop] _ in attend(loop) }
        }
        loop.watch(terminal.output, writing: true) { [unowned loop] _ in attend(loop) }
        loop.setReading(false, for: terminal.output)
        attend(loop)
      }
      shown.add(recorded)
    } catch {
      if !isGivenUp { shown.failed(error.message) }
    }
    present(&shown)
    return intent
  }

  /// Hands on the keys that are there, up to one that asks for something else, and paints what came of them.
  ///
  /// All that is there is read first: a terminal that holds a flood back holds Ctrl-C back with it.
  private func serve<Shown: WholeScreen>(_ shown: inout Shown) -> Shown.Intent? {
    readKeys()
    while !keys.isEmpty {
      let key = keys.removeFirst()
      if key == .control("z") { terminal.suspend() } else if let intent = shown.press(key) { return intent }
    }
    present(&shown)
    return nil
  }

  private func present(_ shown: inout some WholeScreen) {
    let size = terminal.size
    terminal.present(shown.frame(width: size.columns, height: size.rows))
  }

  /// Nobody means more keys than this at once: of a flood, such as a file pasted by mistake, the last ones count.
  private static let mostKeys = 1000
  /// So often the terminal is read before what came is looked at, and painted: a flood without an end must not keep the
  /// screen as it was.
  private static let mostReads = 64

  private func readKeys() {
    for _ in 0..<Self.mostReads {
      let read = terminal.readKeys()
      guard !read.isEmpty else { return }
      keys = (keys + read).suffix(Self.mostKeys)
    }
  }
}
