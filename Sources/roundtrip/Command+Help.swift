extension Command {
  /// What `roundtrip help NAME` prints: examples first.
  var help: String {
    var lines = [summary, "", "Examples:"]
    lines += examples.map { "  \($0)" }
    lines += ["", "Usage: roundtrip \(name)\(operands.isEmpty ? "" : " \(operands)") [options]", "", "Options:"]
    lines += Command.table((options + [.help]).map { ($0.usage, $0.summary) })
    if !notes.isEmpty { lines += [""] + notes.flatMap { $0.count <= 80 ? [$0] : Command.wrapped($0, width: 80) } }
    return lines.joined(separator: "\n")
  }

  /// What `roundtrip --help` prints.
  static var overview: String {
    let start = [
      "See one web page travel the whole way, from the address bar to the screen: real",
      "sockets, real bytes, explained. Browser and servers run inside this program;",
      "nothing goes out, and nothing has to be set up.",
      "", "Start here:",
      "  roundtrip             the menu of lessons",
      "  roundtrip learn       the first lesson, step by step",
      "  roundtrip learn urls  any other, by its name or its number",
      "",
      "In a lesson:",
      "  Space      goes on      b  the bytes      /  finds words",
      "  Backspace  goes back    z  the packets    ?  lists all keys",
      "  o          the steps    p  the page       q  closes what is open, or quits",
      "", "Commands:",
    ]
    let more = [
      "",
      "`roundtrip help COMMAND` says more about one, with examples; that of check has",
      "how to write a lesson. `roundtrip --version` says which roundtrip this is.", "",
    ]
    let codes = ExitCode.meanings.map { "\($0.code.rawValue) \($0.meaning)" }.joined(separator: ", ")
    let end = more + wrapped("Exit status: \(codes).", width: 78)
    return (start + table(all.map { ($0.name, $0.summary) }) + end).joined(separator: "\n")
  }

  /// Two columns within 80: the first as wide as its longest entry (up to 30), the second wrapped.
  static func table(_ rows: [(String, String)]) -> [String] {
    let width = min(30, rows.map(\.0.count).max() ?? 0)
    return rows.flatMap { left, right in
      let lines = wrapped(right, width: 80 - width - 4)
      let gap = String(repeating: " ", count: width + 4)
      guard left.count <= width else { return ["  \(left)"] + lines.map { gap + $0 } }
      let first = "  \(left)\(String(repeating: " ", count: width - left.count + 2))\(lines.first ?? "")"
      return [first] + lines.dropFirst().map { gap + $0 }
    }
  }

  /// A paragraph in lines of at most `width` characters, but for words that are longer themselves.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
