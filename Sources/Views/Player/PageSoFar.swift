import Screen
import Tracing

/// The page as far as the browser had it when a step's part of the recording was over.
struct PageSoFar {
  private let contents: [RenderingEvent]

  init(_ stage: Stage, _ step: Step) {
    let last = stage.diagram.rows(of: step).last.map { stage.diagram.rows(for: step.phase)[$0].entry }
    let end = (last ?? stage.scene.trace.entries.count - 1) + 1
    contents = stage.scene.trace.entries.prefix(end).compactMap {
      if case .rendering(let event) = $0.fact { event } else { nil }
    }
  }

  func grid(width: Int, height: Int, theme: Theme) -> Grid {
    if let page = Page(contents) { return PagePainter(theme: theme).paint(page, width: width, rows: 0..<height) }
    var grid = Grid(width: width, height: height)
    let words = "The browser has no page yet: nothing has come that it could paint."
    grid.put(wrapped([Run(words)], width: width), rows: 0..<height, column: 0, theme: theme, limit: width)
    return grid
  }
}
