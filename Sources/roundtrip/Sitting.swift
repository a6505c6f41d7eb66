import Lessons
import Screen
import Tracing
import Views

/// A person with lessons before them, in whatever way their terminal allows.
struct Sitting {
  var shelf: Shelf
  var setting: Setting
  var studio: Studio
  /// Whether `--plain` asked for sentences, in print too.
  var wantsSentences = false

  func run() throws(Stop) {
    guard Terminal.isOutput, !setting.appearance.isPlain || Files.isTerminal(0) else { return try print() }
    if setting.appearance.isPlain {
      var stage = try PlainStage(setting)
      var chosen = shelf.start
      if chosen == nil { chosen = try stage.choose(among: try shelf.lessons()) }
      if let chosen { try stage.play(try shelf.lesson(at: chosen), in: studio) }
    } else {
      var stage = try Stage(setting)
      try stage.run(shelf, in: studio)
    }
  }

  /// Where nobody can press a key: the transcript, or what to type for each lesson.
  private func print() throws(Stop) {
    guard let start = shelf.start else {
      return try Files.print(
        "Lessons:\n\n\(shelf.text(of: try shelf.lessons()))\n\nroundtrip --help says what else there is.")
    }
    let format = wantsSentences ? "plain" : setting.appearance.depth == .none ? "text" : "ansi"
    let exporter = Command.exporter(
      format: format, width: 80, theme: setting.theme, depth: setting.appearance.depth)
    try Files.write(exporter.bytes(of: try studio.record(try shelf.lesson(at: start))))
  }
}
