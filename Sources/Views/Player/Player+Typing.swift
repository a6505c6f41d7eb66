import Screen
import Tracing

/// Digits, which mean something only with the key after them: they are the number of an answer, or of a step.
extension Player {
  /// Whether the key is part of a number: a digit, or what takes digits back.
  mutating func types(_ key: Key) -> Bool {
    guard canType else { return false }
    switch (key, typed) {
    case (.character(let digit), _) where digit.isASCII && digit.isWholeNumber:
      typed = min(99_999, (typed ?? 0) * 10 + (digit.wholeNumberValue ?? 0))
    case (.backspace, let number?): typed = number < 10 ? nil : number / 10
    case (.escape, _?): typed = nil
    default: return false
    }
    message = typed.map(uses) ?? "no number any more"
    if case .overview? = overlays.last, let target = typed.flatMap(place(counted:)) {
      overlays[overlays.count - 1] = .overview(cursor: target)
    }
    return true
  }

  /// Whether something can be typed here: on a step, and in the list of all of them.
  private var canType: Bool {
    switch overlays.last {
    case nil, .overview: true
    case .bytes, .packets, .page, .help, .search, .notice: false
    }
  }

  /// The option of that number, counted from 1, of the question that is asked here.
  private func option(counted number: Int) -> Step.Prediction.Option? {
    guard overlays.isEmpty, isAsked else { return nil }
    let options = predictions[revealed].options
    return options.indices.contains(number - 1) ? options[number - 1] : nil
  }

  /// The numbers that answer the question that is open: `1-3`.
  var numbers: String { "1-\(predictions[revealed].options.count)" }

  /// What may come after it, as the key line says. An answer's words stand there: where answers are numbers themselves,
  /// nobody takes one for another.
  private func uses(of number: Int) -> String {
    let isListed = !overlays.isEmpty
    let count = stepPlaces.count
    let target = number == 0 ? "the start" : number > count ? "the last, \(count)" : "step \(number)"
    let way = place(counted: number) == nil ? absence(of: number) : "\(isListed ? "Enter" : "G") goes to \(target)"
    guard let option = option(counted: number) else { return "\(number): \(way)" }
    let words = Markdown.inlines(option.text).map(\.text).joined()
    let shown = words.count > Self.longestAnswer ? words.prefix(Self.longestAnswer - 1) + "…" : words[...]
    return "\(number) is \"\(shown)\": Enter answers so, \(way)"
  }

  /// How many characters of an answer stand in the key line.
  private static let longestAnswer = 30

  /// Answers with the number that was typed, for good, or goes on. A number that is no answer must not uncover it.
  mutating func goOn() {
    guard let typed, isAsked else { return forward(scrolling: true) }
    guard option(counted: typed) != nil else { return message = "\(typed) is no answer: \(numbers), then Enter" }
    answer(typed - 1)
  }

  mutating func goToCounted() {
    guard let typed else { return goToEnd() }
    guard let target = place(counted: typed) else { return message = absence(of: typed) }
    go(to: target)
  }

  /// Where the step of that number is: 0 means the start, and more than there are the last; nil where there is none, or none
  /// yet.
  func place(counted number: Int) -> Int? {
    let steps = stepPlaces
    if number > steps.count { return nextScene == nil ? steps.last : nil }
    return number < 1 ? 0 : steps[number - 1]
  }

  func absence(of number: Int) -> String {
    nextScene == nil ? "there are no steps" : "step \(number) is not there yet: \(progress)"
  }
}
