import Lessons
import Screen
import Tracing
import Views
import Wire

/// A recording of 100,000 entries: eleven hundred visits to a page on loopback, looked at by a hundred steps. What it
/// costs is held against reading its bytes in a plain loop, and against the same steps over one visit.
struct LargeTrace {
  static func rows() -> [Row] {
    guard let large = try? recorded(visits: 1100), let small = try? recorded(visits: 1) else {
      print("a large trace: left out, it could not be recorded")
      return []
    }
    precondition(large.trace.entries.count >= 100_000, "the recording is too short")
    let (many, one) = (large.opened, small.opened)
    return [
      Row("opening 100,000 entries / reading bytes", "ms", milliseconds({ _ = large.opened }, large.read)),
      Row("a step there / in one visit", "us", (step(many), step(one))),
      Row(
        "a hundred steps as text / of one visit", "ms",
        milliseconds(
          { _ = TextExport(program: "").bytes(of: many) }, { _ = TextExport(program: "").bytes(of: one) })),
    ]
  }

  private let lesson: Lesson
  private let trace: Trace

  private static func recorded(visits: Int) throws -> LargeTrace {
    let lesson = try Lesson(parsing: Array(text(visits: visits).utf8), file: "large.md")
    guard let scene = lesson.scenes.first else { throw Fault(.malformed, "expected a scene, found none") }
    return LargeTrace(lesson: lesson, trace: try Session().record(scene))
  }

  private static func text(visits: Int) -> String {
    let requests = (0..<visits).map { "GET https://www.shop.test/products?page=\($0 % 3 + 1)" }
    let looks = ["url", "dns", "tcp", "tls", "request", "routing", "handler", "database", "response", "render"]
    // A lesson counts to 999 exchanges; a visit has four.
    let steps = (0..<10).flatMap { look in
      looks.map { phase in
        "## [\(phase) \(1 + look * min(visits, 240) / 10 * 4)] A look\nHere.\n```show\nurl.host  whose\n```"
      }
    }
    return "---\nformat: 1\nid: large\ntitle: Large\n---\n# All\n```http\n"
      + (requests.joined(separator: "\n###\n") + "\n```\n") + steps.joined(separator: "\n")
  }

  /// The trace made ready to be shown, and its first screen drawn.
  private var opened: Recording {
    let recording = Recording(lesson, traces: [trace])
    var player = Player(recording)
    _ = player.frame(width: 80, height: 24)
    return recording
  }

  /// Adds up every byte that crossed a socket, once as it crossed and once in clear: no opening can do without.
  private func read() {
    var sum = 0
    for entry in trace.entries {
      switch entry.fact {
      case .socket(.sent(_, let bytes)), .socket(.received(_, let bytes)), .tls(.plaintextSent(_, let bytes)),
        .tls(.plaintextReceived(_, let bytes)):
        for byte in bytes { sum &+= Int(byte) }
      case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering:
        break
      }
    }
    precondition(sum > 0)
  }

  private static func milliseconds(_ ours: () -> Void, _ theirs: () -> Void) -> (Double, Double) {
    Measure.medians(9, { Measure.time(ours) * 1000 }, { Measure.time(theirs) * 1000 })
  }

  /// The median of the microseconds from a key to the next step's screen.
  private static func step(_ recording: Recording) -> Double {
    var player = Player(recording)
    return Measure.median(
      recording.scenes.flatMap(\.steps).map { _ in
        Measure.time {
          _ = player.press(.right)
          _ = player.frame(width: 80, height: 24)
        } * 1e6
      })
  }
}
