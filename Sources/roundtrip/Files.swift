import Screen
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading and writing files and the three standard streams, with errors that name the file.
enum Files {
  /// More than this is no message, page or lesson.
  static let mostBytes = 64 << 20

  /// The bytes of a file, and no more than so many; `-` is stdin. With `onlyRegular` a pipe or a device is refused, and not waited for.
  static func read(_ path: String, atMost limit: Int = mostBytes, onlyRegular: Bool = false) throws(Stop) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, onlyRegular ? O_RDONLY | O_NONBLOCK : O_RDONLY)
    guard descriptor >= 0 else {
      let code = code(.missingFile)
      let why = isTrueName(path) ? reason : nameless
      throw Stop(code, "roundtrip: can't read \(path.shown): \(why)")
    }
    defer { if descriptor != 0 { close(descriptor) } }
    var status = stat()
    if onlyRegular, descriptor != 0, fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
      throw Stop(
        .missingFile,
        "roundtrip: can't read \(path.shown): expected a regular file, found a folder, pipe or device (- is standard input)"
      )
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Stop(.missingFile, "roundtrip: can't read \(path.shown): \(reason)")
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit {
        throw Stop(
          .badInput, "roundtrip: expected at most \(limit >> 20) MiB in \(path.shown), found more")
      }
    }
  }

  /// Whether a file's name came through as it is: one that is no UTF-8 has U+FFFD in it here, and leads to another file.
  private static func isTrueName(_ path: String) -> Bool { !path.unicodeScalars.contains("\u{FFFD}") }

  private static let nameless = "expected a file name in UTF-8, found other bytes; rename the file"

  /// Writes a new file; `-` is stdout. An existing one stays as it is unless `replacing`, and a half-written one never
  /// takes its place. Who may read it stays as it was, and a link goes on leading to it.
  static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(Stop) {
    if path == "-" { return try write(bytes) }
    let shown = path.shown
    guard isTrueName(path) else { throw Stop(.cannotWrite, "roundtrip: can't write \(shown): \(nameless)") }
    try refuseToReplace(path, unless: replacing)
    let place = destination(of: path)
    // A device such as /dev/null, a pipe, or a link that leads nowhere yet can't be renamed over.
    let part = place.map { "\($0).\(getpid()).part" }
    // Opening a pipe that nobody reads would wait for a reader without a word.
    let descriptor = open(
      part ?? path, O_WRONLY | O_CREAT | (part == nil ? O_TRUNC | O_NONBLOCK : O_EXCL | O_NOFOLLOW), 0o644)
    guard descriptor >= 0 else {
      let code = code(.cannotWrite)
      let why = errno == ENXIO ? "nobody reads from it; start the reader first" : reason
      throw Stop(code, "roundtrip: can't write \(shown): \(why)")
    }
    if let place, let mode = mode(of: place) { fchmod(descriptor, mode & 0o777) }
    var failure: String?
    do throws(Stop) { try write(bytes, to: descriptor, named: shown) } catch { failure = error.message }
    if close(descriptor) != 0 && failure == nil { failure = "roundtrip: can't write \(shown): \(reason)" }
    if let place, let part {
      if failure == nil && rename(part, place) != 0 { failure = "roundtrip: can't write \(shown): \(reason)" }
      if failure != nil { unlink(part) }
    }
    if let failure { throw Stop(.cannotWrite, failure) }
  }

  /// Throws where a file of that name exists: better before the work than after it. A device or a pipe is no file, and a
  /// folder is never replaced.
  static func refuseToReplace(_ path: String, unless isReplacing: Bool) throws(Stop) {
    if path != "-", isDirectory(path) {
      throw Stop(.cannotWrite, "roundtrip: can't write \(path.shown): it is a folder; name a file in it")
    }
    // A link that leads nowhere is something that exists, too.
    let isThere = exists(path) ? isRegularFile(path) : isLink(path)
    guard path != "-", !isReplacing, isThere else { return }
    throw Stop(.cannotWrite, "roundtrip: \(path.shown) exists already; --force replaces it")
  }

  /// Whether two paths lead to one file that is there.
  static func areSame(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    guard stat(path, &one) == 0, stat(other, &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  /// The name that a new file can take over: the path itself, or the file that it leads to as a link; nil where it is no
  /// regular file, or leads nowhere.
  private static func destination(of path: String) -> String? {
    guard isRegularFile(path) else { return nil }
    guard isLink(path) else { return path }
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func isLink(_ path: String) -> Bool {
    var target: CChar = 0
    return readlink(path, &target, 1) >= 0
  }

  /// A closed standard stream stays closed: without this the next socket would take its number, and its messages.
  static func holdStandardStreams() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      // Opened the wrong way round, so that reading and writing fail as they would.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes to stdout. A reader that has seen enough (`| head -1`) ends the program without a word.
  static func write(_ bytes: [UInt8]) throws(Stop) { try write(bytes, to: 1, named: "standard output") }

  static func print(_ text: String) throws(Stop) { try write(Array((text + "\n").utf8)) }

  /// A line on stderr: folded where a person reads it there, whole for whatever reads it elsewhere. What has several
  /// lines is laid out already.
  static func complain(_ text: String) {
    let width = max(40, Terminal.size().columns)
    let isLong = text.count > width && !text.contains("\n") && isTerminal(2)
    let folded = isLong ? Command.wrapped(text, width: width - 2).joined(separator: "\n  ") : text
    try? write(Array((folded + "\n").utf8), to: 2, named: "standard error")
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(Stop) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno == EPIPE && descriptor == 1 {
        // Somebody had us ignore SIGPIPE; it would have ended us by now, as silently.
        throw Stop(.cannotWrite, "")
      } else if errno != EINTR {
        throw Stop(.cannotWrite, "roundtrip: can't write \(name): \(reason)")
      }
    }
  }

  static func isDirectory(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

  static func isRegularFile(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFREG } ?? true }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws(Stop) -> [String] {
    guard let stream = opendir(folder) else {
      throw Stop(code(.missingFile), "roundtrip: can't open \(folder.shown): \(reason)")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// How a command ends that could not open a file: want of descriptors is the machine's, and says nothing of the file.
  private static func code(_ usual: ExitCode) -> ExitCode {
    errno == EMFILE || errno == ENFILE ? .unavailable : usual
  }

  private static var reason: String { String(cString: strerror(errno)) }
}

// The system's names that this type has too.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
