import Lessons
import Net
import Screen
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
enum Main {
  static func main() {
    Files.holdStandardStreams()
    // Past a limit on file sizes a write fails, and says so, instead of ending us half-way.
    signal(SIGXFSZ, SIG_IGN)
    let code: ExitCode
    do { code = try run(words()) } catch let stop as Stop {
      if !stop.message.isEmpty { Files.complain(stop.message) }
      code = stop.code
    } catch let refusal as SystemError {
      Files.complain("roundtrip: \(refusal)")
      code = .unavailable
    } catch {
      Files.complain("roundtrip: \("\(error)".escapingControls)")
      code = .internalError
    }
    // A process that tidies up behind this one for some milliseconds shares these: whoever reads us is not to wait for it.
    for stream: Int32 in 0...2 { close(stream) }
    exit(code.rawValue)
  }

  /// What was typed. On Linux it is read from a file of the system's: throws where that can't be opened, for without a word
  /// we would do something else.
  private static func words() throws(Stop) -> [String] {
    guard !CommandLine.arguments.isEmpty else {
      throw Stop(.unavailable, "roundtrip: can't read the command line: Too many open files (ulimit -n)")
    }
    return Array(CommandLine.arguments.dropFirst())
  }

  private static func run(_ words: [String]) throws -> ExitCode {
    try Limits.expectEnough()
    guard let first = words.first else {
      let setting = Setting(try Arguments([], for: .learn), isTerminal: Terminal.isOutput)
      try Sitting(choice: LessonChoice(), setting: setting, studio: Studio()).run()
      return .ok
    }
    switch first {
    case "--help", "-h", "help": return try help(Array(words.dropFirst()))
    case "--version", "-V": try Files.print(Version.program)
    default:
      guard let command = Command.Name(rawValue: first)?.command else { throw unknown(first) }
      let arguments = try Arguments(Array(words.dropFirst()), for: command)
      guard !arguments.wantsHelp else { return try help([command.name]) }
      return try command.run(arguments)
    }
    return .ok
  }

  private static func help(_ words: [String]) throws -> ExitCode {
    guard let name = words.first(where: { !$0.hasPrefix("-") }), name != "help" else {
      try Files.print(Command.overview)
      return .ok
    }
    guard let command = Command.Name(rawValue: name)?.command else { throw unknown(name) }
    try Files.print(command.help)
    return .ok
  }

  private static func unknown(_ word: String) -> Stop {
    let shown = word.shown
    if LessonFile.isPath(word) || LessonFile.builtinIndex(of: word) != nil {
      return Stop(.usage, "roundtrip: \(shown) is no command; did you mean roundtrip learn \(shown)?")
    }
    let advice = Suggestion.question(
      for: word, among: Command.Name.allCases.map(\.rawValue) + ["help", "--help", "--version"])
    return Stop(.usage, "roundtrip: no command \(shown)\(advice) (roundtrip --help lists them)")
  }
}
