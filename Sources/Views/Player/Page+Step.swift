import Tracing

extension Page {
  /// The page as the browser had it when a step's part of the recording was over; nil while no document has come.
  init?(_ stage: Stage, _ step: Step) {
    let rows = stage.diagram(for: step).rows(for: step.phase)
    let end = stage.diagram(for: step).rows(of: step).last.map { rows[$0].entry }
    let entries = stage.query.rendering(inVisitOf: step.exchange).prefix { entry in end.map { entry.id <= $0 } ?? true }
    self.init(entries.compactMap { if case .rendering(let event) = $0.fact { event } else { nil } })
  }
}
