import Wire

extension Command {
  static let doctor = Command(
    id: .doctor, summary: "what works on this machine, and what to do about what doesn't", operands: "",
    operandCount: 0...0, examples: ["roundtrip doctor", "roundtrip doctor --json"], options: [.json],
    notes: [
      "It tries what it speaks of: a page over TLS on loopback, and one in a private internet where this machine "
        + "allows one. Nothing is changed. It fails where lessons can't run; a note is something that could be better."
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
    let width = findings.map(\.subject.count).max() ?? 0
    try Files.print(
      findings.map { finding in
        let gap = String(repeating: " ", count: width - finding.subject.count)
        let advice = finding.advice.map { "\n      \($0)" } ?? ""
        let verdict = finding.verdict == .fine ? "ok  " : finding.verdict.rawValue
        return "\(verdict)  \(finding.subject)\(gap)  \(finding.detail.escapingControls)\(advice)"
      }.joined(separator: "\n"))
    return code
  }
}
