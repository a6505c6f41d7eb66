import Screen
import Tracing

extension Player {
  /// Every place of the lesson, the cursor on one.
  func drawOverview(_ cursor: Int, in body: Range<Int>, on grid: inout Grid) {
    let first = max(0, min(cursor - body.count / 2, places.count - body.count))
    let steps = stepPlaces
    for (row, index) in zip(body, places.indices.dropFirst(first)) {
      let number = steps.firstIndex(of: index).map { String($0 + 1) } ?? ""
      let pad = String(repeating: " ", count: max(0, 4 - number.utf8.count))
      let here = index == place ? "   <- you are here" : ""
      let text = pad + number + "  " + title(at: index)
      let line = shortened(Run(text).text, to: width - 2 - here.utf8.count) + here
      grid.put(line, row: row, column: 1, style: theme.style(index == cursor ? .selected : .plain))
      if index == cursor { grid.put(">", row: row, column: 0, style: theme.style(.current)) }
    }
  }

  private func title(at index: Int) -> String {
    switch places[index] {
    case .cover: return cover.title
    case .opening(let scene): return "Scene: " + stages[scene].scene.title
    case .end: return "What you now know"
    case .step(let scene, let number):
      let step = stages[scene].scene.steps[number]
      let phase = step.phase?.rawValue ?? ""
      return phase + String(repeating: " ", count: max(1, 10 - phase.utf8.count)) + step.title
    }
  }

  func drawHelp(from first: Int, in body: Range<Int>, on grid: inout Grid) {
    let lines = helpLines
    grid.put(lines.dropFirst(first), rows: body, column: 1, theme: theme, limit: width - 1)
    let below = lines.count - first - body.count
    guard below > 0 else { return }
    let words = " \(below.counted("line")) more below: Space "
    grid.put(words, row: body.upperBound, column: width - words.utf8.count - 2, style: theme.style(.current))
  }

  var helpLines: [TextLine] { Self.help.lines(width: min(width - 2, 78)) }

  private static let help: [Piece] = [
    .entries(
      [
        ("Space, Enter", "scroll, then the next step"), ("Backspace", "the same way back"),
        ("Right l, Left h", "next and previous step at once"), ("g Home, G End", "the beginning, the end"),
        ("12G", "step 12"), ("j k, PgUp PgDn", "scroll"), ("o", "overview: every step, jump to one"),
        ("b", "the bytes, each field named"), ("p", "the page as painted so far"),
        ("/ n N", "search, next, previous"), ("a", "unfold what goes deeper"),
        ("1 2 3, i", "answer a prediction, get a hint"), ("r", "hide or show the reminder line"),
        ("c", "choose another lesson"), ("q Esc", "close this; q at the top quits"), ("Ctrl-C", "quit at once"),
      ].map { Piece.Entry([Run($0.0, .key)], [Run($0.1)]) }),
    .gap, .heading(["What the lines are"]),
    .entries([
      Piece.Entry([Run("--", .naming)], [Run("a question to the name server, or to the database")]),
      Piece.Entry([Run("==", .transport)], [Run("TCP; with >> at its end TLS")]),
      Piece.Entry([Run("##", .message)], [Run("HTTP: a request or a response")]),
      Piece.Entry([Run("[...]", .deciding)], [Run("what one party decides by itself")]),
      Piece.Entry([Run("<--", .current)], [Run("what this step is about")]),
      Piece.Entry([Run("ms", .faint)], [Run("since the recording began")]),
      Piece.Entry([Run("live", .live)], [Run(Honesty.live.meaning)]),
      Piece.Entry([Run("measured", .measured)], [Run(Honesty.measured.meaning)]),
      Piece.Entry([Run("modelled", .modelled)], [Run(Honesty.modelled.meaning)]),
    ]),
  ]

  /// One stage of the page as far as the browser has it at this step, under the names of all stages.
  func drawPage(_ stage: PageStage, _ first: Int, in body: Range<Int>, on grid: inout Grid) {
    guard let page else { return }
    var column = 1
    for (number, other) in PageStage.allCases.enumerated() {
      let role: Role = other == stage ? .current : .plain
      let word = other == stage ? other.name.uppercased() : other.name
      column = grid.put("\(number + 1) \(word)   ", row: body.lowerBound, column: column, style: theme.style(role))
    }
    let pane = PagePane(page, stage: stage, theme: theme)
    let picture = pane.draw(width: width - 2, height: body.count - 1, from: first)
    grid.draw(picture, row: body.lowerBound + 1, column: 1)
  }
}

extension PageStage {
  /// In a word.
  var name: String {
    switch self {
    case .dom: "dom"
    case .rules: "rules"
    case .renderTree: "render tree"
    case .boxes: "boxes"
    case .paint: "paint"
    }
  }
}
