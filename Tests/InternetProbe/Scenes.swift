#if os(Linux)
  import Glibc
  import Lessons
  import Net
  import Wire

  /// The same scene again and again in one process, and each time once more, given up at another moment.
  struct Scenes {
    private let network: Network

    init(_ network: Network) { self.network = network }

    func run(_ count: Int) throws {
      guard let file = Lesson.builtin.first(where: { $0.file.contains("whole-cycle") }) else { return }
      let lesson = try Lesson(parsing: file.bytes, file: file.file)
      let session = Session(in: network)
      for number in 1...max(1, count) {
        for scene in lesson.scenes.prefix(1) {
          _ = try? session.record(scene) { loop in loop.after(milliseconds: number % 40) { loop.stop() } }
          _ = try session.record(scene)
        }
        if number == max(1, count / 10) || number == count { report() }
      }
    }

    private func report() {
      // The page numbers of statm: all, resident, shared.
      let pages = line("/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      tell("descriptors \(descriptors())")
      tell("resident \(pages * sysconf(Int32(_SC_PAGESIZE)) / 1024)")
    }

    private func descriptors() -> Int {
      guard let folder = opendir("/proc/self/fd") else { return 0 }
      defer { closedir(folder) }
      var count = 0
      while readdir(folder) != nil { count += 1 }
      // Itself, and the two entries that every folder has.
      return count - 3
    }

    private func line(_ path: String) -> String {
      guard let file = fopen(path, "r") else { return "" }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 256)
      return String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
    }
  }
#endif
