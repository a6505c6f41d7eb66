import Lessons
import Wire

/// Where lessons come from: those inside the program, or files and folders named on the command line.
enum Library {
  /// The lesson that a person means: a name such as `urls`, or a path to a file. Nil means the first one.
  static func lesson(_ name: String?) throws(Stop) -> Lesson {
    guard let name = name ?? Lesson.builtin.first?.id else {
      throw Stop(.internalError, "roundtrip: it carries no lessons")
    }
    if isPath(name) {
      let found = try lessons(name)
      guard let first = found.first else {
        throw Stop(.missingFile, "roundtrip: no lesson (a file ending in .md) in \(name.escapingControls)")
      }
      return first
    }
    let known = Lesson.builtin
    guard let source = known.first(where: { $0.id == name }) else {
      let near = Suggestion.nearest(to: name, among: known.map(\.id))
      throw Stop(
        .missingFile,
        "roundtrip: no lesson and no file \(name.escapingControls)\(near.map { "; did you mean \($0)?" } ?? "") "
          + "(roundtrip list names them)")
    }
    return try lesson(Source(path: source.file, bytes: source.bytes))
  }

  private static func lesson(_ source: Source) throws(Stop) -> Lesson {
    do throws(Lesson.Problems) { return try Lesson(parsing: source.bytes, file: source.path) } catch {
      throw Stop(.badInput, error.description)
    }
  }

  /// The lessons of a file or folder; nil means those inside the program.
  static func lessons(_ path: String?) throws(Stop) -> [Lesson] {
    var lessons: [Lesson] = []
    var problems: [String] = []
    for source in try sources(path) {
      do throws(Lesson.Problems) { lessons.append(try Lesson(parsing: source.bytes, file: source.path)) } catch {
        problems.append(error.description)
      }
    }
    if !problems.isEmpty { throw Stop(.badInput, problems.joined(separator: "\n")) }
    return lessons
  }

  /// A lesson's file, unread.
  struct Source {
    var path: String
    var bytes: [UInt8]
  }

  static func sources(_ path: String?) throws(Stop) -> [Source] {
    guard let path else { return Lesson.builtin.map { Source(path: $0.file, bytes: $0.bytes) } }
    guard Files.isDirectory(path) else { return [Source(path: path, bytes: try Files.read(path))] }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    var sources: [Source] = []
    for name in try Files.names(in: path) where name.hasSuffix(".md") && !name.hasPrefix(".") && name != "README.md" {
      sources.append(Source(path: "\(folder)/\(name)", bytes: try Files.read("\(folder)/\(name)")))
    }
    return sources
  }

  private static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".md") || Files.isDirectory(name) || name == "-"
  }
}
