import Lessons
import Wire

extension Command {
  static let list = Command(
    name: "list", summary: "the lessons, with what to type for each", operands: "[PATH]", operandCount: 0...1,
    examples: ["roundtrip list", "roundtrip list my-lessons/", "roundtrip list --json"], options: [.json]
  ) { arguments in
    let path = arguments.operands.first
    let lessons = try Library.lessons(path)
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
      try Files.print(text(lessons, path: path))
    }
    return .ok
  }

  /// The lessons with the commands to type: what `roundtrip` alone prints where there is no terminal.
  static func text(_ lessons: [Lesson], path: String?) -> String {
    let name: (Lesson) -> String = { path == nil ? $0.id : $0.file }
    let width = lessons.map { name($0).count }.max() ?? 0
    return lessons.map { lesson in
      let gap = String(repeating: " ", count: width - name(lesson).count)
      let minutes = lesson.minutes.map { " (\($0) min)" } ?? ""
      return "roundtrip learn \(name(lesson))\(gap)   \(lesson.title)\(minutes)".escapingControls
    }.joined(separator: "\n")
  }
}
