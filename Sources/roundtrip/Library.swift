import Lessons
import Wire

/// Where lessons come from: those inside the program, by their names, or files and folders named on the command line.
enum Library {
  /// A lesson's file, not taken apart yet.
  struct Source {
    var path: String
    /// What stands in it, or why it can't be read.
    var bytes: Result<[UInt8], Stop>
  }

  /// The lessons inside the program.
  static let builtin = Lesson.builtin.map { Source(path: $0.file, bytes: .success($0.bytes)) }

  /// What `name` stands for: a lesson inside the program, a file, or the files of a folder.
  static func sources(_ name: String) throws(Stop) -> [Source] {
    isPath(name) ? try files(name) : [builtin[try index(of: name)]]
  }

  /// The file, or the files of a folder: one that can't be read there does not spoil the others.
  static func files(_ path: String) throws(Stop) -> [Source] {
    guard Files.isDirectory(path) else {
      return [Source(path: path, bytes: .success(try Files.read(path, onlyRegular: true)))]
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    return try Files.names(in: path).filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0 != "README.md" }
      .map { name in
        let file = "\(folder)/\(name)"
        return Source(path: file, bytes: Result { () throws(Stop) in try Files.read(file, onlyRegular: true) })
      }
  }

  /// Where among those inside the program the one of that name stands.
  static func index(of id: String) throws(Stop) -> Int {
    let known = Lesson.builtin.map(\.id)
    if let index = known.firstIndex(of: id) { return index }
    throw Stop(
      .missingFile,
      "roundtrip: no lesson and no file \(id.shown)\(Suggestion.question(for: id, among: known)) "
        + "(roundtrip list names the lessons)")
  }

  /// Whether `name` means a file or folder, not a lesson inside the program.
  static func isPath(_ name: String) -> Bool {
    if name.contains("/") || name.hasSuffix(".md") || Files.isDirectory(name) || name == "-" { return true }
    return Files.exists(name) && !Lesson.builtin.contains { $0.id == name }
  }
}
