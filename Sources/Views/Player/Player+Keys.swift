public import Screen
import Tracing

extension Player {
  /// Takes one key press. The answer, if there is one, is for whoever holds the terminal.
  public mutating func press(_ key: Key) -> Intent? {
    switch key {
    case .control("c"), .control("d"): return .quit
    default: break
    }
    message = nil
    if case .notice? = overlays.last {
      overlays.removeLast()
      if key == .escape || key == .character("q") { return nil }
    }
    let before = moment
    var intent: Intent?
    if let overlay = overlays.last { pressOnOverlay(overlay, key) } else { intent = pressOnStep(key) }
    if intent == nil, message == nil, moment == before { message = silence(after: key) }
    return intent
  }

  private mutating func pressOnStep(_ key: Key) -> Intent? {
    if types(key) { return nil }
    defer { number = nil }
    switch key {
    case .character("q"): return .quit
    case .character("c"): return .chooseLesson
    case .enter where cover.next != nil && isAtEnd: return .nextLesson
    case .character(" "), .enter: if let number, isAsked { answer(with: number) } else { forward(scrolling: true) }
    case .right, .character("l"): forward(scrolling: false)
    case .backspace: back(scrolling: true)
    case .left, .character("h"): back(scrolling: false)
    case .home, .character("g"): go(to: 0)
    case .end: goToEnd()
    case .character("G"): goToCounted()
    case .down, .character("j"): scroll = min(lastScroll, scroll + 1)
    case .up, .character("k"): scroll = max(0, min(scroll, lastScroll) - 1)
    case .pageDown: scroll = nextScroll
    case .pageUp: scroll = previousScroll
    case .character("a"): toggleAsides()
    case .character("i"): showHint()
    case .character("r"): showsReminder.toggle()
    case .character("o"): overlays.append(.overview(cursor: place))
    case .character("b"): openBytes()
    case .character("z"): openPackets()
    case .character("p"): openPage()
    case .character("?"): overlays.append(.help(first: 0))
    case .character("/"): overlays.append(.search(""))
    case .character("n"): search(forward: true)
    case .character("N"): search(forward: false)
    case .character, .tab, .backTab, .escape, .delete, .control, .paste: break
    }
    return nil
  }

  /// Whether the key is part of a number: a digit, or what takes digits back. What the number is for, only the key after
  /// it tells.
  private mutating func types(_ key: Key) -> Bool {
    switch (key, number) {
    case (.character(let digit), _) where digit.isASCII && digit.isWholeNumber:
      number = min(99_999, (number ?? 0) * 10 + (digit.wholeNumberValue ?? 0))
    case (.backspace, let typed?): number = typed < 10 ? nil : typed / 10
    case (.escape, _?): number = nil
    default: return false
    }
    message = number.map(uses(of:)) ?? "no number any more"
    return true
  }

  private func uses(of number: Int) -> String {
    let answers = isAsked && predictions[revealed].options.indices.contains(number - 1)
    let count = stepPlaces.count
    let target =
      number == 0 ? "the start" : number > count && nextScene == nil ? "the last, \(count)" : "step \(number)"
    return "\(number): \(answers ? "Enter answers with it, " : "")G goes to \(target)"
  }

  /// Answers the prediction that is asked with the option of that number, for good.
  private mutating func answer(with number: Int) {
    let options = predictions[revealed].options
    guard options.indices.contains(number - 1) else {
      return message = "there is no answer \(number): 1 to \(options.count), then Enter"
    }
    answer(number - 1)
  }

  private mutating func toggleAsides() {
    guard step?.body.contains(where: { if case .aside = $0 { true } else { false } }) ?? false else {
      return message = "nothing is folded here"
    }
    opensAsides.toggle()
    prepare()
  }

  private mutating func showHint() {
    guard revealed < predictions.count else { return message = "no question is open here" }
    guard isAsked else { return message = "the question stands further down: Space" }
    guard predictions[revealed].hint != nil else { return message = "this question has no hint" }
    showsHint = true
    prepare()
  }

  private mutating func goToCounted() {
    guard let number else { return goToEnd() }
    let steps = stepPlaces
    if number > steps.count, nextScene != nil { return message = "step \(number) is not there yet: \(progress)" }
    if let last = steps.last { go(to: number < 1 ? 0 : number <= steps.count ? steps[number - 1] : last) }
  }

  private mutating func goToEnd() {
    if nextScene != nil { return message = "the end is not there yet: \(progress)" }
    go(to: places.count - 1)
  }

  /// Whether a key is kept from opening what would answer the question that is open; the learner is told.
  private mutating func isCovered() -> Bool {
    guard revealed < predictions.count else { return false }
    overlays.append(.notice("that would tell the answer: choose one first, or Space to see"))
    return true
  }

  private mutating func openBytes() {
    if isCovered() { return }
    guard let stage, let step else { return overlays.append(.notice("bytes belong to a step, and this is none")) }
    let pane = BytesPane(BytesPane.messages(of: step, stage))
    overlays.append(pane.messages.isEmpty ? .notice("this step has no bytes of its own") : .bytes(pane))
  }

  private mutating func openPackets() {
    if isCovered() { return }
    guard let stage, let step else { return overlays.append(.notice("packets belong to a step, and this is none")) }
    if let pane = PacketPane(step, stage) { return overlays.append(.packets(pane)) }
    let why =
      stage.query.topology == nil
      ? "no packets were recorded: this lesson ran without a private internet" : "this step has no packets of its own"
    overlays.append(.notice(why))
  }

  private mutating func openPage() {
    if isCovered() { return }
    guard let stage, let step else { return overlays.append(.notice("the page belongs to a step, and this is none")) }
    page = Page(stage, step)
    overlays.append(page == nil ? .notice(noPageYet) : .page(.paint, first: 0))
  }

  private var noPageYet: String {
    let makes = stepPlaces.indices.filter { index in
      guard case .step(let scene, let number) = places[stepPlaces[index]] else { return false }
      return stages[scene].scene.steps[number].phase == .render
    }
    if makes.isEmpty, nextScene == nil { return "no page is made in this lesson" }
    let coming = makes.first { stepPlaces[$0] > place }
    return "the browser has no page yet" + (coming.map { ": step \($0 + 1) is where it makes one" } ?? "")
  }

  // MARK: Overlays

  private mutating func pressOnOverlay(_ overlay: Overlay, _ key: Key) {
    let isTyping = if case .search = overlay { true } else { false }
    if key == .escape || (key == .character("q") && !isTyping) {
      overlays.removeLast()
      return
    }
    let isHelp = if case .help = overlay { true } else { false }
    if key == .character("?"), !isTyping, !isHelp { return overlays.append(.help(first: 0)) }
    switch overlay {
    case .notice: break
    case .overview(let cursor): pressOnOverview(cursor, key)
    case .bytes(let pane): pressOnBytes(pane, key)
    case .packets(let pane): pressOnPackets(pane, key)
    case .page(let stage, let first): pressOnPage(stage, first, key)
    case .help(let first): pressOnHelp(first, key)
    case .search(let text): pressOnSearch(text, key)
    }
  }

  private mutating func pressOnBytes(_ pane: BytesPane, _ key: Key) {
    guard let query = stage?.query else { return }
    var pane = pane
    switch key {
    case .character("b"):
      overlays.removeLast()
      return
    case .character("z"):
      if !pane.descend(in: query) { message = pane.floor(in: query) }
    case .character("Z"): if !pane.ascend() { message = "this is the message itself: z goes down from here" }
    default: pane.press(key, width: width, height: bodyRows)
    }
    overlays[overlays.count - 1] = .bytes(pane)
  }

  private mutating func pressOnPackets(_ pane: PacketPane, _ key: Key) {
    switch key {
    // Back from where the step's key led.
    case .character("Z") where pane.depth == .hosts: overlays.removeLast()
    case .character("b"):
      guard let messages = pane.packet?.messages else { return message = "there are no bytes: nothing was recorded" }
      overlays.append(.bytes(BytesPane(messages)))
    default:
      var pane = pane
      pane.press(key, height: bodyRows)
      overlays[overlays.count - 1] = .packets(pane)
    }
  }

  private mutating func pressOnPage(_ stage: PageStage, _ first: Int, _ key: Key) {
    var (stage, first) = (stage, first)
    let stages = PageStage.allCases
    switch key {
    case .character("p"):
      overlays.removeLast()
      return
    case .character(let digit) where (1...stages.count).contains(digit.wholeNumberValue ?? 0):
      (stage, first) = (stages[(digit.wholeNumberValue ?? 1) - 1], 0)
    case .tab: (stage, first) = (stages[((stages.firstIndex(of: stage) ?? 0) + 1) % stages.count], 0)
    case .down, .character("j"): first += 1
    case .up, .character("k"): first -= 1
    case .pageDown, .character(" "): first += bodyRows - 2
    case .pageUp, .backspace: first -= bodyRows - 2
    case .home, .character("g"): first = 0
    case .end, .character("G"): first = .max / 2
    default: return
    }
    let rows = page.map { PagePane($0, stage: stage).rows(width: width - 2) } ?? 0
    overlays[overlays.count - 1] = .page(stage, first: max(0, min(first, rows - (bodyRows - 1))))
  }

  private mutating func pressOnOverview(_ cursor: Int, _ key: Key) {
    var target = cursor
    switch key {
    case .down, .character("j"): target += 1
    case .up, .character("k"): target -= 1
    case .pageDown: target += bodyRows
    case .pageUp: target -= bodyRows
    case .home, .character("g"): target = 0
    case .end, .character("G"): target = places.count - 1
    case .enter, .character(" "), .right, .character("l"):
      overlays.removeLast()
      return go(to: cursor)
    case .character("o"):
      overlays.removeLast()
      return
    default: return
    }
    overlays[overlays.count - 1] = .overview(cursor: max(0, min(places.count - 1, target)))
  }

  private mutating func pressOnHelp(_ first: Int, _ key: Key) {
    let last = max(0, helpLines.count - bodyRows)
    let target: Int
    switch key {
    case .down, .character("j"): target = first + 1
    case .up, .character("k"): target = first - 1
    case .pageDown: target = first + bodyRows
    case .pageUp: target = first - bodyRows
    case .character(" ") where first < last: target = first + bodyRows
    case .character("?"), .character(" "):
      overlays.removeLast()
      return
    default: return
    }
    overlays[overlays.count - 1] = .help(first: max(0, min(last, target)))
  }

  private mutating func pressOnSearch(_ text: String, _ key: Key) {
    var text = text
    switch key {
    case .enter:
      overlays.removeLast()
      if !text.isEmpty { searched = text }
      return search(forward: true)
    case .backspace:
      if text.isEmpty {
        overlays.removeLast()
        return
      }
      text.removeLast()
    case .character(let character): text.append(character)
    case .paste(let pasted): text += pasted.prefix(80)
    default: return
    }
    overlays[overlays.count - 1] = .search(String(text.prefix(80)))
  }

  /// Goes to the next place, round the end, whose words hold what was searched for.
  private mutating func search(forward: Bool) {
    guard !searched.isEmpty else { return message = "nothing to search for yet: / starts a search" }
    let wanted = searched.lowercased()
    for distance in 1...places.count {
      let candidate = (place + (forward ? distance : places.count - distance)) % places.count
      guard words(at: candidate).lowercased().contains(wanted) else { continue }
      go(to: candidate)
      if let line = prepared.lines.firstIndex(where: { $0.text.lowercased().contains(wanted) }) {
        scroll = min(lastScroll, max(0, line - 1))
      }
      return message = "found: \(searched)   n next   N previous"
    }
    message = "not found: \(searched)" + (nextScene == nil ? "" : " (\(progress))")
  }

  /// What a search looks through: titles and words, none of an open prediction's outcome.
  private func words(at place: Int) -> String {
    switch places[place] {
    case .cover: return cover.title
    case .opening(let scene): return stages[scene].scene.title
    case .end: return ""
    case .step(let scene, let number):
      let step = stages[scene].scene.steps[number]
      let text = StepText(revealed: 0).pieces(step.body).lines(width: 10_000).map(\.text)
      return ([step.title, step.phase?.rawValue ?? ""] + text).joined(separator: "\n")
    }
  }
}
