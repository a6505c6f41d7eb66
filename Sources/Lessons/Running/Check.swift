public import Net
public import Tracing

/// A lesson held against what really happens: every claim, every marked answer, every phase.
public struct Check: Sendable, Hashable {
  public private(set) var scenesRun = 0
  public private(set) var claimsHeld = 0
  public private(set) var answersHeld = 0
  /// Claims and marked answers about packets, where none were recorded: nobody can say whether they hold.
  public private(set) var notChecked = 0
  /// Conditions that bend packets, in scenes where there were none.
  public private(set) var idleConditions = 0
  /// In the order of the lesson's lines.
  public private(set) var problems: [Lesson.Problem] = []
  private let file: String

  /// Runs every scene through `run`, which records it for real, and judges it. A scene that can't be run is a problem
  /// of the lesson's, told with the error; but a ``SystemError`` is the machine's, says nothing of the lesson, and is
  /// thrown.
  public init(_ lesson: Lesson, run: (Lesson.Scene) throws -> Trace) throws(SystemError) {
    file = lesson.file
    for scene in lesson.scenes {
      if scene.claims.isEmpty, scene.steps.allSatisfy(\.claims.isEmpty) {
        add(scene.mark, "expected a claim in scene \"\(scene.title)\", found none: add an `expect` fence")
      }
      do {
        let trace = try run(scene)
        scenesRun += 1
        idleConditions += scene.idle(in: trace).count
        judge(scene, Query(trace))
      } catch let trouble as SystemError {
        throw trouble
      } catch {
        add(scene.mark, "expected scene \"\(scene.title)\" to run, found: \(error)")
      }
    }
    problems.sort { ($0.mark.line, $0.mark.column) < ($1.mark.line, $1.mark.column) }
  }

  private mutating func judge(_ scene: Lesson.Scene, _ query: Query) {
    let whole = Scope(query)
    for claim in scene.claims { judge(claim, whole) }
    for step in scene.steps {
      let scope = whole.of(exchange: step.exchange)
      for claim in step.claims { judge(claim, scope) }
      judgePlace(of: step, query)
      for block in step.blocks {
        switch block {
        case .predict(let prediction): judge(prediction, scope)
        case .show(let lines): for line in lines { judge(line, scope) }
        case .prose, .note, .aside: break
        }
      }
    }
  }

  private mutating func judge(_ claim: Lesson.Claim, _ scope: Scope) {
    if !claim.expression.path.isAnswerable(in: scope.query) {
      notChecked += 1
    } else if claim.expression.holds(in: scope) {
      claimsHeld += 1
    } else {
      add(claim.mark, claim.expression.contradiction(in: scope))
    }
  }

  /// A step looks at a phase that the scene went through, unless it claims what happened instead.
  private mutating func judgePlace(of step: Lesson.Step, _ query: Query) {
    guard step.phase.isRecorded else {
      return add(
        step.mark,
        "expected a phase of which something is recorded, found \(step.phase.rawValue): this roundtrip has nothing to show "
          + "of it; choose another phase for the step")
    }
    guard step.phase != .summary, step.claims.isEmpty else { return }
    if query.exchange(step.exchange) == nil {
      add(step.mark, "expected an exchange \(step.exchange), found \(query.exchanges.count) in the scene")
    } else if query.entries(in: step.phase, exchange: step.exchange).isEmpty {
      add(
        step.mark,
        "expected phase \(step.phase.rawValue) in exchange \(step.exchange), found that the scene did not go through "
          + "it: leave the step out, or say in an `expect` what happened instead")
    }
  }

  private mutating func judge(_ prediction: Lesson.Prediction, _ scope: Scope) {
    guard let marked = prediction.options.first(where: \.isMarked) else { return }
    guard prediction.answer.path.isAnswerable(in: scope.query) else {
      notChecked += 1
      return
    }
    let truth = prediction.answer.value(in: scope)
    let right = prediction.options(saying: truth)
    if right == [marked] {
      answersHeld += 1
    } else {
      let advice = right.isEmpty ? "no option begins with that" : "mark \"\(right[0].text)\""
      add(
        marked.mark,
        "expected the answer to be marked, found \"\(marked.text)\", but \(prediction.answer) is \(truth): \(advice)")
    }
  }

  private mutating func judge(_ line: Lesson.Shown, _ scope: Scope) {
    guard line.path.isAnswerable(in: scope.query), line.path.value(in: scope) == .nothing else { return }
    add(line.mark, "expected a value of \(line.path) to show, found none in the recording")
  }

  private mutating func add(_ mark: Lesson.Mark, _ message: String) {
    problems.append(Lesson.Problem(file: file, mark: mark, message: message))
  }
}
