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

  /// The medians of `count` measurements of each, taken in turn; nan where one could not be taken.
  static func medians(_ count: Int, _ ours: () -> Double, _ theirs: () -> Double) -> (ours: Double, theirs: Double) {
    var pairs: [(Double, Double)] = []
    for _ in 0..<count { pairs.append((ours(), theirs())) }
    return (median(pairs.map(\.0)), median(pairs.map(\.1)))
  }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    return values.sorted()[values.count / 2]
  }

  /// How long a program runs to its end with its output thrown away; nan where it can't be run or fails.
  static func run(_ words: [String]) -> Double {
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
    guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else { return .nan }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return status == 0 ? seconds - start : .nan
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
}
