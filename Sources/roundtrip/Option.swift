/// One flag of a command, as the help text and the parser both know it.
struct Option: Sendable, Hashable {
  /// `--width`
  var name: String
  /// `-o`
  var short: String?
  /// What the value is called in the help text, `N`; nil for a flag without one.
  var value: String?
  /// The only values it takes; empty for any.
  var choices: [String]
  var summary: String

  /// `-o, --output FILE`, `--format text|ansi`
  var usage: String {
    let names = short.map { "\($0), \(name)" } ?? name
    guard let value else { return names }
    return "\(names) \(choices.isEmpty ? value : choices.joined(separator: "|"))"
  }

  static let help = Option("--help", short: "-h", "show this text")
  static let json = Option("--json", "print one JSON object")
  static let color = Option(
    "--color", value: "WHEN", choices: ["always", "never", "auto"], "when to use colour (NO_COLOR is honoured)")
  static let ascii = Option("--ascii", "use no character outside ASCII")
  static let lines = Option("--lines", value: "STYLE", choices: ["ascii", "unicode"], "how diagrams are drawn (ascii)")
  static let plain = Option("--plain", "sentences instead of diagrams, for a screen reader or a dumb terminal")
  static let network = Option(
    "--network", value: "WHERE", choices: ["auto", "private", "loopback"],
    "where lessons run: an internet of their own, or this machine's loopback (auto: the first that works)")
  static let seed = Option("--seed", value: "N", "fix times, ports and random numbers, so that the result repeats")
}

// Made from whole values, in one step: the compiler then makes each option beforehand.
extension Option {
  init(_ name: String, short: String? = nil, value: String? = nil, choices: [String] = [], _ summary: String) {
    self.init(name: name, short: short, value: value, choices: choices, summary: summary)
  }
}
