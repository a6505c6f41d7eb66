import Lessons
import Wire

/// Where lessons come from: those inside the program, or files and folders named on the command line.
enum Library {
  /// A lesson's file, unread.
  struct Source {
    var path: String
    var bytes: [UInt8]
  }

  /// The files of a folder, or the one file; nil means those inside the program.
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

  /// Whether `name` means a file or folder, not a lesson inside the program.
  static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".md") || Files.isDirectory(name) || name == "-"
  }
}
