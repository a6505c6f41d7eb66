public import Screen

/// The list of lessons, one of them under the cursor: a pure value like the player.
public struct Menu: Sendable {
  public struct Entry: Sendable, Hashable {
    /// As typed behind `roundtrip learn`.
    public var id: String
    public var title: String
    public var minutes: Int?
    public init(id: String, title: String, minutes: Int?) {
      self.id = id
      self.title = title
      self.minutes = minutes
    }
  }

  /// What a key asks of whoever holds the terminal.
  public enum Intent: Sendable, Hashable {
    case open(Int)
    case quit, suspend
  }

  private let entries: [Entry]
  private let theme: Theme
  private var cursor: Int

  public init(entries: [Entry], cursor: Int = 0, theme: Theme = Theme()) {
    self.entries = entries
    self.cursor = max(0, min(cursor, entries.count - 1))
    self.theme = theme
  }

  public mutating func press(_ key: Key) -> Intent? {
    switch key {
    case .control("c"), .control("d"), .character("q"), .escape: return .quit
    case .control("z"): return .suspend
    case .down, .character("j"), .tab: cursor = min(entries.count - 1, cursor + 1)
    case .up, .character("k"), .backTab: cursor = max(0, cursor - 1)
    case .home, .character("g"), .pageUp: cursor = 0
    case .end, .character("G"), .pageDown: cursor = max(0, entries.count - 1)
    case .enter, .character(" "), .right, .character("l"): if !entries.isEmpty { return .open(cursor) }
    case .character(let digit):
      guard let number = digit.wholeNumberValue, digit.isASCII, entries.indices.contains(number - 1) else { break }
      return .open(number - 1)
    case .left, .backspace, .delete, .control, .paste: break
    }
    return nil
  }

  /// The whole screen at this size.
  public func frame(width: Int, height: Int) -> Grid {
    var grid = Grid(width: width, height: height)
    guard width >= Player.minimum.width, height >= Player.minimum.height else {
      let need = "needs \(Player.minimum.width)x\(Player.minimum.height)"
      let lines = wrapped([Run("make the window larger (now \(width)x\(height), \(need))")], width: width)
      grid.put(lines, rows: 0..<height, column: 0, theme: theme, limit: width)
      return grid
    }
    let rule = Cell(theme.lines.rule, style: theme.style(.frame))
    grid.put("Roundtrip", row: 0, column: 1, style: theme.style(.title))
    grid.put("one web page, the whole way, for real", row: 1, column: 1, style: theme.style(.faint))
    grid.fill(rows: 2..<3, columns: 0..<width, with: rule)
    let body = 4..<height - 3
    let first = max(0, min(cursor - body.count / 2, entries.count - body.count))
    for (row, index) in zip(body, entries.indices.dropFirst(first)) {
      draw(entries[index], number: index + 1, isChosen: index == cursor, row: row, on: &grid)
    }
    grid.fill(rows: height - 2..<height - 1, columns: 0..<width, with: rule)
    let keys: [Run] = [
      Run("Enter", .key), Run(" start   "), Run("j/k", .key), Run(" move   "), Run("1-9", .key), Run(" choose   "),
      Run("q", .key), Run(" quit"),
    ]
    grid.put(TextLine(keys), row: height - 1, column: 1, theme: theme, limit: width)
    return theme.isASCII ? grid.inASCII : grid
  }

  private func draw(_ entry: Entry, number: Int, isChosen: Bool, row: Int, on grid: inout Grid) {
    let minutes = entry.minutes.map { "\($0) min" } ?? ""
    let room = grid.width - 12 - minutes.utf8.count
    if isChosen { grid.put(">", row: row, column: 1, style: theme.style(.current)) }
    grid.put(TextLine("\(number)", .key), row: row, column: number < 10 ? 4 : 3, theme: theme)
    grid.put(
      TextLine(shortened(Run(entry.title).text, to: room), isChosen ? .selected : .plain), row: row, column: 7,
      theme: theme, limit: grid.width)
    grid.put(
      TextLine(minutes, .faint), row: row, column: grid.width - minutes.utf8.count - 2, theme: theme, limit: grid.width)
  }
}
