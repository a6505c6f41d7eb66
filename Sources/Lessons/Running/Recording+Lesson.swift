public import Tracing

extension Recording {
  /// The lesson with what was recorded for it, ready to be shown: every value that a step shows and every answer is
  /// read from the traces, one a scene. A scene without a trace is left out.
  public init(_ lesson: Lesson, traces: [Trace]) {
    self.init(lesson, scenes: zip(lesson.scenes, traces).map { Scene($0, $1) })
  }

  /// The same of scenes that were made ready already.
  public init(_ lesson: Lesson, scenes: [Scene]) {
    self.init(
      id: lesson.id, title: lesson.title, minutes: lesson.minutes, needs: lesson.needs.map(\.id),
      introduction: lesson.opening, scenes: scenes)
  }
}

extension Lesson {
  /// The words before the first scene, as a learner sees them: they need no recording.
  public var opening: [Tracing.Step.Block] { introduction.flatMap { $0.shown(in: nil) } }
}

extension Recording.Scene {
  /// A scene with its trace, ready to be shown.
  public init(_ scene: Lesson.Scene, _ trace: Trace) {
    let query = Query(trace)
    let scope = Scope(query)
    let idle = scene.idle(in: trace)
    self.init(
      title: scene.title,
      introduction: scene.introduction.flatMap { $0.shown(in: nil) },
      conditions: scene.givens.map {
        Recording.Condition(
          $0.description, $0.condition.effect(of: $0.value, on: $0.cable), hasEffect: !idle.contains($0))
      },
      steps: scene.steps.map { step in
        let scope = scope.of(exchange: step.exchange)
        return Step(
          phase: step.phase, exchange: step.exchange, title: step.title,
          body: step.remark(on: idle) + step.blocks.flatMap { $0.shown(in: scope) })
      },
      query: query)
  }
}

extension Lesson.Scene {
  /// The conditions that had no effect on that recording: they bend packets, and none were recorded.
  func idle(in trace: Trace) -> [Lesson.Given] {
    trace.topology == nil ? givens.filter(\.condition.needsPackets) : []
  }
}

extension Lesson.Step {
  /// What must be said before the author's words, since those count on conditions that had no effect. A summary tells
  /// what is so everywhere.
  fileprivate func remark(on idle: [Lesson.Given]) -> [Tracing.Step.Block] {
    guard !idle.isEmpty, phase != .summary else { return [] }
    let names = idle.map { "`\($0)`" }.joined(separator: ", ")
    return [.paragraph("*Not live here:* on loopback there are no packets to bend, so \(names) had no effect.")]
  }
}

extension Lesson.Block {
  /// What a learner sees of it: nothing of a note, which is the teacher's.
  fileprivate func shown(in scope: Scope?) -> [Step.Block] {
    switch self {
    case .prose(let block): [block]
    case .note: []
    case .aside(let blocks): [.aside(blocks)]
    case .show(let lines): scope.map { scope in [.show(lines.map { $0.read(in: scope) })] } ?? []
    case .predict(let prediction): scope.map { [.predict(prediction.answered(in: $0))] } ?? []
    }
  }
}

extension Lesson.Shown {
  fileprivate func read(in scope: Scope) -> Step.Shown {
    let value = path.value(in: scope)
    return Step.Shown(
      path: path.description, value: value == .nothing ? nil : value.description, lack: path.lack(in: scope.query),
      why: why, subject: path.path.subject, exchange: path.exchange == scope.exchange ? nil : path.exchange)
  }
}

extension Lesson.Prediction {
  fileprivate func answered(in scope: Scope) -> Step.Prediction {
    let lack = answer.path.lack(in: scope.query)
    let truth = lack == nil ? answer.value(in: scope) : nil
    // A mark that the recording refutes is an author's mistake, which `check` tells; a learner hears what is true.
    let right = truth.map(options(saying:)).flatMap { $0.count == 1 ? $0.first : nil }
    return Step.Prediction(
      question: question,
      options: options.map { option in
        Step.Prediction.Option(
          text: option.text, feedback: option.feedback, correct: right.map { $0 == option } ?? option.isMarked)
      }, hint: hint, answer: truth?.description, lack: lack)
  }

  /// The options that say what the answer came to; one that says just that before those that say more.
  func options(saying truth: Expression.Value) -> [Option] {
    let fitting = options.filter { says($0, truth) }
    let exact = fitting.filter { $0.text == truth.description }
    return exact.isEmpty ? fitting : exact
  }

  /// Whether `option` says what `answer` came to: its text is that value, or begins with it and a space or comma.
  /// For true and false, Yes and No do as well.
  private func says(_ option: Option, _ value: Expression.Value) -> Bool {
    let text = option.text.filter { $0 != "`" }.lowercased()
    let words =
      switch value {
      case .bool(let bool): bool ? ["true", "yes"] : ["false", "no"]
      case .nothing: ["nothing", "none"]
      case .string, .number, .list: [value.description.lowercased()]
      }
    return words.contains { text == $0 || text.hasPrefix($0 + " ") || text.hasPrefix($0 + ",") }
  }
}
