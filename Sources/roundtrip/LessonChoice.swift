import Lessons
import Wire

/// The lessons that a person may choose from, each read when it is asked for, and the one that they named.
struct LessonChoice {
  private let files: [LessonFile]
  /// The one to open, counted from 0; nil where they have to choose.
  private(set) var start: Int?
  /// Whether they are those inside the program, which go by name.
  private let isBuiltin: Bool

  /// The lessons inside the program, none of them named.
  init() {
    files = LessonFile.builtin
    isBuiltin = true
  }

  /// What `name` stands for: a lesson inside the program, a file, or a folder; nil means the first lesson.
  init(_ name: String?) throws(Stop) {
    isBuiltin = name.map { !LessonFile.isPath($0) } ?? true
    if let name, !isBuiltin { files = Self.readable(try LessonFile.at(name)) } else { files = LessonFile.builtin }
    guard !files.isEmpty else {
      let place = name?.shown ?? "this program"
      throw Stop(.missingFile, "roundtrip: no lesson (a file ending in .md) in \(place)")
    }
    if isBuiltin {
      start = 0
      if let name { start = try LessonFile.index(of: name) }
    } else if files.count == 1 {
      start = 0
    }
  }

  /// Those that can be read; of the others it is said why not.
  private static func readable(_ files: [LessonFile]) -> [LessonFile] {
    files.filter { file in
      guard case .failure(let stop) = file.bytes else { return true }
      Files.complain(stop.message)
      return false
    }
  }

  /// Throws where the file is no lesson, with every problem in it.
  func lesson(at index: Int) throws(Stop) -> Lesson {
    let file = files[index]
    let bytes = try file.bytes.get()
    do throws(Lesson.Problems) { return try Lesson(parsing: bytes, file: file.path) } catch {
      throw Stop(.badInput, error.description)
    }
  }

  func hasLesson(after index: Int) -> Bool { files.indices.contains(index + 1) }

  /// All of them; throws where one is no lesson, with every problem in all.
  func lessons() throws(Stop) -> [Lesson] {
    var lessons: [Lesson] = []
    var problems: [String] = []
    for index in files.indices {
      do throws(Stop) { lessons.append(try lesson(at: index)) } catch { problems.append(error.message) }
    }
    if !problems.isEmpty { throw Stop(.badInput, problems.joined(separator: "\n")) }
    return lessons
  }

  /// Lessons with the commands to type.
  func text(of lessons: [Lesson]) -> String {
    let rows = lessons.map { (name: isBuiltin ? $0.id : $0.file, lesson: $0) }
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { name, lesson in
      let gap = String(repeating: " ", count: width - name.count)
      let minutes = lesson.minutes.map { " (\($0) min)" } ?? ""
      return "roundtrip learn \(name)\(gap)   \(lesson.title)\(minutes)".escapingControls
    }.joined(separator: "\n")
  }
}
