#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wall-clock measurements, always of two things in turn, so that a machine that slows down slows both.
enum Measure {
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func time(_ body: () -> Void) -> Double {
    let start = seconds
    body()
    return seconds - start
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  /// Runs a program to its end with its output thrown away, and returns how long that took and its exit status.
  static func run(_ words: [String]) -> (seconds: Double, status: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let start = seconds
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else { return (.nan, -1) }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return (seconds - start, status)
  }

  /// What a program prints; nil where it can't be run or fails.
  static func output(_ words: [String]) -> String? {
    let command = words.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    guard let pipe = popen(command.joined(separator: " ") + " 2>/dev/null", "r") else { return nil }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      text += buffer[..<count]
    }
    return pclose(pipe) == 0 ? String(decoding: text, as: UTF8.self) : nil
  }

  static func show(_ name: String, _ ours: String, _ theirs: String, ratio: Double) {
    func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let shown =
      ratio.isNaN ? "-" : String(Int((ratio * 100).rounded()) / 100) + "." + two(Int((ratio * 100).rounded()) % 100)
    print("\(pad(name, 34)) \(pad(ours, 26)) \(pad(theirs, 30)) \(shown)")
  }

  static func milliseconds(_ seconds: Double) -> String {
    seconds.isNaN ? "-" : "\(Int(seconds * 1000)).\(two(Int((seconds * 100_000).rounded()) % 100)) ms"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
