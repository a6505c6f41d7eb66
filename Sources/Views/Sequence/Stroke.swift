/// How an arrow of one layer is drawn.
struct Stroke {
  var shaft: Character
  var rightHead: String
  var leftHead: String
  private let lines: Lines

  /// The corners of an arrow over two rows: where it goes down, and where it goes on.
  func down(_ pointsRight: Bool) -> Character { lines == .ascii ? "." : pointsRight ? "╮" : "╭" }
  func out(_ pointsRight: Bool) -> Character { lines == .ascii ? "'" : pointsRight ? "╰" : "╯" }

  init(_ weight: SequenceDiagram.Weight, _ lines: Lines) {
    self.lines = lines
    switch (weight, lines) {
    case (.datagram, .ascii), (.call, .ascii): (shaft, rightHead, leftHead) = ("-", ">", "<")
    case (.transport, .ascii): (shaft, rightHead, leftHead) = ("=", ">", "<")
    case (.security, .ascii): (shaft, rightHead, leftHead) = ("=", ">>", "<<")
    case (.message, .ascii): (shaft, rightHead, leftHead) = ("#", ">", "<")
    case (.datagram, .unicode), (.call, .unicode): (shaft, rightHead, leftHead) = ("─", "▶", "◀")
    case (.transport, .unicode): (shaft, rightHead, leftHead) = ("═", "▶", "◀")
    case (.security, .unicode): (shaft, rightHead, leftHead) = ("═", "▶▶", "◀◀")
    case (.message, .unicode): (shaft, rightHead, leftHead) = ("━", "▶", "◀")
    }
  }
}
