import Screen
import Tracing

extension Player {
  /// Where we are: the lesson, the step, what is real; and the phases with this one standing out.
  func drawHeader(on grid: inout Grid) {
    let honesty = step.flatMap { stage?.honesty(of: $0) } ?? []
    var right: [Run] = [Run(whereabouts)]
    if step?.phase != nil, honesty.isEmpty { right.append(Run("   not recorded", .faint)) }
    for (number, word) in honesty.enumerated() {
      right += [Run(number == 0 ? "   " : " + "), Run(word.rawValue, word.role)]
    }
    let rightWidth = TextLine(right).width
    let title = cover.sceneCount > 1 && stage != nil ? "\(cover.title): \(stage?.scene.title ?? "")" : cover.title
    grid.put(
      shortened(Run(title).text, to: width - rightWidth - 4), row: 0, column: 1, style: theme.style(.title))
    grid.put(TextLine(right), row: 0, column: width - rightWidth - 1, theme: theme)
    drawPhases(stage?.phases ?? (isAtEnd ? [] : cover.phases), on: &grid)
  }

  private var whereabouts: String {
    if let number = stepPlaces.firstIndex(of: place) { return "Step \(number + 1) of \(cover.stepCount)" }
    switch places[place] {
    case .end: return "The end"
    case .opening(let scene): return "Scene \(scene + 1) of \(cover.sceneCount)"
    case .cover: return cover.length
    case .step: return ""
    }
  }

  private func drawPhases(_ phases: [Phase], on grid: inout Grid) {
    let current = step?.phase
    // Upper case tells the phase without colour.
    let words = phases.map { $0 == current ? $0.rawValue.uppercased() : $0.rawValue }
    // Narrow screens have every phase too, without the arrows.
    let whole = words.reduce(0) { $0 + $1.utf8.count + 3 } - 3
    let arrow = whole <= width - 2 ? " > " : " "
    var first = 0
    let here = phases.firstIndex { $0 == current } ?? 0
    func needed(from start: Int) -> Int { words[start...here].reduce(0) { $0 + $1.utf8.count + arrow.utf8.count } + 3 }
    if words.isEmpty { return }
    while first < here, needed(from: first) > width - 2 { first += 1 }
    var column = 1
    if first > 0 { column = grid.put("…" + arrow, row: 1, column: column, style: theme.style(.faint)) }
    for (index, word) in words.enumerated().dropFirst(first) {
      let isLast = index == words.count - 1
      if column + word.utf8.count + (isLast ? 0 : arrow.utf8.count + 1) > width - 1 {
        grid.put("…", row: 1, column: column, style: theme.style(.faint))
        break
      }
      column = grid.put(
        word, row: 1, column: column, style: theme.style(index == here && current != nil ? .current : .plain))
      if !isLast { column = grid.put(arrow, row: 1, column: column, style: theme.style(.faint)) }
    }
  }

  /// The rule below the header, which says what this screen has no room for, and which has.
  func drawTopRule(row: Int, on grid: inout Grid) {
    drawRule(row: row, on: &grid)
    let chrome = height - bodyRows
    let words: String
    switch overlays.last {
    case .bytes where bodyRows < Self.leastPaneRows:
      words = "what a field means: from \(Self.leastPaneRows + chrome) rows on"
    case .packets where bodyRows < Self.leastPaneRows:
      words = "what a packet says: from \(Self.leastPaneRows + chrome) rows on"
    case nil where step != nil && bodyRows < Self.leastDiagramRows:
      words = "the diagram: from \(Self.leastDiagramRows + chrome) rows on"
    case .bytes, .packets, .overview, .page, .help, .search, .notice, nil: return
    }
    grid.put(" \(words) ", row: row, column: 2, style: theme.style(.faint), limit: width)
  }

  func drawRule(row: Int, on grid: inout Grid) {
    grid.fill(rows: row..<row + 1, columns: 0..<width, with: Cell(theme.lines.rule, style: theme.style(.frame)))
  }

  /// The one line that says which keys work now, or what became of the last one. Hidden, it comes back over the rule
  /// above it for as long as it has something to say.
  func drawReminder(row: Int, on grid: inout Grid) {
    if let news {
      let row = min(row, height - 1)
      grid.fill(rows: row..<row + 1, columns: 0..<width, with: Cell(" "))
      grid.put(news, row: row, column: 1, theme: theme, limit: width)
      return
    }
    guard showsReminder else { return }
    func columns(_ list: [(String, String)]) -> Int {
      list.reduce(0) { $0 + $1.0.utf8.count + ($1.1.isEmpty ? 0 : $1.1.utf8.count + 1) + 2 }
    }
    func put(_ list: [(String, String)], at start: Int) {
      var column = start
      for (key, meaning) in list {
        column = grid.put(key, row: row, column: column, style: theme.style(.key))
        column = grid.put(meaning.isEmpty ? "  " : " \(meaning)  ", row: row, column: column)
      }
    }
    // Help and the way out stand at the edge, whatever else there is. Of that, where there is no room for what all keys
    // mean, from the right on a key stands alone, first those that every step has; then it goes.
    let last = reminders.suffix(2)
    var first = Array(reminders.dropLast(2))
    let room = width + 1 - columns(Array(last))
    let common = first.indices.filter { ["o", "/"].contains(first[$0].0) }
    for place in common.reversed() + first.indices.dropFirst().reversed() where columns(first) > room {
      first[place].1 = ""
    }
    while !first.isEmpty, columns(first) > room { first.removeLast() }
    put(first, at: 1)
    put(Array(last), at: 1 + room)
  }

  /// What is being typed, or what there is to say to the last key.
  private var news: TextLine? {
    switch overlays.last {
    case .search(let text)?:
      TextLine([
        Run("/", .key), Run(text), Run(" ", .selected), Run("   Enter ", .key), Run("searches  "), Run("Esc ", .key),
        Run("closes"),
      ])
    case .notice(let text)?: TextLine(text, .current)
    case nil where isWaiting && message == nil:
      TextLine(waiting, .current)
    default: message.map { TextLine($0, .current) }
    }
  }

  private var reminders: [(String, String)] {
    switch overlays.last {
    case .overview:
      [("j/k", "move")] + (stepPlaces.count > 1 ? [("1-\(stepPlaces.count)", "step")] : [])
        + [("Enter", "go there"), ("?", "help"), ("q", "close")]
    case .bytes(let pane): pane.reminders
    case .packets(let pane): pane.reminders
    case .page: [("1-5", "stage"), ("j/k", "scroll"), ("?", "help"), ("q", "close")]
    case .help: [("j/k", "scroll"), ("q", "close")]
    case .search, .notice: []
    case nil:
      switch places[place] {
      case .cover:
        [("Space", scroll < lastScroll ? "more" : "start"), ("c", "another lesson"), ("?", "help"), ("q", "quit")]
      case .end:
        (cover.next == nil ? [] : [("Enter", "next")])
          + [("Backspace", "back"), ("g", "start"), ("c", "another lesson"), ("?", "help"), ("q", "quit")]
      case .step where revealed < predictions.count: questionReminders
      case .opening, .step:
        [
          ("Space", scroll < lastScroll ? "more" : "next"),
          ("Backspace", "back"), ("o", "steps"), ("/", "find"),
        ]
          + (prepared.hasBytes ? [("b", "bytes")] : []) + (prepared.hasPackets ? [("z", "packets")] : [])
          + (prepared.hasPage ? [("p", "page")] : []) + [("?", "help"), ("q", "quit")]
      }
    }
  }

  /// The keys of an open question: what would tell its answer is shut.
  private var questionReminders: [(String, String)] {
    let question = predictions[revealed]
    let answer = isAsked ? [(numbers, "answer")] : []
    let hint = isAsked && question.hint != nil && !showsHint ? [("i", "hint")] : []
    return [("Space", scroll < lastScroll ? "more" : "show"), ("Backspace", "back"), ("o", "steps"), ("/", "find")]
      + answer + hint + [("?", "help"), ("q", "quit")]
  }

  /// Whether packets are what to look at here.
  var isAboutPackets: Bool {
    switch step?.phase {
    case .dns, .tcp, .tls: true
    case .url, .request, .routing, .handler, .database, .response, .cookies, .cache, .render, .events, .summary, nil:
      false
    }
  }
}
