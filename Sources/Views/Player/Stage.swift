import Tracing

/// A scene with everything that views ask of it worked out once, so that a frame costs only its drawing.
struct Stage: Sendable {
  let scene: Recording.Scene
  let query: Query
  private let diagrams: [SequenceDiagram.Subject: SequenceDiagram]
  /// The phases in the order in which the steps come to them: what the strip at the top shows.
  let phases: [Phase]

  init(_ scene: Recording.Scene) {
    self.scene = scene
    query = scene.query
    diagrams = SequenceDiagram.bySubject(query)
    phases = scene.steps.phases
  }

  /// The diagram with the lanes of those who take part in what the step shows.
  func diagram(for step: Step) -> SequenceDiagram {
    diagrams[step.phase == .dns ? .names : .messages] ?? SequenceDiagram(query)
  }

  /// The entries behind the rows that a step looks at.
  func entries(of step: Step) -> [Trace.Entry.ID] {
    let diagram = diagram(for: step)
    let rows = diagram.rows(for: step.phase)
    return diagram.rows(of: step).map { rows[$0].entry }
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
  /// Where what the step shows comes from.
  var honesty: [Honesty] {
    switch phase {
    case .tcp: [.live, .measured, .modelled]
    case nil: []
    case .url, .dns, .tls, .request, .routing, .handler, .database, .response, .cookies, .cache, .render, .events,
      .summary:
      [.live]
    }
  }

  var predictions: [Prediction] {
    body.compactMap { if case .predict(let prediction) = $0 { prediction } else { nil } }
  }
}

extension Honesty {
  var role: Role {
    switch self {
    case .live: .live
    case .measured: .measured
    case .modelled: .modelled
    }
  }

  /// What the word promises.
  var meaning: String {
    switch self {
    case .live: "recorded in this run, from real sockets"
    case .measured: "read from the kernel"
    case .modelled: "drawn from the specification, because this machine cannot show it"
    }
  }
}
