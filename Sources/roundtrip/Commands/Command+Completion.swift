import Wire

extension Command {
  private static let shells = ["bash", "zsh", "fish"]

  static let completion = Command(
    id: .completion, summary: "print what lets a shell complete commands and options", operands: "SHELL",
    operandCount: 1...1,
    examples: [
      "source <(roundtrip completion bash)",
      "roundtrip completion zsh > ~/.zfunc/_roundtrip",
      "roundtrip completion fish > ~/.config/fish/completions/roundtrip.fish",
    ],
    options: [], notes: ["SHELL is bash, zsh or fish. For zsh the folder must be one of $fpath."], words: shells
  ) { arguments in
    switch arguments.operands.first {
    case "bash": try Files.print(BashCompletion.script)
    case "zsh": try Files.print(ZshCompletion.script)
    case "fish": try Files.print(FishCompletion.script)
    case let shell:
      let word = shell ?? ""
      throw Stop(
        .usage,
        "roundtrip completion: SHELL is one of \(shells.joined(separator: ", ")), found \(word.shown)"
          + Suggestion.question(for: word, among: shells))
    }
    return .ok
  }

  /// Every command there is to type, with its summary.
  static var typed: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) } + [("help", "say more about a command")]
  }

  /// The options of the command, `--help` too.
  var allOptions: [Option] { options + [.help] }

  /// Whether an operand may name a file or a folder.
  var takesFiles: Bool { ["LESSON", "PATH", "INPUT"].contains(where: operands.contains) }
}

extension Option {
  /// Its names, the short one first.
  var names: [String] { (short.map { [$0] } ?? []) + [name] }

  /// Whether its value names a file.
  var takesFile: Bool { value == "FILE" }
}

extension String {
  /// As one word of a shell, whatever is in it.
  var quotedForShell: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
