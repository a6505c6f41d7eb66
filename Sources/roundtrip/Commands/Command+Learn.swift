import Lessons
import Screen
import Tracing
import Views

extension Command {
  static let learn = Command(
    name: "learn", summary: "step through a lesson, forward and back", operands: "[LESSON]", operandCount: 0...1,
    examples: [
      "roundtrip learn", "roundtrip learn urls", "roundtrip learn my-lesson.md", "roundtrip learn --plain",
      "roundtrip learn urls | less",
    ],
    options: [.lines, .ascii, .color, .plain, .seed],
    notes: [
      "Without a terminal it prints the transcript. Space goes on, Backspace goes back, ? lists the keys, q ends it."
    ]
  ) { arguments in
    let seed = try arguments.number(.seed, in: UInt64.min...UInt64.max)
    let lesson = try Library.lesson(arguments.operands.first)
    let setting = Setting(arguments, isTerminal: Terminal.isOutput)
    guard Terminal.isOutput else {
      let recording = try Studio(seed: seed).record(lesson)
      let exporter = exporter(
        format: arguments.has(.plain) ? "plain" : setting.appearance.depth == .none ? "text" : "ansi", width: 80,
        theme: setting.theme)
      try Files.write(exporter.bytes(of: recording))
      return .ok
    }
    if setting.appearance.isPlain {
      return try PlainStage(setting).play(try Studio(seed: seed).record(lesson))
    }
    var stage = try Stage(setting)
    try stage.play(lesson, seed: seed)
    return .ok
  }
}
