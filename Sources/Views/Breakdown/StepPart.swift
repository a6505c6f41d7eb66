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
}

extension Step {
  /// The parts that its author's words are about, told by the values they show.
  fileprivate var parts: Set<StepPart> { Set(shown.compactMap { StepPart($0, in: phase) }) }
}

extension StepPart {
  /// Those of a look-up.
  static let lookup: [StepPart] = [.asking, .walking, .answering]
}

extension Trace.Entry {
  /// The part of a look-up that it belongs to; nil of all else.
  var lookupPart: StepPart? {
    guard case .lookup(let event) = fact else { return nil }
    guard by == .browser else { return .walking }
    switch event {
    case .consulted, .asked: return .asking
    case .answered, .referred, .ignored, .failed: return .answering
    }
  }
}

extension Stage {
  /// Whether a step shows this part: a part that another step of the same phase is about is left to that one.
  func shows(_ part: StepPart, in step: Step) -> Bool {
    let own = step.parts
    if own.isEmpty || own.contains(part) { return true }
    return !scene.steps.contains { $0.phase == step.phase && $0.exchange == step.exchange && $0.parts.contains(part) }
  }
}

extension Breakdown {
  /// Whether the step shows this part. On paper steps of one phase share one breakdown, which has it all.
  func shows(_ part: StepPart) -> Bool { isPrinted || stage.shows(part, in: step) }
}
