import Tracing

extension Page {
  /// The page as the browser had it when a step's part of the recording was over; nil while no document has come.
  init?(_ stage: Stage, _ step: Step) { self.init(Self.events(stage, step)) }

  /// Whether a document has come by then.
  static func hasCome(_ stage: Stage, _ step: Step) -> Bool {
    events(stage, step).contains { if case .content(_, _, .document, _, _) = $0 { true } else { false } }
  }

  private static func events(_ stage: Stage, _ step: Step) -> [RenderingEvent] {
    let rows = stage.diagram(for: step).rows(for: step.phase)
    let end = stage.diagram(for: step).rows(of: step).last.map { rows[$0].entry }
    let entries = stage.query.rendering(inVisitOf: step.exchange).prefix { entry in end.map { entry.id <= $0 } ?? true }
    return entries.compactMap { if case .rendering(let event) = $0.fact { event } else { nil } }
  }
}
