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

  func drawHelp(in body: Range<Int>, on grid: inout Grid) {
    let width = min(width - 2, 78)
    let lines = Self.help.lines(width: width)
    grid.put(lines, rows: body, column: 1, theme: theme, limit: self.width - 1)
  }

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
      ].map { Piece.Entry([Run($0.0, .key)], [Run($0.1)]) })
  ]

  /// The page as far as the browser has it at this step.
  func drawPage(in body: Range<Int>, on grid: inout Grid) {
    guard let stage, let step else { return }
    let page = PageSoFar(stage, step)
    grid.draw(page.grid(width: width - 2, height: body.count, theme: theme), row: body.lowerBound, column: 1)
  }
}
