/// What bash is told about our commands.
enum BashCompletion {
  static var script: String {
    """
    # roundtrip's completion for bash; load it with: source <(roundtrip completion bash)
    _roundtrip() {
      local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
      # Bash takes --name=value for three words.
      if [ "$word" = = ]; then
        word=
      elif [ "$before" = = ]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
      fi
      COMPREPLY=()
      if [ "$COMP_CWORD" -eq 1 ]; then
        _roundtrip_words \(quoted(Command.typed.map(\.name) + ["--help", "--version"]))
        return
      fi
      case "${COMP_WORDS[1]} $before" in
    \(Command.all.flatMap { command in command.options.compactMap { value(of: $0, command) } }.joined(separator: "\n"))
      esac
      case "${COMP_WORDS[1]} $word" in
    \(Command.all.map(words).joined(separator: "\n"))
      'help '*) _roundtrip_words \(quoted(Command.typed.map(\.name))) ;;
      esac
    }
    _roundtrip_words() {
      local IFS=$' \\t\\n'
      COMPREPLY+=($(compgen -W "$1" -- "$word"))
    }
    _roundtrip_files() {
      local IFS=$'\\n'
      COMPREPLY+=($(compgen -f -- "$word"))
      compopt -o filenames 2>/dev/null
    }
    complete -F _roundtrip roundtrip
    """
  }

  /// The arm for the word after an option that has a value.
  private static func value(of option: Option, _ command: Command) -> String? {
    guard option.value != nil else { return nil }
    let pattern = option.names.map { "'\(command.name) \($0)'" }.joined(separator: " | ")
    let action =
      option.takesFile
      ? "_roundtrip_files; " : option.choices.isEmpty ? "" : "_roundtrip_words \(quoted(option.choices)); "
    return "  \(pattern)) \(action)return ;;"
  }

  /// The arms for any other word of a command.
  private static func words(of command: Command) -> String {
    var actions = command.words.isEmpty ? [] : ["_roundtrip_words \(quoted(command.words))"]
    if command.takesFiles { actions.append("_roundtrip_files") }
    let options = "_roundtrip_words \(quoted(command.allOptions.flatMap(\.names)))"
    return """
        '\(command.name) -'*) \(options) ;;
        '\(command.name) '*) \((actions.isEmpty ? [options] : actions).joined(separator: "; ")) ;;
      """
  }

  private static func quoted(_ words: [String]) -> String { words.joined(separator: " ").quotedForShell }
}
