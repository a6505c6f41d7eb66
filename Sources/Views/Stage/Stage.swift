import Tracing

/// A scene with everything that views ask of it worked out once, so that a frame costs only its drawing.
struct Stage: Sendable {
  /// What steps look at: a stretch of an exchange.
  struct Place: Sendable, Hashable {
    var phase: Phase
    var exchange: Int

    init?(_ step: Step) {
      guard let phase = step.phase else { return nil }
      self.phase = phase
      exchange = step.exchange
    }
  }

  let scene: Recording.Scene
  let query: Query
  private let diagrams: [SequenceDiagram.Subject: SequenceDiagram]
  private let origins: [Place: [Honesty]]
  /// The phases in the order in which the steps come to them: what the strip at the top shows.
  let phases: [Phase]
  /// How many rows of its diagram the step that looks furthest down needs.
  private(set) var depth: Int
  /// Whether the scene is about names alone: then its lanes are theirs all along.
  private let isAboutNames: Bool

  init(_ scene: Recording.Scene) {
    self.scene = scene
    query = scene.query
    diagrams = SequenceDiagram.bySubject(query)
    phases = scene.steps.phases
    isAboutNames = phases.contains(.dns) && phases.allSatisfy(\.isAboutNames)
    origins = Dictionary(
      scene.steps.compactMap(Place.init).map { ($0, scene.query.origins(of: $0)) },
      uniquingKeysWith: { first, _ in first })
    depth = 0
    depth = scene.steps.compactMap { diagram(for: $0).rows(of: $0).last }.max().map { $0 + 1 } ?? 0
  }

  /// Where what a step shows comes from: nothing, where nothing was recorded for it.
  func honesty(of step: Step) -> [Honesty] { Place(step).flatMap { origins[$0] } ?? [] }

  /// The diagram with the lanes of those who take part in what the step shows.
  func diagram(for step: Step) -> SequenceDiagram {
    diagrams[isAboutNames || step.phase == .dns ? .names : .messages] ?? SequenceDiagram(query)
  }

  /// The rows of its diagram that a step looks at: of a look-up that several steps share, those of its part, and where that
  /// part did not take place, all.
  func rows(of step: Step) -> [Int] {
    let diagram = diagram(for: step)
    let rows = diagram.rows(of: step)
    guard step.phase == .dns else { return rows }
    let parts = StepPart.lookup.filter { shows($0, in: step) }
    let own = rows.filter { row in
      let entry = diagram.rows[row].entry
      guard query.trace.entries.indices.contains(entry), let part = StepPart(query.trace.entries[entry]) else {
        return true
      }
      return parts.contains(part)
    }
    return own.isEmpty ? rows : own
  }

  /// Whether a step shows this part: a part that another step of the same phase is about is left to that one.
  func shows(_ part: StepPart, in step: Step) -> Bool {
    let own = step.parts
    if own.isEmpty || own.contains(part) { return true }
    return !scene.steps.contains { $0.phase == step.phase && $0.exchange == step.exchange && $0.parts.contains(part) }
  }

  /// The entries behind the rows that a step looks at.
  func entries(of step: Step) -> [Trace.Entry.ID] {
    let diagram = diagram(for: step)
    let rows = diagram.rows(for: step.phase)
    return self.rows(of: step).map { rows[$0].entry }
  }
}

extension [Step] {
  /// Their phases, each once, in the order in which the steps come to them.
  var phases: [Phase] {
    reduce(into: []) { list, step in
      if let phase = step.phase, !list.contains(phase) { list.append(phase) }
    }
  }
}

extension Step {
  /// The parts that its author's words are about, told by the values they show.
  fileprivate var parts: Set<StepPart> { Set(shown.compactMap { StepPart($0, in: phase) }) }

  var predictions: [Prediction] {
    body.compactMap { if case .predict(let prediction) = $0 { prediction } else { nil } }
  }
}
