/// What zsh is told about our commands.
enum ZshCompletion {
  static var script: String {
    """
    #compdef roundtrip
    # roundtrip's completion for zsh; put it into a folder of $fpath as _roundtrip.
    _roundtrip() {
      local curcontext=$curcontext state line
      local -a commands=(
    \(Command.typed.map { "    \(described($0.name, $0.summary))" }.joined(separator: "\n"))
      )
      _arguments -C '1:command:->command' '*::argument:->argument' && return
      case $state in
      command) _describe command commands ;;
      argument)
        case $words[1] in
    \(Command.all.map(arguments).joined(separator: "\n"))
        help) _describe command commands ;;
        esac
        ;;
      esac
    }
    _roundtrip "$@"
    """
  }

  private static func described(_ name: String, _ summary: String) -> String { "\(name):\(summary)".quotedForShell }

  private static func arguments(of command: Command) -> String {
    let specs = command.allOptions.flatMap(options) + operands(of: command)
    return (["    \(command.name)) _arguments"] + specs.map { "      \($0)" }).joined(separator: " \\\n") + " ;;"
  }

  /// `'--name=[summary]:VALUE:(choices)'`, once for each name.
  private static func options(_ option: Option) -> [String] {
    let others = option.names.count > 1 ? "(\(option.names.joined(separator: " ")))" : ""
    return option.names.map { name in
      let form = option.value == nil ? name : name.hasPrefix("--") ? "\(name)=" : "\(name)+"
      let value = option.value.map { ":\($0):\(action(option))" } ?? ""
      return "\(others)\(form)[\(escaped(option.summary))]\(value)".quotedForShell
    }
  }

  private static func action(_ option: Option) -> String {
    option.takesFile ? "_files" : option.choices.isEmpty ? " " : "(\(option.choices.joined(separator: " ")))"
  }

  private static func operands(of command: Command) -> [String] {
    var sources: [String] = []
    if !command.words.isEmpty {
      sources.append("\"words:\(command.operands):(\(command.words.joined(separator: " ")))\"")
    }
    if command.takesFiles { sources.append("\"files:file:_files\"") }
    return sources.isEmpty ? [] : ["*: :{_alternative \(sources.joined(separator: " "))}".quotedForShell]
  }

  /// Brackets end a summary, colons an operand's name.
  private static func escaped(_ summary: String) -> String {
    summary.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
  }
}
