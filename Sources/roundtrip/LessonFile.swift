import Lessons
import Wire

/// A lesson's file, not taken apart yet: inside the program, by its name, or named on the command line, with its folder
/// or by itself.
struct LessonFile {
  var path: String
  private var place: Place

  private enum Place {
    case program(Lesson.Builtin)
    case system(Result<[UInt8], Stop>)
  }

  /// Those inside the program.
  static let builtin = Lesson.builtin.map { LessonFile(path: $0.file, place: .program($0)) }

  /// Whether it is one inside the program, and goes by its name.
  var isInside: Bool { if case .program = place { true } else { false } }

  /// What stands in it. Throws where it can't be read.
  func bytes() throws(Stop) -> [UInt8] {
    switch place {
    case .program(let lesson): lesson.bytes
    case .system(let found): try found.get()
    }
  }

  /// What `name` stands for: a lesson inside the program, a file, or the files of a folder.
  static func named(_ name: String) throws(Stop) -> [LessonFile] {
    isPath(name) ? try at(name) : [builtin[try index(of: name)]]
  }

  /// The file, or the files of a folder: one that can't be read there does not spoil the others.
  static func at(_ path: String) throws(Stop) -> [LessonFile] {
    guard Files.isDirectory(path) else {
      return [LessonFile(path: path, place: .system(.success(try Files.read(path, onlyRegular: true))))]
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    return try Files.names(in: path).filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0 != "README.md" }
      .map { name in
        let file = "\(folder)/\(name)"
        let found = Result { () throws(Stop) in try Files.read(file, onlyRegular: true) }
        return LessonFile(path: file, place: .system(found))
      }
  }

  /// Where among those inside the program the one of that name, or of that number in the menu, stands.
  static func index(of name: String) throws(Stop) -> Int {
    if let index = builtinIndex(of: name) { return index }
    throw Stop(
      .missingFile,
      "roundtrip: no lesson and no file \(name.shown)\(Suggestion.question(for: name, among: Lesson.builtin.map(\.id))) "
        + "(roundtrip list names the lessons)")
  }

  /// Nil where none of those inside the program has that name or number.
  static func builtinIndex(of name: String) -> Int? {
    if let index = Lesson.builtin.firstIndex(where: { $0.id == name }) { return index }
    guard let number = Int(name), Lesson.builtin.indices.contains(number - 1) else { return nil }
    return number - 1
  }

  /// Whether `name` means a file or folder, not a lesson inside the program.
  static func isPath(_ name: String) -> Bool {
    if name.contains("/") || name.hasSuffix(".md") || Files.isDirectory(name) || name == "-" { return true }
    return Files.exists(name) && !Lesson.builtin.contains { $0.id == name }
  }
}
