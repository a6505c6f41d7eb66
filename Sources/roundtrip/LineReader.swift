import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of a file or of standard input as they come, so that a program on the other end of a pipe gets each answer
/// before it asks the next.
struct LineReader {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// How far `pending` was handed out already.
  private var start = 0
  private var hasEnded = false

  /// All that `explain` takes apart fits into one line of so many bytes, as JSON too. Of a longer one comes more than
  /// that, and not all of it.
  static let longest = 8 << 20

  init(_ path: String) throws(Stop) {
    descriptor = path == "-" ? 0 : open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Stop(.missingFile, "roundtrip: can't read \(path.shown)") }
  }

  /// The next line without its end; nil after the last one.
  mutating func next() throws(Stop) -> [UInt8]? {
    var searched = start
    while true {
      if let end = pending[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        let line = pending[start..<end]
        return Array(line.last == 0x0D ? line.dropLast() : line)
      }
      if hasEnded {
        defer { start = pending.count }
        return start < pending.count ? Array(pending[start...]) : nil
      }
      pending.removeSubrange(..<start)
      start = 0
      pending.removeSubrange(min(pending.count, Self.longest + 1)...)
      searched = pending.count
      try fill()
    }
  }

  private mutating func fill() throws(Stop) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return pending += buffer[..<count] }
      if count == 0 {
        hasEnded = true
        return
      }
      if errno != EINTR { throw Stop(.missingFile, "roundtrip: the input can't be read") }
    }
  }
}
