import Screen
import Wire

extension Command {
  static let doctor = Command(
    id: .doctor, summary: "what works on this machine, and what to do about what doesn't", operands: "",
    operandCount: 0...0, examples: ["roundtrip doctor", "roundtrip doctor --json"], options: [.json],
    notes: [
      "It tries what it speaks of: a page over TLS on loopback, and one in a private internet where this machine "
        + "allows one. Nothing is changed. It fails where lessons can't run; a note is something that could be better. On a terminal long lines are folded; elsewhere "
        + "each finding has one line, and what to do about it one more."
    ]
  ) { arguments in
    let findings = Finding.all()
    let code: ExitCode = findings.contains { $0.verdict == .wrong } ? .unavailable : .ok
    if arguments.has(.json) {
      try Files.print(
        JSON.object([
          JSON.Member("schema", 1), JSON.Member("ok", .bool(code == .ok)),
          JSON.Member("findings", .array(findings.map(\.json))),
        ]).description)
      return code
    }
    let subjects = findings.map(\.subject.count).max() ?? 0
    let width = Terminal.isOutput ? max(40, Terminal.size().columns) : .max
    try Files.print(findings.flatMap { $0.lines(subjects: subjects, width: width) }.joined(separator: "\n"))
    return code
  }
}

extension Finding {
  /// What people read, no line longer than `width`: the verdict, the subject in a column of its own, the detail beside
  /// it, and below what to do.
  fileprivate func lines(subjects: Int, width: Int) -> [String] {
    let word = verdict == .fine ? "ok  " : verdict.rawValue
    let head = "\(word)  \(subject)\(String(repeating: " ", count: subjects - subject.count))  "
    let details = Command.wrapped(detail.escapingControls, width: width - head.count)
    let rest = details.dropFirst().map { String(repeating: " ", count: head.count) + $0 }
    let todo = advice.map { Command.wrapped($0, width: width - 6) }?.map { "      " + $0 } ?? []
    return [head + (details.first ?? "")] + rest + todo
  }
}
