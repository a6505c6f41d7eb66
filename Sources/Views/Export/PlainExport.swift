import Screen
public import Tracing

/// A lesson as sentences, for those who hear it and for terminals that can only append: no drawing, each step
/// begins "Step 5 of 8: Request", and each arrow is a sentence.
public struct PlainExport: Exporter {
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  public var program: String
  public var width: Int
  public var isASCII: Bool

  public init(program: String, width: Int = 80, isASCII: Bool = false) {
    self.program = program
    self.width = max(20, width)
    self.isASCII = isASCII
  }

  /// The pages one after the other, each prediction with its outcome.
  public func stretches(of recording: Recording) -> [@Sendable () -> [UInt8]] {
    [{ pages(of: recording).flatMap { $0.text + ($0.question?.outcome ?? []) } }]
  }

  /// The same, cut where a reader stops: the opening, then a page a step, or several where it asks something.
  public func pages(of recording: Recording) -> [PlainPage] {
    var pages = [PlainPage(text: bytes(opening(recording)))]
    let total = recording.scenes.reduce(0) { $0 + $1.steps.count }
    var number = 0
    for (index, scene) in recording.scenes.enumerated() {
      let stage = Stage(scene)
      let heading = Piece.text("Scene \(index + 1) of \(recording.scenes.count): \(scene.title)")
      let conditions = scene.conditions.map { Piece.prose([Run("Given: ")] + [Run]($0) + [Run(".")]) }
      var before: [Piece] = [.gap, heading] + conditions + StepText.printed.pieces(scene.introduction)
      for (place, step) in scene.steps.enumerated() {
        number += 1
        pages += self.pages(
          of: step, stage, after: before + opening(of: step, stage, number: number, of: total),
          isLastLook: scene.isLastLook(at: place))
        before = []
      }
      if !before.isEmpty { pages.append(PlainPage(text: bytes(before))) }
    }
    return pages
  }

  private func bytes(_ pieces: [Piece]) -> [UInt8] {
    pieces.lines(width: width, isASCII: isASCII).bytes(width: width, isASCII: isASCII)
  }

  private func opening(_ recording: Recording) -> [Piece] {
    let isNormalised = recording.scenes.contains { $0.trace.isNormalised }
    let times = isNormalised ? ["Times, ports and random values are fixed by --seed."] : []
    return [.text("Lesson: \(recording.title)"), .text("\(program), lesson \(recording.id)")]
      + times.map { .text($0) } + [.gap] + StepText.printed.pieces(recording.introduction)
  }

  private func opening(of step: Step, _ stage: Stage, number: Int, of total: Int) -> [Piece] {
    let phase = step.phase.map(\.spoken) ?? step.title
    var pieces: [Piece] = [.gap, .text("Step \(number) of \(total): \(phase)")]
    if step.phase != nil { pieces.append(.text(step.title)) }
    let origins = stage.honesty(of: step)
    for honesty in origins { pieces.append(.text("\(honesty.rawValue): \(honesty.meaning).")) }
    if step.phase != nil, origins.isEmpty { pieces.append(.text("Not recorded: this visit had nothing of it.")) }
    return pieces
  }

  /// A step's words up to each question, then the rest with what was recorded.
  private func pages(of step: Step, _ stage: Stage, after before: [Piece], isLastLook: Bool) -> [PlainPage] {
    var pages: [PlainPage] = []
    var pieces = before
    for block in step.body {
      pieces.append(.gap)
      guard case .predict(let prediction) = block else {
        pieces += StepText.printed.pieces([block])
        continue
      }
      pieces += StepText.question(prediction)
      pages.append(PlainPage(text: bytes(pieces), question: question(prediction)))
      pieces = []
    }
    if isLastLook { pieces += recorded(step, stage) }
    if !pieces.isEmpty { pages.append(PlainPage(text: bytes(pieces))) }
    return pages
  }

  private func question(_ prediction: Step.Prediction) -> PlainPage.Question {
    PlainPage.Question(
      answers: prediction.options.indices.map { bytes(StepText.outcome(prediction, chosen: $0)) },
      outcome: bytes(StepText.outcome(prediction)),
      hint: prediction.hint.map { bytes(StepText.hint($0)) })
  }

  private func recorded(_ step: Step, _ stage: Stage) -> [Piece] {
    let all = stage.diagram(for: step).rows(for: step.phase)
    let rows = stage.diagram(for: step).rows(of: step)
    var pieces: [Piece] = rows.isEmpty ? [] : [.gap]
    if let ladder = stage.printedLadder(of: step) {
      pieces += ladder.sentences.map { .text($0.text + ($0.at.map { ", after \($0.milliseconds)" } ?? "")) }
    } else {
      pieces += rows.map { row in
        let time = stage.diagram(for: step).hasTimes ? ", after \(all[row].at.milliseconds)" : ""
        return .text(all[row].sentence + time)
      }
    }
    let breakdown = Breakdown(step, stage, isPrinted: true).pieces
    return pieces + (breakdown.isEmpty ? [] : [.gap] + breakdown)
  }
}

extension Phase {
  /// As a word of a sentence.
  fileprivate var spoken: String {
    switch self {
    case .url: "URL"
    case .dns: "DNS"
    case .tcp: "TCP"
    case .tls: "TLS"
    case .request: "Request"
    case .routing: "Routing"
    case .handler: "Handler"
    case .database: "Database"
    case .response: "Response"
    case .cookies: "Cookies"
    case .cache: "Cache"
    case .render: "Render"
    case .events: "Events"
    case .summary: "Summary"
    }
  }
}
