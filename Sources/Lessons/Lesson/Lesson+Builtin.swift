import CBuiltin

extension Lesson {
  /// A lesson's file that travels inside the program.
  public struct Builtin: Sendable, Hashable, CustomStringConvertible {
    /// `whole-cycle`
    public var id: String
    /// `lessons/whole-cycle.md`
    public var file: String
    /// Where it stands among the program's files.
    fileprivate var number: Int

    /// What stands in it, copied when it is asked for.
    public var bytes: [UInt8] {
      guard let file = builtin_file_at(number)?.pointee else { return [] }
      return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }

    public var description: String { file }
  }

  /// The lessons inside the program, in the order in which they are taught. A test holds the
  /// list against the repository's folder.
  public static let builtin: [Builtin] = {
    var found: [Builtin] = []
    var index = 0
    while let file = builtin_file_at(index) {
      let path = String(cString: file.pointee.path)
      if path.hasPrefix("lessons/"), path.hasSuffix(".md") {
        let id = path.utf8.dropFirst("lessons/".utf8.count).dropLast(".md".utf8.count)
        found.append(Builtin(id: String(decoding: id, as: UTF8.self), file: path, number: index))
      }
      index += 1
    }
    return found
  }()
}
