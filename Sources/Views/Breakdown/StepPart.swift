import Tracing

/// A part of what there is to see of a phase, where several steps share it out among themselves.
enum StepPart: Sendable, Hashable {
  /// Of a message.
  case line, fields, content
  /// Of an edge's work: what it chose, and what it passed on.
  case rules, forwarding
  /// Of a browser's work: what the document asks for, what came of that, and the picture.
  case finding, fetching, painting

  /// The part that a value shown by a step of `phase` belongs to; nil where it belongs to none, or to all.
  init?(_ path: String, in phase: Phase?) {
    let steps = path.split(separator: ".", omittingEmptySubsequences: false).map { $0.prefix { $0 != "[" } }
    guard let first = steps.first else { return nil }
    let second = steps.count > 1 ? steps[1] : ""
    switch (phase, first, second) {
    case (.request, "request", let name), (.response, "response", let name):
      switch name {
      case "line", "method", "target", "version", "status", "reason": self = .line
      case "headers", "type", "charset": self = .fields
      case "body", "content": self = .content
      default: return nil
      }
    case (.routing, "server", "forwarded"): self = .forwarding
    case (.routing, "server", _): self = .rules
    case (.render, "page", "title"), (.render, "page", "boxes"): self = .painting
    case (.render, "page", _), (.render, "exchange", "request"): self = .finding
    case (.render, "exchange", _), (.render, "tcp", _), (.render, "dns", _): self = .fetching
    default: return nil
    }
  }
}

extension Step {
  /// The parts that its author's words are about, told by the values they show.
  fileprivate var parts: Set<StepPart> {
    let shown = body.flatMap { if case .show(let shown) = $0 { shown } else { [Step.Shown]() } }
    return Set(shown.compactMap { StepPart($0.path, in: phase) })
  }
}

extension Breakdown {
  /// Whether the step shows this part: a part that another step of the same phase is about is left to that one. On
  /// paper such steps share one breakdown, which has it all.
  func shows(_ part: StepPart) -> Bool {
    let own = step.parts
    if isPrinted || own.isEmpty || own.contains(part) { return true }
    return !stage.scene.steps.contains {
      $0.phase == step.phase && $0.exchange == step.exchange && $0.parts.contains(part)
    }
  }
}
