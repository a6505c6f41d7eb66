import Lessons
import Net
import Wire

extension Command {
  static let check = Command(
    id: .check, summary: "run lessons and hold them to every claim they make", operands: "[LESSON...]",
    operandCount: 0...Int.max,
    examples: [
      "roundtrip check", "roundtrip check urls", "roundtrip check my-lesson.md", "roundtrip check my-lessons/",
      "roundtrip check --json",
    ],
    options: [.json] + Studio.options,
    notes: [
      "LESSON is a file, a folder, or the name or number of a lesson inside the program; without it, all of those are "
        + "checked, with a line for each.",
      "Claims about packets need a private internet, and those about their times a run without a seed: elsewhere they are "
        + "not checked. On loopback, conditions of cables have no effect. All of these are counted.",
      "Exit status: 0 all hold, 1 a claim or marked answer is false, 65 a file is no lesson, 66 a file can't be read, 69 "
        + "this machine can't run lessons.",
    ] + ownLesson,
    words: Lesson.builtin.map(\.id)
  ) { arguments in
    var files: [LessonFile] = []
    if arguments.operands.isEmpty { files = LessonFile.builtin }
    for path in arguments.operands { files += try LessonFile.named(path) }
    guard !files.isEmpty else {
      throw Stop(.missingFile, "roundtrip check: no lesson (a file ending in .md) there")
    }
    let isJSON = arguments.has(.json)
    let report = try Report(files, try Studio(arguments).session()) { row throws(Stop) in
      if !isJSON { try Files.print(row) }
    }
    if isJSON {
      try Files.print(report.json.description)
    } else {
      for stop in report.unread { Files.complain(stop.message) }
      for problem in report.warnings + report.problems { Files.complain(problem.description) }
      try Files.print(report.summary)
    }
    return report.code
  }

  /// What came of checking: a row for each lesson, and every problem with its file and line.
  private struct Report {
    /// What came of each lesson that could be run, by its name.
    var rows: [(name: String, check: Check, problems: Int)] = []
    var problems: [Lesson.Problem] = []
    /// What is odd and does not make a lesson fail.
    var warnings: [Lesson.Problem] = []
    /// Why some files could not be read.
    var unread: [Stop] = []
    var code = ExitCode.ok

    /// Tells of each of several lessons when it has been run, in a line. Throws where none can be run on this machine.
    init(
      _ files: [LessonFile], _ session: Session, telling tell: (_ row: String) throws(Stop) -> Void
    ) throws(Stop) {
      var read: [Lesson] = []
      var names: [String] = []
      for file in files {
        let bytes: [UInt8]
        do throws(Stop) { bytes = try file.bytes() } catch {
          unread.append(error)
          if code == .ok { code = error.code }
          continue
        }
        warnings += Lesson.warnings(in: bytes, file: file.path)
        do throws(Lesson.Problems) {
          let lesson = try Lesson(parsing: bytes, file: file.path)
          read.append(lesson)
          names.append(file.isInside ? lesson.id : file.path)
        } catch {
          problems += error.list
          code = .badInput
        }
      }
      let known = Lesson.builtin.map(\.id) + read.map(\.id)
      for (lesson, name) in zip(read, names) {
        let before = problems.count
        warnings += lesson.warnings(ofNeedsBeyond: known)
        if let name = Lesson.original(of: lesson.file), let original = read.first(where: { $0.file == name }) {
          add(lesson.differences(from: original))
        }
        let check: Check
        do throws(SystemError) { check = try Check(lesson) { try session.record($0) } } catch {
          throw Stop(
            .unavailable, "roundtrip check: lessons can't be run here: \(error) (roundtrip doctor says what works)")
        }
        add(check.problems)
        rows.append((name, check, problems.count - before))
        if read.count > 1 { try tell(lastLine(names: names.map(\.count).max() ?? 0)) }
      }
    }

    private func sum(_ count: KeyPath<Check, Int>) -> Int { rows.reduce(0) { $0 + $1.check[keyPath: count] } }

    private mutating func add(_ found: [Lesson.Problem]) {
      problems += found
      if !found.isEmpty && code == .ok { code = .failed }
    }

    /// The last row, in columns that are wide enough for any lesson.
    private func lastLine(names width: Int) -> String {
      guard let row = rows.last else { return "" }
      func cell(_ number: Int, _ noun: String, _ width: Int) -> String {
        let text = Self.count(number, noun)
        return String(repeating: " ", count: max(1, width - text.count)) + text
      }
      return row.name.escapingControls + String(repeating: " ", count: width - row.name.count)
        + cell(row.check.scenesRun, "scene", 12) + cell(row.check.claimsHeld, "claim", 13)
        + cell(row.check.answersHeld, "marked answer", 20)
        + (row.problems == 0 ? "" : "; \(Self.count(row.problems, "problem"))")
    }

    var summary: String {
      let wrong = problems.count + unread.count
      let verdict = wrong == 0 ? "all well" : Self.count(wrong, "problem")
      return
        "\(Self.count(rows.count, "lesson")): \(Self.count(sum(\.scenesRun), "scene")) ran, "
        + "\(Self.count(sum(\.claimsHeld), "claim")) held, \(Self.count(sum(\.answersHeld), "marked answer")) held"
        + "\(withoutPackets); \(verdict)"
    }

    /// What needs packets or their times, where there are none.
    private var withoutPackets: String {
      let (notChecked, idleConditions) = (sum(\.notChecked), sum(\.idleConditions))
      let parts =
        (notChecked > 0 ? ["\(notChecked) about packets or their times not checked"] : [])
        + (idleConditions > 0 ? ["\(Self.count(idleConditions, "condition")) without effect here"] : [])
      return parts.isEmpty ? "" : ", \(parts.joined(separator: ", ")) (roundtrip help check says why)"
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    var json: JSON {
      [
        "schema": 1, "ok": .bool(code == .ok), "lessons": .number(rows.count),
        "scenes": .number(sum(\.scenesRun)), "claims": .number(sum(\.claimsHeld)),
        "answers": .number(sum(\.answersHeld)), "notChecked": .number(sum(\.notChecked)),
        "idleConditions": .number(sum(\.idleConditions)),
        "problems": .array(problems.map(Self.json)), "warnings": .array(warnings.map(Self.json)),
        "unread": .array(unread.map { .string($0.message) }),
      ]
    }

    private static func json(_ problem: Lesson.Problem) -> JSON {
      [
        "file": .string(problem.file), "line": .number(problem.mark.line), "column": .number(problem.mark.column),
        "message": .string(problem.message),
      ]
    }
  }
}
