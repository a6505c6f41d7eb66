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
    if let name, !isBuiltin { files = try Self.sound(of: LessonFile.at(name)) } else { files = LessonFile.builtin }
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

  /// Those that are lessons; of the others it is said why not. Throws where none is.
  private static func sound(of files: [LessonFile]) throws(Stop) -> [LessonFile] {
    var sound: [LessonFile] = []
    var stops: [Stop] = []
    for file in files {
      do throws(Stop) {
        _ = try lesson(in: file)
        sound.append(file)
      } catch { stops.append(error) }
    }
    if sound.isEmpty, let first = stops.first {
      throw Stop(first.code, stops.map(\.message).joined(separator: "\n"))
    }
    for stop in stops { Files.complain(stop.message) }
    return sound
  }

  /// Throws where the file is no lesson, with every problem in it.
  private static func lesson(in file: LessonFile) throws(Stop) -> Lesson {
    let bytes = try file.bytes()
    do throws(Lesson.Problems) { return try Lesson(parsing: bytes, file: file.path) } catch {
      throw Stop(.badInput, error.description)
    }
  }

  /// Whether a lesson comes from that file, by whatever name: to write there would be to lose it.
  func isRead(from path: String) -> Bool { !isBuiltin && files.contains { Files.areSame($0.path, path) } }

  func lesson(at index: Int) throws(Stop) -> Lesson { try Self.lesson(in: files[index]) }

  func hasLesson(after index: Int) -> Bool { files.indices.contains(index + 1) }

  func lessons() throws(Stop) -> [Lesson] { try files.map(Self.lesson) }

  /// Lessons with the commands to type, and the numbers that the menu has for them.
  func text(of lessons: [Lesson]) -> String {
    let rows = lessons.enumerated().map {
      (number: (start ?? 0) + $0 + 1, name: isBuiltin ? $1.id : $1.file, lesson: $1)
    }
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { number, name, lesson in
      let gap = String(repeating: " ", count: width - name.count)
      let minutes = lesson.minutes.map { " (\($0) min)" } ?? ""
      let place = "\(number < 10 ? " " : "")\(number)"
      return "\(place)  roundtrip learn \(name)\(gap)   \(lesson.title)\(minutes)".escapingControls
    }.joined(separator: "\n")
  }
}
