import Screen
import Tracing

extension Player {
  /// What the shown place says, laid out for one width: kept between frames, so that scrolling only draws.
  struct Prepared: Sendable {
    var text: [Piece] = []
    var breakdown: [Piece] = []
    /// The size it is laid out for.
    var width = 0
    var height = 0
    /// The rows of the sequence diagram that the step looks at, and the first that is not drawn yet.
    var current: [Int] = []
    var end = 0
    /// Whether there are bytes, packets, and a page to open.
    var hasBytes = false
    var hasPackets = false
    var hasPage = false
    /// What stands in its place: the packets that the step speaks of.
    var ladder: PacketLadder?
    /// The author's words; with everything below them where one column must do.
    var lines = TextLines()
    /// The line after the last option of the prediction that is open.
    var optionsEnd: Int?
    /// The line of them that is a rule.
    var rule: Int?
    /// What stands beside them.
    var beside = TextLines()
    /// What stands below that where there is room.
    var preview: Preview?
    var count: Int { max(lines.count, beside.count) }
  }

  /// From this width on, words and breakdown stand side by side.
  static let sideBySideWidth = 96

  /// Works out what the shown place says; to be called whenever that may have changed.
  mutating func prepare() {
    prepared = Prepared()
    switch places[place] {
    case .cover:
      prepared.text = cover.words
      prepared.breakdown = cover.cast + [.gap, failureText ?? .prose([Run("Space to start", .key)])]
    case .opening(let scene): prepared.text = opening(stages[scene].scene)
    case .end: prepared.text = ending
    case .step:
      guard let step, let stage else { return }
      let text = StepText(
        revealed: revealed, answers: answers[place] ?? [:], asides: opensAsides ? .open : .folded, showsHint: showsHint)
      prepared.text = [.heading([Run(step.title, .title)]), .gap] + text.pieces(step.body)
      (prepared.current, prepared.end) = diagram(of: step, stage)
      if revealed >= predictions.count {
        prepared.breakdown = Breakdown(step, stage, upTo: curtain).pieces
        prepared.ladder = ladder(of: step, stage)
        prepared.hasBytes = !BytesPane.messages(of: step, stage).isEmpty
        prepared.hasPackets = stage.hasPackets(step)
        prepared.hasPage = Page.hasCome(stage, step)
      }
    }
    layOut()
  }

  /// Which rows of the diagram a step looks at, and where it ends for now: what would answer a question that is open, or
  /// still to come, is not drawn.
  private func diagram(of step: Step, _ stage: Stage) -> (current: [Int], end: Int) {
    let diagram = stage.diagram(for: step)
    let rows = diagram.rows(for: step.phase)
    let all = stage.rows(of: step)
    guard let first = all.first else { return ([], rows.count) }
    if revealed < predictions.count { return ([], first) }
    let current = Array(all.prefix { rows[$0].entry < curtain })
    return (current, current.last.map { $0 + 1 } ?? first)
  }

  /// Of a step about more than how a connection was opened, without those that would answer a question that is still to
  /// come.
  private func ladder(of step: Step, _ stage: Stage) -> PacketLadder? {
    guard step.packetFocus != .opening, stage.opened(by: step) != nil,
      let ladder = stage.printedLadder(of: step, upTo: curtain), !ladder.packets.isEmpty
    else { return nil }
    return ladder
  }

  /// Breaks the words into lines for the size at hand.
  mutating func layOut() {
    guard prepared.width != width || prepared.height != height else { return }
    (prepared.width, prepared.height) = (width, height)
    let inner = max(1, width - 2)
    prepared.preview = nil
    if isSplit {
      if height >= Preview.leastHeight, !prepared.breakdown.isEmpty, let step, let stage {
        prepared.preview = Preview(step, stage, isAboutPackets: isAboutPackets && prepared.ladder == nil, theme: theme)
      }
      prepared.lines = prepared.text.lines(width: textWidth, isASCII: theme.isASCII)
      prepared.optionsEnd = optionsEnd(width: textWidth)
      prepared.beside = prepared.breakdown.lines(width: inner - textWidth - 3, isASCII: theme.isASCII)
    } else {
      let below = prepared.breakdown.isEmpty ? [] : [Piece.gap] + prepared.breakdown
      // Long lines are hard to read: words alone never take a whole wide screen.
      let most = step == nil || prepared.breakdown.isEmpty ? 88 : inner
      prepared.lines = prepared.text.lines(width: min(inner, most), isASCII: theme.isASCII)
      let count = prepared.lines.count
      prepared.lines.add(below, width: min(inner, most), isASCII: theme.isASCII)
      prepared.optionsEnd = optionsEnd(width: min(inner, most))
      prepared.rule = step == nil && count > 0 && !below.isEmpty ? count : nil
      prepared.beside = TextLines()
    }
  }

  private func optionsEnd(width: Int) -> Int? {
    guard revealed < predictions.count, let first = question(revealed) else { return nil }
    return first + StepText.question(predictions[revealed]).lines(width: width, isASCII: theme.isASCII).count
  }

  /// Whether something stands beside the author's words: the breakdown, or where there is none yet the lesson's steps.
  /// So the words of a question stay where they are when it is answered.
  var isSplit: Bool { width >= Self.sideBySideWidth && step != nil }

  /// The columns of the author's words where something stands beside them.
  var textWidth: Int { min(64, (width - 4) * 2 / 5) }

  private func opening(_ scene: Recording.Scene) -> [Piece] {
    var pieces: [Piece] = [.heading([Run(scene.title, .title)]), .gap] + StepText().pieces(scene.introduction)
    if !scene.conditions.isEmpty {
      if !scene.introduction.isEmpty { pieces.append(.gap) }
      pieces.append(.heading(["This scene's conditions"]))
      pieces += scene.conditions.map { .item(marker: "-", [Run]($0)) }
    }
    return pieces
  }

  private var ending: [Piece] {
    if let failureText { return [failureText] }
    let leaving: [Run] =
      if let next = cover.next {
        [Run("Next: ", .heading), Run(next, .strong), Run("   "), Run("Enter", .key), Run(" opens it")]
      } else {
        [Run("c", .key), Run(" leads to another lesson")]
      }
    return [.heading([Run("You are through", .title)]), .gap] + score + [.prose(leaving)]
  }

  /// How the predictions went, in words.
  private var score: [Piece] {
    var (asked, open, right) = (0, 0, 0)
    for place in stepPlaces {
      guard case .step(let scene, let number) = places[place] else { continue }
      for (index, prediction) in stages[scene].scene.steps[number].predictions.enumerated() {
        asked += 1
        if let chosen = answers[place]?[index], prediction.options.indices.contains(chosen) {
          if prediction.options[chosen].correct { right += 1 }
        } else {
          open += 1
        }
      }
    }
    if asked == 0 { return [] }
    let rest = open > 0 ? ", \(open) not answered" : ""
    return [.prose([Run("Predictions: ", .heading), Run("\(right) of \(asked) right\(rest)")]), .gap]
  }
}
