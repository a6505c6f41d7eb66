import Lessons
import Screen

extension Command {
  static let learn = Command(
    id: .learn, summary: "step through a lesson, forward and back", operands: "[LESSON]", operandCount: 0...1,
    examples: [
      "roundtrip learn", "roundtrip learn urls", "roundtrip learn 4", "roundtrip learn my-lesson.md",
      "roundtrip learn my-lessons/",
      "roundtrip learn --plain",
      "roundtrip learn urls | less",
    ],
    options: [.lines, .ascii, .color, .plain] + Studio.options,
    notes: [
      "Space goes on, Backspace goes back, ? lists the keys, q ends it.",
      "LESSON is the name of a lesson inside the program, or its number in the menu and in `roundtrip list`; or a file, "
        + "or a folder. Without it, it is the first lesson.",
      "A folder's lessons are offered in a menu. Without a terminal the transcript is printed.",
    ],
    words: Lesson.builtin.map(\.id)
  ) { arguments in
    let sitting = Sitting(
      choice: try LessonChoice(arguments.operands.first), setting: Setting(arguments, isTerminal: Terminal.isOutput),
      studio: try Studio(arguments), wantsSentences: arguments.has(.plain))
    try sitting.run()
    return .ok
  }
}
