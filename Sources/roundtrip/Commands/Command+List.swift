import Lessons
import Wire

extension Command {
  static let list = Command(
    id: .list, summary: "the lessons, with what to type for each", operands: "[PATH]", operandCount: 0...1,
    examples: ["roundtrip list", "roundtrip list my-lessons/", "roundtrip list --json"], options: [.json]
  ) { arguments in
    let choice = try arguments.operands.isEmpty ? LessonChoice() : LessonChoice(arguments.operands.first)
    let lessons = try choice.start.map { index throws(Stop) in [try choice.lesson(at: index)] } ?? choice.lessons()
    if arguments.has(.json) {
      try Files.print(
        JSON.object([
          JSON.Member("schema", 1),
          JSON.Member(
            "lessons",
            .array(
              lessons.map { lesson in
                [
                  "id": .string(lesson.id), "title": .string(lesson.title),
                  "minutes": lesson.minutes.map { .number($0) } ?? .null,
                  "scenes": .number(lesson.scenes.count),
                  "steps": .number(lesson.scenes.reduce(0) { $0 + $1.steps.count }), "file": .string(lesson.file),
                ]
              })),
        ]).description)
    } else {
      try Files.print(choice.text(of: lessons))
    }
    return .ok
  }
}
