import Lessons
import Wire

extension Command {
  static let check = Command(
    name: "check", summary: "run lessons and hold them to every claim they make", operands: "[PATH...]",
    operandCount: 0...Int.max,
    examples: ["roundtrip check lessons", "roundtrip check my-lesson.md", "roundtrip check --json lessons"],
    options: [.json, .network],
    notes: [
      "Without a path, the lessons inside the program are checked.",
      "Claims about packets need a private internet: elsewhere they are not checked, and counted so.",
      "Exit status: 0 all hold, 1 a claim or marked answer is false, 65 a lesson can't be read.",
    ]
  ) { arguments in
    var sources: [Library.Source] = []
    if arguments.operands.isEmpty { sources = try Library.sources(nil) }
    for path in arguments.operands { sources += try Library.sources(path) }
    guard !sources.isEmpty else {
      throw Stop(.missingFile, "roundtrip check: no lesson (a file ending in .md) there")
    }
    let report = Report(sources, try Studio(arguments).session())
    if arguments.has(.json) {
      try Files.print(report.json.description)
    } else {
      for problem in report.problems { Files.complain(problem.description) }
      try Files.print(report.summary)
    }
    return report.code
  }

  /// What came of checking: counts, and every problem with its file and line.
  private struct Report {
    var lessons = 0
    var scenes = 0
    var claims = 0
    var answers = 0
    var notChecked = 0
    var problems: [Lesson.Problem] = []
    var code = ExitCode.ok

    init(_ sources: [Library.Source], _ session: Session) {
      var read: [Lesson] = []
      for source in sources {
        do throws(Lesson.Problems) { read.append(try Lesson(parsing: source.bytes, file: source.path)) } catch {
          problems += error.list
          code = .badInput
        }
      }
      lessons = read.count
      for lesson in read {
        if let file = Lesson.original(of: lesson.file), let original = read.first(where: { $0.file == file }) {
          add(lesson.differences(from: original))
        }
        let check = Check(lesson) { try session.record($0) }
        scenes += check.scenesRun
        claims += check.claimsHeld
        answers += check.answersHeld
        notChecked += check.notChecked
        add(check.problems)
      }
    }

    private mutating func add(_ found: [Lesson.Problem]) {
      problems += found
      if !found.isEmpty && code == .ok { code = .failed }
    }

    var summary: String {
      func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
      let verdict = problems.isEmpty ? "all well" : count(problems.count, "problem")
      return "\(count(lessons, "lesson")): \(count(scenes, "scene")) ran, \(count(claims, "claim")) held, "
        + "\(count(answers, "marked answer")) held\(unchecked); \(verdict)"
    }

    /// What needs a private internet's packets, where there are none.
    private var unchecked: String {
      notChecked > 0 ? ", \(notChecked) about packets not checked here: roundtrip doctor says why" : ""
    }

    var json: JSON {
      [
        "schema": 1, "ok": .bool(problems.isEmpty), "lessons": .number(lessons), "scenes": .number(scenes),
        "claims": .number(claims), "answers": .number(answers), "notChecked": .number(notChecked),
        "problems": .array(
          problems.map { problem in
            [
              "file": .string(problem.file), "line": .number(problem.mark.line),
              "column": .number(problem.mark.column), "message": .string(problem.message),
            ]
          }),
      ]
    }
  }
}
