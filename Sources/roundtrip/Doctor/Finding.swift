import Net
import Screen
import Server
import Wire

/// One thing that the doctor tried.
struct Finding {
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

  init(_ verdict: Verdict, _ subject: String, _ detail: String, advice: String? = nil) {
    self.verdict = verdict
    self.subject = subject
    self.detail = detail
    self.advice = advice
  }

  /// The private internet comes last of those that run something: there is no way back out of it.
  static func all() -> [Finding] {
    [Finding(.fine, "program", Version.program)] + libraries() + [lessons(), loopback()] + privateInternet()
      + terminal()
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
      let count = try LessonChoice().lessons().count
      return Finding(.fine, "lessons", "\(count) inside the program")
    } catch {
      return Finding(.wrong, "lessons", error.message, advice: "this program was built from broken lessons: rebuild it")
    }
  }

  private static func terminal() -> [Finding] {
    guard Terminal.isOutput else {
      return [Finding(.limited, "terminal", "none here: learn prints the transcript")]
    }
    let appearance = Appearance.decide(isTerminal: true, variable: Terminal.variable)
    let size = Terminal.size()
    let isRoomy = size.columns >= 80 && size.rows >= 24
    let colors =
      switch appearance.depth {
      case .none: "no colours (NO_COLOR, or TERM says so)"
      case .named16: "16 colours"
      case .indexed256: "256 colours"
      case .trueColor: "all colours"
      }
    var findings = [
      Finding(
        isRoomy ? .fine : .limited, "window", "\(size.columns)x\(size.rows)",
        advice: isRoomy ? nil : "lessons read best from 80x24 on"),
      Finding(.fine, "colours", colors),
      appearance.isASCII
        ? Finding(
          .limited, "characters", "ASCII only, as the locale says", advice: "LC_ALL=C.UTF-8 shows all characters")
        : Finding(.fine, "characters", "UTF-8"),
    ]
    if appearance.isPlain {
      findings.append(
        Finding(.limited, "drawing", "TERM says that the cursor can't be moved: learn prints line by line"))
    }
    return findings
  }
}
