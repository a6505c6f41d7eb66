import Lessons
import Views
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
enum Main {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      exit(try run(words).rawValue)
    } catch let stop as Stop {
      Files.complain(stop.message)
      exit(stop.code.rawValue)
    } catch {
      Files.complain("roundtrip: \("\(error)".escapingControls)")
      exit(ExitCode.internalError.rawValue)
    }
  }

  private static func run(_ words: [String]) throws -> ExitCode {
    guard let first = words.first else { return try LessonMenu.run() }
    switch first {
    case "--help", "-h", "help": return try help(Array(words.dropFirst()))
    case "--version": try Files.print(Version.program)
    default:
      guard let command = Command.all.first(where: { $0.name == first }) else { throw unknown(first) }
      let arguments = try Arguments(Array(words.dropFirst()), for: command)
      guard !arguments.wantsHelp else { return try help([command.name]) }
      return try command.run(arguments)
    }
    return .ok
  }

  private static func help(_ words: [String]) throws -> ExitCode {
    guard let name = words.first(where: { !$0.hasPrefix("-") }) else {
      try Files.print(Command.overview)
      return .ok
    }
    guard let command = Command.all.first(where: { $0.name == name }) else { throw unknown(name) }
    try Files.print(command.help)
    return .ok
  }

  private static func unknown(_ word: String) -> Stop {
    let near = Suggestion.nearest(to: word, among: Command.all.map(\.name) + ["help", "--help", "--version"])
    let advice = near.map { "; did you mean \($0)?" } ?? ""
    return Stop(.usage, "roundtrip: no command \(word.escapingControls)\(advice) (roundtrip --help lists them)")
  }
}
