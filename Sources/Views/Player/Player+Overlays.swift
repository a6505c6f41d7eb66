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
    if nextScene != nil, let row = body.dropFirst(places.count - first).first {
      grid.put("      (\(progress))", row: row, column: 1, style: theme.style(.faint), limit: width)
    }
  }

  /// Every place of the lesson beside the words of one, as many as there is room for: where we are.
  func drawSteps(in area: Range<Int>, column: Int, on grid: inout Grid) {
    let first = max(0, min(place - area.count / 2, places.count - area.count))
    let steps = stepPlaces
    for (row, index) in zip(area, places.indices.dropFirst(first)) {
      let number = steps.firstIndex(of: index).map { String($0 + 1) } ?? ""
      let mark = index == place ? "> " : "  "
      let text = mark + String(repeating: " ", count: max(0, 2 - number.utf8.count)) + number + "  " + title(at: index)
      grid.put(
        shortened(Run(text).text, to: width - 1 - column), row: row, column: column,
        style: theme.style(index == place ? .strong : .faint))
    }
  }

  private func title(at index: Int) -> String {
    switch places[index] {
    case .cover: return cover.title
    case .opening(let scene): return "Scene: " + stages[scene].scene.title
    case .end: return "The end"
    case .step(let scene, let number):
      let step = stages[scene].scene.steps[number]
      let phase = step.phase?.rawValue ?? ""
      return phase + String(repeating: " ", count: max(1, 10 - phase.utf8.count)) + step.title
    }
  }

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
