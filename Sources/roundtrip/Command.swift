/// One subcommand: what its help text says, which options it takes, and what it does.
struct Command: Sendable {
  var name: String
  /// One line for the list of commands.
  var summary: String
  /// What stands behind the name: `[LESSON]`.
  var operands: String
  /// How many operands it takes.
  var operandCount: ClosedRange<Int>
  /// Lines to type, first in the help text.
  var examples: [String]
  var options: [Option]
  /// Anything worth saying below the options.
  var notes: [String] = []
  var run: @Sendable (Arguments) throws -> ExitCode

  static let all: [Command] = [.learn, .list, .export, .check, .explain, .serve, .doctor]

  /// What `roundtrip help NAME` prints.
  var help: String {
    var lines = [summary, "", "Examples:"]
    lines += examples.map { "  \($0)" }
    lines += ["", "Usage: roundtrip \(name)\(operands.isEmpty ? "" : " \(operands)") [options]", "", "Options:"]
    lines += Command.table((options + [.help]).map { ($0.usage, $0.summary) })
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n")
  }

  /// What `roundtrip --help` prints.
  static var overview: String {
    var lines = [
      "See one web page travel the whole way, from the address bar to the screen: real sockets, real bytes, explained.",
      "", "Start here:", "  roundtrip learn            the first lesson, step by step",
      "  roundtrip                  the menu of lessons", "", "Commands:",
    ]
    lines += table(all.map { ($0.name, $0.summary) })
    lines += [
      "", "`roundtrip help COMMAND` says more about one.", "",
      "Exit status: 0 all well, 1 a check failed, 64 wrong usage, 65 bad lesson or input, 66 no such file,",
      "69 a port or service can't be had, 70 a mistake in roundtrip, 73 can't write.",
    ]
    return lines.joined(separator: "\n")
  }

  /// Two columns, the first as wide as its longest entry (up to 30).
  static func table(_ rows: [(String, String)]) -> [String] {
    let width = min(30, rows.map(\.0.count).max() ?? 0)
    return rows.map { left, right in
      left.count > width
        ? "  \(left)\n  \(String(repeating: " ", count: width + 2))\(right)"
        : "  \(left)\(String(repeating: " ", count: width - left.count + 2))\(right)"
    }
  }
}
