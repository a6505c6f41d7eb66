public import Screen

/// The lessons to choose from: what a learner sees who types nothing but `roundtrip`.
public struct LessonMenu: WholeScreen, Sendable, Hashable {
  /// What a key asks of whoever holds the terminal.
  public enum Intent: Sendable, Hashable {
    /// Open the lesson of this number, counted from 0.
    case open(Int)
    /// Go back to the lesson from which the menu was opened.
    case back
    case quit
  }

  public struct Item: Sendable, Hashable {
    public var id: String
    public var title: String
    /// About how long a learner needs.
    public var minutes: Int?

    public init(id: String, title: String, minutes: Int?) {
      self.id = id
      self.title = title
      self.minutes = minutes
    }
  }

  public let items: [Item]
  /// The one that Enter opens.
  public private(set) var selected: Int
  private let widest: Widest
  private let theme: Theme
  /// Whether a lesson lies below, to which one may want to go back.
  private let isOverLesson: Bool
  /// Digits typed so far, for lists of more than nine.
  private var number = 0
  /// What there is to say to the last key, until the next one.
  private var message: String?

  public init(_ items: [Item], selected: Int = 0, isOverLesson: Bool = false, theme: Theme = Theme()) {
    self.items = items
    widest = Widest(of: items)
    self.isOverLesson = isOverLesson
    self.selected = max(0, min(selected, items.count - 1))
    self.theme = theme
  }

  /// Takes one key press: arrows and j, k move, a number goes to that lesson, Enter opens it.
  public mutating func press(_ key: Key) -> Intent? {
    message = nil
    if case .character(let digit) = key, digit.isASCII, let value = digit.wholeNumberValue {
      number = number * 10 + value
      if !(1...max(1, items.count)).contains(number) { number = value }
      if items.indices.contains(number - 1) {
        move(to: number - 1)
      } else {
        message = "there is no lesson \(value)"
      }
      return nil
    }
    number = 0
    switch key {
    case .control("c"), .control("d"): return .quit
    case .character("q"), .escape: return isOverLesson ? .back : .quit
    case .backspace where isOverLesson, .left where isOverLesson, .character("c") where isOverLesson: return .back
    case .enter, .character(" "), .right, .character("l"): return items.isEmpty ? nil : .open(selected)
    case .down, .character("j"), .tab: move(to: selected + 1)
    case .up, .character("k"), .backTab: move(to: selected - 1)
    case .home, .character("g"), .pageUp: move(to: 0)
    case .end, .character("G"), .pageDown: move(to: items.count - 1)
    case .character("?"): message = "j and k, arrows or a number choose a lesson; Enter opens it; q \(leaving)"
    case .character, .left, .backspace, .delete, .control, .paste:
      message = "\(key.name) does nothing here: ? says what does"
    }
    return nil
  }

  /// What q does here.
  private var leaving: String { isOverLesson ? "goes back" : "quits" }

  private mutating func move(to target: Int) { selected = max(0, min(target, items.count - 1)) }

  /// From this width on a lesson's name, as commands have it, stands before its title.
  private static let leastWidthOfNames = 64

  /// The whole screen at this size.
  public func frame(width: Int, height: Int) -> Grid {
    var grid = Grid(width: width, height: height)
    grid.put("Roundtrip", row: 0, column: 1, style: theme.style(.title))
    let what = "what happens between a key press and a page, recorded for real"
    grid.put(what, row: 0, column: 12, style: theme.style(.faint), limit: width - 1)
    for row in [1, height - 2] {
      grid.fill(
        rows: row..<row + 1, columns: 0..<width, with: Cell(theme.lines.rule, style: theme.style(.frame)))
    }
    let rows = 3..<max(3, height - 2)
    let first = max(0, min(selected - rows.count / 2, items.count - rows.count))
    for (row, index) in zip(rows, items.indices.dropFirst(first)) { draw(index, row: row, on: &grid) }
    let keys = [
      Run("Enter", .key), Run(" open  "), Run("j/k", .key), Run(" move  "), Run("?", .key), Run(" help  "),
      Run("q", .key), Run(isOverLesson ? " back to the lesson" : " quit"),
    ]
    let news = message.map { TextLine($0, .current) }
    grid.put(news ?? TextLine(keys), row: height - 1, column: 1, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
  }

  private func draw(_ index: Int, row: Int, on grid: inout Grid) {
    let item = items[index]
    let style = theme.style(index == selected ? .current : .plain)
    let number = String(index + 1)
    let mark = index == selected ? ">" : " "
    var column = grid.put(
      mark + String(repeating: " ", count: max(1, 4 - number.utf8.count)) + number + "  ", row: row, column: 1,
      style: style)
    if grid.width >= Self.leastWidthOfNames {
      grid.put(Run(item.id).text, row: row, column: column, style: style)
      column += widest.id + 2
    }
    // A column of their own, behind the longest title that there is room for.
    let titles = max(0, min(widest.title, grid.width - column - widest.minutes - 7))
    grid.put(shortened(Run(item.title).text, to: titles), row: row, column: column, style: style)
    guard let minutes = item.minutes.map(String.init) else { return }
    grid.put(
      "\(minutes) min", row: row, column: column + titles + 2 + widest.minutes - minutes.utf8.count,
      style: theme.style(.faint), limit: grid.width)
  }
}

/// How many cells the widest of them takes, column by column.
private struct Widest: Hashable {
  let id: Int
  let title: Int
  let minutes: Int

  init(of items: [LessonMenu.Item]) {
    func most(_ text: (LessonMenu.Item) -> String) -> Int { items.map { Width.of(Run(text($0)).text) }.max() ?? 0 }
    id = most(\.id)
    title = most(\.title)
    minutes = most { $0.minutes.map(String.init) ?? "" }
  }
}
