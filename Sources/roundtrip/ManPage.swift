/// The manual page in the language of `man` (man(7)), made from the same tables as the help texts.
enum ManPage {
  static var text: String {
    let start = [
      ".TH ROUNDTRIP 1 \"\" \"\(Version.program)\" \"User Commands\"",
      ".SH NAME",
      "roundtrip \\- \(escaped("see one web page travel the whole way, from the address bar to the screen"))",
      ".SH SYNOPSIS", ".B roundtrip", ".br", ".B roundtrip", ".I COMMAND", "[options]",
      ".SH DESCRIPTION",
      escaped(
        "Lessons about the web's requests and responses, over real sockets to servers of its own, on this machine."),
      escaped("Without a command it shows the menu of lessons."),
      ".SH COMMANDS",
    ]
    let codes = ExitCode.meanings.flatMap { [".TP", ".B \($0.code.rawValue)", escaped($0.meaning)] }
    let variables = environment.flatMap { [".TP", ".B \(escaped($0))", escaped($1)] }
    return (start + Command.all.flatMap(lines) + [".SH EXIT STATUS"] + codes + [".SH ENVIRONMENT"] + variables)
      .joined(separator: "\n")
  }

  private static let environment = [
    ("NO_COLOR", "set and not empty: no colours, whatever the next two say"),
    ("CLICOLOR_FORCE, FORCE_COLOR", "set and neither 0 nor false: colours into a pipe or file, too"),
    ("COLORTERM, TERM", "which colours the terminal has, and whether its cursor can be moved"),
    ("LC_ALL, LC_CTYPE, LANG", "the first that is set says whether the terminal shows UTF-8; else all is ASCII"),
    ("COLUMNS, LINES", "the window's size, where the terminal does not say"),
    ("TMPDIR", "where serve puts the authority's certificate unless --ca names a file (/tmp)"),
  ]

  private static func lines(for command: Command) -> [String] {
    let usage = command.operands.isEmpty ? command.name : "\(command.name) \(command.operands)"
    var lines = [".SS \(escaped(usage))", escaped("\(command.summary).")]
    for option in command.allOptions { lines += [".TP", ".B \(escaped(option.usage))", escaped(option.summary)] }
    lines.append(".PP")
    for note in command.notes {
      // A table's rows are broken as they stand.
      lines += note.hasPrefix("  ") ? [".br", escaped(note)] : note.isEmpty ? [".PP"] : [escaped(note)]
    }
    return lines + [".PP", "Examples:", ".PP", ".nf"] + command.examples.map { escaped("    \($0)") } + [".fi"]
  }

  /// Text in which nothing is a request or an escape of roff.
  private static func escaped(_ text: String) -> String {
    let plain = text.reduce(into: "") { $0 += $1 == "\\" ? "\\e" : $1 == "-" ? "\\-" : String($1) }
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
