import Screen
import Tracing

/// Keys that mean something only with the one after them: digits that make the number of a step, and the letter of an
/// answer.
extension Player {
  enum Typed: Sendable, Hashable {
    /// Which step `G` goes to.
    case number(Int)
    /// With which option Enter answers, by its place among them.
    case option(Int)
  }

  /// Whether the key is part of what is typed: a digit, the letter of an answer, or what takes it back.
  mutating func types(_ key: Key) -> Bool {
    guard canType else { return false }
    let before = typed
    switch (key, before) {
    case (.character(let digit), _) where digit.isASCII && digit.isWholeNumber:
      let number = if case .number(let number)? = before { number } else { 0 }
      typed = .number(min(99_999, number * 10 + (digit.wholeNumberValue ?? 0)))
    case (.character(let letter), _) where option(called: letter) != nil:
      typed = option(called: letter).map(Typed.option)
    case (.backspace, .number(let number)?): typed = number < 10 ? nil : .number(number / 10)
    case (.backspace, _?), (.escape, _?): typed = nil
    default: return false
    }
    message = typed.map(uses) ?? before.map(absence) ?? ""
    if case .overview? = overlays.last, case .number(let number)? = typed, let target = place(counted: number) {
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

  /// The option of the question that is asked here, by its letter, small or capital.
  private func option(called letter: Character) -> Int? {
    guard overlays.isEmpty, isAsked else { return nil }
    return Step.Prediction.letters.prefix(predictions[revealed].options.count).firstIndex {
      $0 == letter || $0.uppercased() == String(letter)
    }
  }

  /// The letters that answer the question that is open: `a-c`.
  var letters: String {
    let letters = Step.Prediction.letters.prefix(predictions[revealed].options.count)
    return [letters.first, letters.last].compactMap { $0.map(String.init) }.joined(separator: "-")
  }

  private func absence(of typed: Typed) -> String {
    switch typed {
    case .number: "no number any more"
    case .option: "no answer any more"
    }
  }

  /// What may come after it, as the key line says.
  private func uses(of typed: Typed) -> String {
    switch typed {
    case .option(let option): return "\(Step.Prediction.letters[option]): Enter answers with it"
    case .number(let number):
      let isListed = !overlays.isEmpty
      let count = stepPlaces.count
      let target = number == 0 ? "the start" : number > count ? "the last, \(count)" : "step \(number)"
      let way = place(counted: number) == nil ? absence(of: number) : "\(isListed ? "Enter" : "G") goes to \(target)"
      return "\(number): \(way)\(!isListed && isAsked ? "; answers are letters, \(letters)" : "")"
    }
  }

  /// Answers with the letter that was typed, for good, or goes on. A number is no answer, and must not uncover it.
  mutating func goOn() {
    switch typed {
    case .option(let option) where isAsked: answer(option)
    case .number(let number) where isAsked: message = "\(number) is no answer: \(letters), then Enter"
    case .number, .option, nil: forward(scrolling: true)
    }
  }

  mutating func goToCounted() {
    guard case .number(let number)? = typed else { return goToEnd() }
    guard let target = place(counted: number) else { return message = absence(of: number) }
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
