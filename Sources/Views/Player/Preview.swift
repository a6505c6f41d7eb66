import Screen
import Tracing

/// What a large screen shows below a step's breakdown, where it has room left: the pane that the step is most about, as
/// a key opens it.
enum Preview: Sendable {
  case packets(PacketPane)
  case bytes(BytesPane)
  case page(PagePane)

  /// With fewer rows there is seldom room for one.
  static let leastHeight = 36
  /// Below this a pane says too little.
  static let leastRows = 9

  init?(_ step: Step, _ stage: Stage, isAboutPackets: Bool, theme: Theme) {
    if isAboutPackets, let pane = PacketPane(step, stage) {
      self = .packets(pane)
    } else if step.phase == .render, let page = Page(stage, step) {
      self = .page(PagePane(page, stage: .paint, theme: theme))
    } else {
      let pane = BytesPane(BytesPane.messages(of: step, stage))
      if pane.messages.isEmpty { return nil }
      self = .bytes(pane)
    }
  }

  /// The key that opens it, and what that is called.
  private var key: (String, String) {
    switch self {
    case .packets: ("z", "packets")
    case .bytes: ("b", "bytes")
    case .page: ("p", "page")
    }
  }

  /// Draws it below a rule that names its key.
  func draw(in area: Range<Int>, columns: Range<Int>, on grid: inout Grid, theme: Theme) {
    grid.fill(
      rows: area.prefix(1), columns: columns, with: Cell(theme.lines.rule, style: theme.style(.frame)))
    let end = grid.put(
      " \(key.0) ", row: area.lowerBound, column: columns.lowerBound + 2, style: theme.style(.key))
    grid.put("\(key.1) ", row: area.lowerBound, column: end)
    let rows = 0..<area.count - 1
    var picture = Grid(width: columns.count, height: rows.count)
    switch self {
    case .packets(let pane): pane.draw(in: rows, on: &picture, theme: theme)
    case .bytes(let pane): pane.draw(in: rows, on: &picture, theme: theme)
    case .page(let pane): picture = pane.draw(width: columns.count, height: rows.count)
    }
    grid.draw(picture, row: area.lowerBound + 1, column: columns.lowerBound)
  }
}
