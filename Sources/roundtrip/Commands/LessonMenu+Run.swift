import Lessons
import Screen
import Views

extension LessonMenu {
  /// `roundtrip` alone: the menu on a terminal, else the lessons with what to type.
  static func run() throws(Stop) -> ExitCode {
    let lessons = try Library.lessons(nil)
    let setting = Setting(try Arguments([], for: .learn), isTerminal: Terminal.isOutput)
    guard Terminal.isOutput, !setting.appearance.isPlain else {
      try Files.print(
        "Lessons:\n\n\(Command.text(lessons, path: nil))\n\nroundtrip --help says what else there is.")
      return .ok
    }
    var stage = try Stage(setting)
    var cursor = 0
    while let chosen = stage.choose(among: lessons, at: cursor) {
      guard try stage.play(lessons[chosen]) else { return .ok }
      cursor = chosen
    }
    return .ok
  }
}
