import Lessons
import Wire

/// The lessons that a person may open, each read when it is asked for, and the one that they named.
struct Shelf {
  private let sources: [Library.Source]
  /// The one to open, counted from 0; nil where they have to choose.
  private(set) var start: Int?
  /// Whether they are those inside the program, which go by name.
  private let isBuiltin: Bool

  /// The lessons inside the program, none of them named.
  init() {
    sources = Library.builtin
    isBuiltin = true
  }

  /// What `name` stands for: a lesson inside the program, a file, or a folder; nil means the first lesson.
  init(_ name: String?) throws(Stop) {
    isBuiltin = name.map { !Library.isPath($0) } ?? true
    if let name, !isBuiltin { sources = Self.readable(try Library.files(name)) } else { sources = Library.builtin }
    guard !sources.isEmpty else {
      let place = name?.shown ?? "this program"
      throw Stop(.missingFile, "roundtrip: no lesson (a file ending in .md) in \(place)")
    }
    if isBuiltin {
      start = 0
      if let name { start = try Library.index(of: name) }
    } else if sources.count == 1 {
      start = 0
    }
  }

  /// Those that can be read; of the others it is said why not.
  private static func readable(_ sources: [Library.Source]) -> [Library.Source] {
    sources.filter { source in
      guard case .failure(let stop) = source.bytes else { return true }
      Files.complain(stop.message)
      return false
    }
  }

  /// Throws where the file is no lesson, with every problem in it.
  func lesson(at index: Int) throws(Stop) -> Lesson {
    let source = sources[index]
    let bytes = try source.bytes.get()
    do throws(Lesson.Problems) { return try Lesson(parsing: bytes, file: source.path) } catch {
      throw Stop(.badInput, error.description)
    }
  }

  func hasLesson(after index: Int) -> Bool { sources.indices.contains(index + 1) }

  /// All of them; throws where one is no lesson, with every problem in all.
  func lessons() throws(Stop) -> [Lesson] {
    var lessons: [Lesson] = []
    var problems: [String] = []
    for index in sources.indices {
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
