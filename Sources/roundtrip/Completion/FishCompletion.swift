/// What fish is told about our commands.
enum FishCompletion {
  static var script: String {
    let start = ["# roundtrip's completion for fish", "complete -c roundtrip -f"]
    let commands = Command.typed.map {
      "complete -c roundtrip -n __fish_use_subcommand -a \($0.name) -d \($0.summary.quotedForShell)"
    }
    let names = Command.typed.map(\.name).joined(separator: " ")
    let help = "complete -c roundtrip -n '__fish_seen_subcommand_from help' -a \(names.quotedForShell)"
    return (start + commands + Command.all.flatMap(lines) + [help]).joined(separator: "\n")
  }

  private static func lines(for command: Command) -> [String] {
    let start = "complete -c roundtrip -n '__fish_seen_subcommand_from \(command.name)'"
    let options = command.allOptions.map { option in
      let names = option.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
      let value =
        option.value == nil
        ? ""
        : option.takesFile
          ? " -r -F" : option.choices.isEmpty ? " -x" : " -x -a \(option.choices.joined(separator: " ").quotedForShell)"
      return "\(start) \(names.joined(separator: " "))\(value) -d \(option.summary.quotedForShell)"
    }
    let words = command.words.isEmpty ? "" : " -a \(command.words.joined(separator: " ").quotedForShell)"
    let operands = (command.takesFiles ? " -F" : "") + words
    return options + (operands.isEmpty ? [] : [start + operands])
  }
}
