import Lessons
import Screen
import Tracing
import Views

/// A person with lessons before them, in whatever way their terminal allows.
struct Sitting {
  var choice: LessonChoice
  var setting: Setting
  var studio: Studio
  /// Whether `--plain` asked for sentences, in print too.
  var wantsSentences = false

  func run() throws(Stop) {
    guard Terminal.isOutput, !setting.appearance.isPlain || Files.isTerminal(0) else { return try print() }
    if setting.appearance.isPlain {
      var prompt = try LineByLine(setting)
      var chosen = choice.start
      if chosen == nil { chosen = try prompt.choose(among: try choice.lessons()) }
      if let chosen { try prompt.play(try choice.lesson(at: chosen), in: studio) }
    } else {
      try FullScreen(choice, in: studio, setting).run()
    }
  }

  /// Where nobody can press a key: the transcript, or what to type for each lesson.
  private func print() throws(Stop) {
    guard let start = choice.start else {
      return try Files.print(
        "Lessons:\n\n\(choice.text(of: try choice.lessons()))\n\nroundtrip --help says what else there is.")
    }
    let depth = setting.appearance.depth
    let format = wantsSentences ? ExportFormat.plain : depth == .none ? .text : .ansi
    let exporter = format.exporter(width: 80, theme: setting.theme, depth: depth)
    try Files.write(exporter.bytesFromBothEnds(of: try studio.record(try choice.lesson(at: start))))
  }
}
