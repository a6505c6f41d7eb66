import Tracing

/// The author's words of a step, made ready for a pane.
struct StepText: Sendable, Hashable {
  /// How many of the step's predictions are out in the open.
  var revealed = Int.max
  /// The option chosen for each prediction, by its number in the step.
  var answers: [Int: Int] = [:]
  var asides = Asides.folded
  var showsHint = false

  /// How what goes deeper is shown.
  enum Asides: Sendable, Hashable {
    case folded, open
    /// On paper nothing folds.
    case printed
  }

  static let printed = StepText(asides: .printed)

  /// The body up to the first prediction that is still open.
  func pieces(_ blocks: [Step.Block]) -> [Piece] {
    var pieces: [Piece] = []
    var predictions = 0
    for block in blocks {
      if !pieces.isEmpty { pieces.append(.gap) }
      guard case .predict(let prediction) = block else {
        pieces += self.pieces(block)
        continue
      }
      let isOpen = predictions >= revealed
      pieces += self.prediction(prediction, isOpen: isOpen, chosen: answers[predictions])
      if isOpen { break }
      predictions += 1
    }
    return pieces
  }

  private func pieces(_ block: Step.Block) -> [Piece] {
    switch block {
    case .paragraph(let text): [.prose(Markdown.inlines(text))]
    case .list(let items, let ordered):
      items.enumerated().map { .item(marker: ordered ? "\($0 + 1)." : "-", Markdown.inlines($1)) }
    case .code(_, let text): Self.code(text)
    case .show(let shown): [.entries(shown.map(Self.entry))]
    case .predict(let prediction): self.prediction(prediction, isOpen: true, chosen: nil)
    case .aside(let blocks):
      switch asides {
      case .folded: [.prose([Run("[+] More, for the curious: press a", .faint)])]
      case .open: [.prose([Run("More, for the curious ", .heading), Run("(a folds it)", .faint)])] + pieces(blocks)
      case .printed: [.heading(["More, for the curious"])] + pieces(blocks)
      }
    }
  }

  static func code(_ text: String) -> [Piece] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      var bytes: [UInt8] = [0x20, 0x20]
      for byte in line {
        switch byte {
        case 0x09: bytes += [0x20, 0x20, 0x20, 0x20]
        case 0x0D: break
        default: bytes.append(byte)
        }
      }
      return .code(TextLine(String(decoding: bytes, as: UTF8.self), .code))
    }
  }

  private static func entry(_ shown: Step.Shown) -> Piece.Entry {
    let absence =
      switch shown.lack {
      case nil: "(not recorded)"
      case .packets: "(no packets on loopback)"
      case .times: "(no times under a seed)"
      }
    let value = shown.value.map { Run($0, .string) } ?? Run(absence, .faint)
    return Piece.Entry([Run(shown.path + " = "), value], Markdown.inlines(shown.why))
  }

  private func prediction(_ prediction: Step.Prediction, isOpen: Bool, chosen: Int?) -> [Piece] {
    // A word, since colour alone says nothing to many.
    var pieces = Self.question(prediction) { number in
      isOpen
        ? []
        : prediction.options[number].correct
          ? [Run(" <- so it was", .right)] : number == chosen ? [Run(" <- yours")] : []
    }
    if !isOpen { return pieces + Self.outcome(prediction, chosen: chosen) }
    if let hint = prediction.hint, showsHint { pieces += Self.hint(hint) }
    pieces.append(.text("Type a number and Enter, or Space to see.", .strong))
    return pieces
  }

  /// The question with its options, numbered, each with a mark.
  static func question(_ prediction: Step.Prediction, mark: (Int) -> [Run] = { _ in [] }) -> [Piece] {
    [.prose([Run("Predict: ", .question)] + Markdown.inlines(prediction.question))]
      + prediction.options.enumerated().map { number, option in
        .item(marker: " \(number + 1))", Markdown.inlines(option.text) + mark(number))
      }
  }

  static func hint(_ hint: String) -> [Piece] { [.prose([Run("Hint: ", .heading)] + Markdown.inlines(hint))] }

  /// What the recording says, and what there is to say to the chosen option.
  static func outcome(_ prediction: Step.Prediction, chosen: Int? = nil) -> [Piece] {
    let truth: [Run] =
      switch (prediction.answer, prediction.lack) {
      // To a question whose answers are Yes and No.
      case ("true", _): [Run("The recording says: "), Run("yes", .strong), Run(".")]
      case ("false", _): [Run("The recording says: "), Run("no", .strong), Run(".")]
      case (let answer?, _): [Run("The recording says: "), Run(answer, .strong), Run(".")]
      case (nil, .times): [Run("Under a seed no times are recorded; the lesson was checked where there are some.")]
      case (nil, _): [Run("This recording has no packets to tell; the lesson was checked where there are some.")]
      }
    guard let chosen, prediction.options.indices.contains(chosen) else {
      let feedback = prediction.options.first(where: \.correct)?.feedback ?? ""
      return [.prose(truth + [Run(" ")] + Markdown.inlines(feedback))]
    }
    let option = prediction.options[chosen]
    let verdict = option.correct ? Run("Right. ", .right) : Run("Not quite. ", .wrong)
    return [.prose([verdict] + Markdown.inlines(option.feedback)), .prose(truth)]
  }
}

extension TextLine {
  /// Whether a prediction begins here.
  var isQuestion: Bool { runs.first?.role == .question }
}
