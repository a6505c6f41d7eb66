import Tracing

/// What a step looks at, taken apart: the part that is read from the trace and its bytes, beside the author's words.
struct Breakdown {
  let step: Step
  let stage: Stage

  /// On paper, where no key opens the page, its stages stand in the breakdown.
  let isPrinted: Bool
  /// The first entry of the recording that is kept back: it would answer a question that is still to come.
  let end: Trace.Entry.ID

  init(_ step: Step, _ stage: Stage, isPrinted: Bool = false, upTo end: Trace.Entry.ID = .max) {
    self.step = step
    self.stage = stage
    self.isPrinted = isPrinted
    self.end = end
  }

  var query: Query { stage.query }
  var exchange: Exchange? { query.exchange(step.exchange) }

  var pieces: [Piece] {
    switch step.phase {
    case .url: address
    case .dns: lookup
    case .tcp: transport
    case .tls: security
    case .request: request
    case .routing: routing
    case .handler: handler
    case .database: database
    case .response: response
    case .cookies: cookies
    case .render: rendering
    case .summary: summary
    case .cache, .events: Self.nothing("This roundtrip does not record this phase yet.")
    case nil: []
    }
  }

  /// This exchange's facts of one phase, oldest first.
  func facts(_ phase: Phase) -> [Fact] {
    query.entries(in: phase, exchange: step.exchange).prefix { $0.id < end }.map(\.fact)
  }

  /// Whether the step shows this part. On paper steps of one phase share one breakdown, which has it all.
  func shows(_ part: StepPart) -> Bool { isPrinted || stage.shows(part, in: step) }

  /// A heading that says where the figures below it come from, and what that means where it was not said before.
  static func heading(_ text: String, _ honesty: Honesty, saysMore: Bool = true) -> Piece {
    let meaning = saysMore ? [Run(": \(honesty.meaning)", .faint)] : []
    return .heading([Run(text), Run("  \(honesty.rawValue)", honesty.role)] + meaning)
  }

  /// Where a step's exchange has nothing of the phase.
  static func nothing(_ why: String) -> [Piece] { [.text(why, .faint)] }
}
