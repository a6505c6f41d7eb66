import Wire

/// A command line, taken apart by what its command knows: operands, flags, values.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: String] = [:]
  private(set) var wantsHelp = false

  /// Throws a usage ``Stop`` of one line, with a suggestion where one is near.
  init(_ words: [String], for command: Command) throws(Stop) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        if command.takesProgram {
          operands += rest
          break
        }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0]
      if name == "--help" || name == "-h" {
        wantsHelp = true
        continue
      }
      guard let option = command.options.first(where: { $0.name == name || $0.short == name }) else {
        let advice = Suggestion.question(for: name, among: command.options.map(\.name) + ["--help"])
        throw Stop(
          .usage,
          "roundtrip \(command.name): no option \(name.shown)\(advice) "
            + "(roundtrip help \(command.name) lists them)")
      }
      try take(option, inline: parts.count > 1 ? parts[1] : nil, &rest, command)
    }
    guard !wantsHelp else { return }
    if !command.operandCount.contains(operands.count) {
      throw Stop(
        .usage,
        "roundtrip \(command.name): "
          + (operands.count < command.operandCount.lowerBound
            ? "\(command.operands) is missing" : "too many words: \(operands.map(\.shown).joined(separator: " "))")
          + " (roundtrip help \(command.name) says more)")
    }
  }

  private mutating func take(
    _ option: Option, inline: String?, _ rest: inout ArraySlice<String>, _ command: Command
  ) throws(Stop) {
    guard let placeholder = option.value else {
      if let inline {
        throw Stop(.usage, "roundtrip \(command.name): \(option.name) takes no value, found \(inline.shown)")
      }
      values[option.name] = ""
      return
    }
    guard let value = inline ?? rest.popFirst() else {
      throw Stop(.usage, "roundtrip \(command.name): \(option.name) needs a value: \(option.name) \(placeholder)")
    }
    if !option.choices.isEmpty && !option.choices.contains(value) {
      throw Stop(
        .usage,
        "roundtrip \(command.name): \(option.name) is one of \(option.choices.joined(separator: ", ")), found "
          + value.shown + Suggestion.question(for: value, among: option.choices))
    }
    values[option.name] = value
  }

  func has(_ option: Option) -> Bool { values[option.name] != nil }

  func value(_ option: Option) -> String? { values[option.name] }

  /// A whole number within `range`.
  func number<N: FixedWidthInteger>(_ option: Option, in range: ClosedRange<N>) throws(Stop) -> N? {
    guard let text = values[option.name] else { return nil }
    guard let number = N(text), range.contains(number) else {
      throw Stop(
        .usage,
        "roundtrip: \(option.name) takes a whole number from \(range.lowerBound) to \(range.upperBound), found "
          + text.shown)
    }
    return number
  }
}
