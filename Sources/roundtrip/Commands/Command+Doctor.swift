import Lessons
import Net
import Screen
import Server
import Tracing
import Wire

extension Command {
  static let doctor = Command(
    name: "doctor", summary: "what works on this machine, and what to do about what doesn't", operands: "",
    operandCount: 0...0, examples: ["roundtrip doctor", "roundtrip doctor --json"], options: [.json]
  ) { arguments in
    let findings = Finding.all()
    let code: ExitCode = findings.contains { $0.verdict == .wrong } ? .failed : .ok
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

  /// One thing that was tried.
  private struct Finding {
    enum Verdict: String {
      case fine = "ok"
      /// It works, but less well than it could.
      case limited = "note"
      case wrong = "FAIL"
    }

    var verdict: Verdict
    var subject: String
    var detail: String
    /// What to do about it.
    var advice: String?

    static func all() -> [Finding] {
      [Finding(.fine, "program", Version.program)] + libraries() + [lessons(), sockets(), network()] + terminal()
    }

    private init(_ verdict: Verdict, _ subject: String, _ detail: String, advice: String? = nil) {
      self.verdict = verdict
      self.subject = subject
      self.detail = detail
      self.advice = advice
    }

    var json: JSON {
      [
        "verdict": .string(verdict.rawValue.asciiLowercased), "subject": .string(subject), "detail": .string(detail),
        "advice": advice.map(JSON.string) ?? .null,
      ]
    }

    private static func libraries() -> [Finding] {
      [
        Finding(.fine, "TLS", Libraries.openSSL), Finding(.fine, "compression", "zlib \(Libraries.zlib)"),
        Finding(.fine, "database", "SQLite \(Store.libraryVersion)"),
      ]
    }

    private static func lessons() -> Finding {
      do throws(Stop) {
        let count = try Shelf().lessons().count
        return Finding(.fine, "lessons", "\(count) inside the program")
      } catch {
        return Finding(
          .wrong, "lessons", error.message, advice: "this program was built from broken lessons: rebuild it")
      }
    }

    /// The whole way once: servers up, one page over TLS.
    private static func sockets() -> Finding {
      do {
        let lesson = try Lesson(parsing: Array(probe.utf8), file: "probe")
        guard let scene = lesson.scenes.first else { return Finding(.wrong, "local servers", "no probe") }
        let clock = Clock.sinceNow()
        let check = Check(lesson) { _ in try Session().record(scene) }
        let milliseconds = clock().nanoseconds / 1_000_000
        guard check.problems.isEmpty else {
          return Finding(
            .wrong, "local servers", check.problems[0].message,
            advice: "a firewall or sandbox may forbid sockets on 127.0.0.1: allow loopback for this program")
        }
        return Finding(.fine, "local servers", "a page over TLS 1.3 from 127.0.0.1, recorded in \(milliseconds) ms")
      } catch {
        return Finding(
          .wrong, "local servers", "\(error)",
          advice: "a firewall or sandbox may forbid sockets on 127.0.0.1: allow loopback for this program")
      }
    }

    private static let probe = """
      ---
      format: 1
      id: probe
      title: Probe
      ---
      # One page
      ```http
      GET https://www.shop.test/
      ```
      ```expect
      HTTP 200
      ```
      ## [response] It came
      Here.
      """

    private static func network() -> Finding {
      Finding(
        .limited, "packets", "lessons run on loopback: bytes, TLS and HTTP are live, single packets are modelled",
        advice: "nothing to do: each step says which of the two it shows")
    }

    private static func terminal() -> [Finding] {
      guard Terminal.isOutput else {
        return [Finding(.limited, "terminal", "none here: learn prints the transcript")]
      }
      let appearance = Appearance.decide(isTerminal: true, variable: Terminal.variable)
      let size = Terminal.size()
      var findings = [
        Finding(
          size.columns >= 80 && size.rows >= 24 ? .fine : .limited, "window", "\(size.columns)x\(size.rows)",
          advice: size.columns >= 80 && size.rows >= 24 ? nil : "lessons read best from 80x24 on")
      ]
      let colors =
        switch appearance.depth {
        case .none: "no colours (NO_COLOR, or TERM says so)"
        case .named16: "16 colours"
        case .indexed256: "256 colours"
        case .trueColor: "all colours"
        }
      findings.append(Finding(.fine, "colours", colors))
      findings.append(
        appearance.isASCII
          ? Finding(
            .limited, "characters", "ASCII only, as the locale says", advice: "LC_ALL=C.UTF-8 shows all characters")
          : Finding(.fine, "characters", "UTF-8"))
      if appearance.isPlain {
        findings.append(
          Finding(.limited, "drawing", "TERM says that the cursor can't be moved: learn prints line by line"))
      }
      return findings
    }
  }
}
