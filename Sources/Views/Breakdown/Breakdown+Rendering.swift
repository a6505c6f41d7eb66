import Tracing

extension Breakdown {
  /// What the browser made of what came: what it found that it needs, and the page.
  var rendering: [Piece] {
    var entries: [Piece.Entry] = []
    for case .rendering(let event) in query.rendering(inVisitOf: step.exchange).map(\.fact) {
      guard shows(event.part) else { continue }
      switch event {
      case .content(let exchange, let url, let kind, _, let bytes):
        let size = "\(bytes.count.counted("byte")), from exchange \(exchange)"
        entries.append(Piece.Entry([Run(kind.rawValue, .name), Run(" \(url.withoutOrigin)")], [Run(size)]))
      case .discovered(let url, let kind, let tag):
        let why = Run("found by <\(tag)>: one more \(kind.rawValue) to fetch", .faint)
        entries.append(Piece.Entry([Run("needs", .deciding), Run(" \(url.withoutOrigin)")], [why]))
      case .decoded(let url, let width, let height, _):
        entries.append(
          Piece.Entry([Run("decoded", .deciding), Run(" \(url.withoutOrigin)")], [Run("\(width) x \(height) pixels")]))
      case .loaded: entries.append(Piece.Entry([Run("whole", .right)], [Run("everything it asked for has come")]))
      }
    }
    if entries.isEmpty { return Self.nothing("Nothing was rendered.") }
    let list: [Piece] = [.heading(["What the browser did with it"]), .entries(entries)]
    return list + (shows(.painting) ? [.gap] : [])
      + (isPrinted
        ? stages : !shows(.painting) ? [] : [.text("p shows the page, and each stage on the way to it.", .strong)])
  }

  private static let mostLines = 24

  /// The page at each stage, from tree to paint.
  private var stages: [Piece] {
    guard let page = Page(stage, step) else { return [] }
    let boxes = page.boxes(width: 76)
    return PageStage.allCases.flatMap { stage -> [Piece] in
      let pane = PagePane(page, stage: stage, theme: Theme(isASCII: true))
      let (lines, left) = pane.beginning(width: 76, most: Self.mostLines, boxes: boxes)
      return [.heading([Run(stage.title)])] + lines.map { .code(TextLine("  " + $0)) }
        + (left > 0 ? [.text("  … \(left.counted("more line"))", .faint)] : []) + [.gap]
    }
  }
}

extension RenderingEvent {
  fileprivate var part: StepPart {
    switch self {
    case .content(_, _, .document, _, _), .discovered: .finding
    case .content: .fetching
    case .decoded, .loaded: .painting
    }
  }
}
