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
    if types(key) { return nil }
    defer { typed = nil }
    let before = moment
    var intent: Intent?
    if let overlay = overlays.last { pressOnOverlay(overlay, key) } else { intent = pressOnStep(key) }
    if intent == nil, message == nil, moment == before { message = silence(after: key) }
    return intent
  }

  private mutating func pressOnStep(_ key: Key) -> Intent? {
    switch key {
    case .character("q"): return .quit
    case .character("c"): return .chooseLesson
    case .enter where cover.next != nil && isAtEnd: return .nextLesson
    case .character(" "), .enter: goOn()
    case .right, .character("l"): forward(scrolling: false)
    case .backspace: back(scrolling: true)
    case .left, .character("h"): back(scrolling: false)
    case .home, .character("g"): go(to: 0)
    case .end: goToEnd()
    case .character("G"): goToCounted()
    case .down, .character("j"): scrollDown(byPage: false)
    case .up, .character("k"): scrollUp(byPage: false)
    case .pageDown: scrollDown(byPage: true)
    case .pageUp: scrollUp(byPage: true)
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
    case .escape where !searched.isEmpty: endSearch()
    case .character, .tab, .backTab, .escape, .delete, .control, .paste: break
    }
    return nil
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

  mutating func goToEnd() {
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
    let messages = BytesPane.messages(of: step, stage)
    overlays.append(messages.isEmpty ? .notice("this step has no bytes of its own") : .bytes(BytesPane(messages)))
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
      pane.press(key, width: width, height: bodyRows, isASCII: theme.isASCII)
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
    case .character("G") where typed != nil, .enter, .character(" "), .right, .character("l"):
      if let typed, place(counted: typed) == nil { return message = absence(of: typed) }
      overlays.removeLast()
      return go(to: cursor)
    case .down, .character("j"): target += 1
    case .up, .character("k"): target -= 1
    case .pageDown: target += bodyRows
    case .pageUp: target -= bodyRows
    case .home, .character("g"): target = 0
    case .end, .character("G"): target = places.count - 1
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
}
