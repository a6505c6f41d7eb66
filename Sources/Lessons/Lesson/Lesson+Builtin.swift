import CBuiltin

extension Lesson {
  /// A lesson's file that travels inside the program.
  public struct Builtin: Sendable, Hashable, CustomStringConvertible {
    /// `whole-cycle`
    public var id: String
    /// `lessons/whole-cycle.md`
    public var file: String
    public var bytes: [UInt8]

    public var description: String { file }
  }

  /// The lessons inside the program, in the order in which they are taught. Each is only read when asked for; a test
  /// holds the list against the repository's folder.
  public static let builtin: [Builtin] = {
    var found: [Builtin] = []
    var index = 0
    while let file = builtin_file_at(index) {
      index += 1
      let path = String(cString: file.pointee.path)
      guard path.hasPrefix("lessons/"), path.hasSuffix(".md") else { continue }
      let bytes = UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
      found.append(
        Builtin(id: String(path.dropFirst("lessons/".count).dropLast(".md".count)), file: path, bytes: Array(bytes)))
    }
    return found
  }()
}
