import Tracing
import Wire

/// A scene's words for those who look at its packets: what each step says, at the first frame that it is about.
struct CaptureComments {
  private var texts: [Trace.Entry.ID: [String]] = [:]

  /// By the entry of a frame.
  subscript(frame: Trace.Entry.ID) -> [String]? { texts[frame] }

  /// Those of each scene; steps are counted through the lesson.
  static func all(in recording: Recording) -> [CaptureComments] {
    let total = recording.scenes.reduce(0) { $0 + $1.steps.count }
    var number = 0
    return recording.scenes.map { scene in
      var comments = CaptureComments()
      let finder = FrameFinder(scene.query)
      var frame = finder.first
      for step in scene.steps {
        number += 1
        frame = finder.frame(of: step) ?? frame
        guard let frame else { continue }
        let heading = "\(scene.title), step \(number) of \(total): \(Markdown.plain(step.title))"
        let words = step.body.lazy.compactMap {
          if case .paragraph(let text) = $0 { firstSentence(of: text) } else { nil }
        }
        comments.texts[frame, default: []].append(([heading] + words.prefix(1)).joined(separator: "\n"))
      }
      return comments
    }
  }

  /// Up to the first stop that a space follows.
  static func firstSentence(of text: String) -> String {
    let words = Markdown.plain(text).split(separator: " ")
    guard let last = words.firstIndex(where: { $0.last.map { ".?!".contains($0) } ?? false }) else {
      return words.joined(separator: " ")
    }
    return words[...last].joined(separator: " ")
  }
}

/// Finds the frame with which what a step looks at sets out.
private struct FrameFinder {
  private let query: Query
  /// Packets of any kind, in the order in which they set out.
  private let journeys: [Journey]

  init(_ query: Query) {
    self.query = query
    journeys = query.journeys
  }

  var first: Trace.Entry.ID? { journeys.first?.first.entry }

  /// Nil of a step that looks at nothing in particular.
  func frame(of step: Step) -> Trace.Entry.ID? {
    guard let phase = step.phase else { return nil }
    let entries = query.entries(in: phase, exchange: step.exchange)
    // A connection shows best where it began; a phase may also begin with what somebody decides.
    for entry in entries {
      guard let connection = entry.connection else { continue }
      let found = journeys.first {
        $0.connection == connection && $0.first.entry > entry.id && ($0.carriesData || phase == .tcp)
      }
      if let found { return found.first.entry }
    }
    guard let begun = entries.first?.id else { return nil }
    return (journeys.first { $0.first.entry > begun } ?? journeys.last)?.first.entry
  }
}

extension Journey {
  /// A segment that only acknowledges carries nothing of what programs say.
  fileprivate var carriesData: Bool { segment.map { !$0.data.isEmpty } ?? true }
}
