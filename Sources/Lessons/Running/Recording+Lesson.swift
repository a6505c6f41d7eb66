public import Tracing

extension Recording {
  /// The lesson with what was recorded for it, ready to be shown: every value that a step shows and every answer is
  /// read from the traces, one a scene. A scene without a trace is left out.
  public init(_ lesson: Lesson, traces: [Trace]) {
    self.init(
      id: lesson.id, title: lesson.title, minutes: lesson.minutes,
      introduction: lesson.opening,
      scenes: zip(lesson.scenes, traces).map { Scene($0, $1) })
  }
}

extension Lesson {
  /// The words before the first scene, as a learner sees them: they need no recording.
  public var opening: [Tracing.Step.Block] { introduction.flatMap { $0.shown(in: nil) } }
}

extension Recording.Scene {
  fileprivate init(_ scene: Lesson.Scene, _ trace: Trace) {
    let query = Query(trace)
    self.init(
      title: scene.title,
      introduction: scene.introduction.flatMap { $0.shown(in: nil) },
      conditions: scene.givens.map { "\($0.name) = \($0.value)" },
      steps: scene.steps.map { step in
        let scope = Scope(query, exchange: step.exchange)
        return Step(
          phase: step.phase, exchange: step.exchange, title: step.title,
          body: step.blocks.flatMap { $0.shown(in: scope) })
      },
      query: query)
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
    return Step.Shown(path: path.description, value: value == .nothing ? nil : value.description, why: why)
  }
}

extension Lesson.Prediction {
  fileprivate func answered(in scope: Scope) -> Step.Prediction {
    Step.Prediction(
      question: question,
      options: options.map { Step.Prediction.Option(text: $0.text, feedback: $0.feedback, correct: $0.isMarked) },
      hint: hint,
      answer: answer.path.isAnswerable(in: scope.query) ? answer.value(in: scope).description : nil)
  }

  /// Whether `option` says what `answer` came to: its text is that value, or begins with it and a space or comma.
  /// For true and false, Yes and No do as well.
  func says(_ option: Option, _ value: Expression.Value) -> Bool {
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
