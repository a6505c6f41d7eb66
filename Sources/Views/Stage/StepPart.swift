import Tracing

/// A part of what there is to see of a phase, where several steps share it out among themselves.
enum StepPart: Sendable, Hashable {
  /// Of a look-up: the browser's question, whom the resolver asked for it, and what it answered.
  case asking, walking, answering
  /// Of a message.
  case line, fields, content
  /// Of an edge's work: what it chose, and what it passed on.
  case rules, forwarding
  /// Of a browser's work: what the document asks for, what came of that, and the picture.
  case finding, fetching, painting

  /// The part that a value shown by a step of `phase` belongs to; nil where it belongs to none, or to all.
  init?(_ shown: Step.Shown, in phase: Phase?) {
    let isElsewhere = shown.exchange != nil
    switch (phase, shown.subject) {
    case (.dns, .name) where !isElsewhere: self = .asking
    case (.dns, .resolver) where !isElsewhere: self = .walking
    case (.dns, .answer) where !isElsewhere: self = .answering
    case (.request, .requestLine) where !isElsewhere, (.response, .responseLine) where !isElsewhere: self = .line
    case (.request, .requestFields) where !isElsewhere, (.response, .responseFields) where !isElsewhere: self = .fields
    case (.request, .requestContent) where !isElsewhere, (.response, .responseContent) where !isElsewhere:
      self = .content
    case (.routing, .forwarding): self = .forwarding
    case (.routing, .rule), (.routing, .handler): self = .rules
    case (.render, .painting): self = .painting
    case (.render, .page): self = .finding
    // What the document asked for: how it was asked, and what came of that.
    case (.render, .requestLine), (.render, .requestFields), (.render, .requestContent), (.render, .request):
      if isElsewhere { self = .finding } else { return nil }
    case (.render, .exchange), (.render, .opening), (.render, .connection), (.render, .name),
      (.render, .answer):
      self = .fetching
    case (.render, _) where isElsewhere: self = .fetching
    default: return nil
    }
  }

  /// The part that an entry of a look-up belongs to; nil for all else.
  init?(_ entry: Trace.Entry) {
    guard case .lookup(let event) = entry.fact else { return nil }
    self =
      switch event {
      case _ where entry.by != .browser: .walking
      case .consulted, .asked: .asking
      case .answered, .referred, .ignored, .failed: .answering
      }
  }

  /// Those of a look-up.
  static let lookup: [StepPart] = [.asking, .walking, .answering]
}
