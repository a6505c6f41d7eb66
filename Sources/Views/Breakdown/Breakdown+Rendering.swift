import Tracing

extension Breakdown {
  /// What the browser made of what came: what it found that it needs, and the page.
  var rendering: [Piece] {
    var entries: [Piece.Entry] = []
    for case .rendering(let event) in query.trace.entries.map(\.fact) {
      switch event {
      case .content(let exchange, let url, let kind, _, let bytes):
        let size = "\(bytes.count.counted("byte")), exchange \(exchange)"
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
    return entries.isEmpty
      ? Self.nothing("Nothing was rendered.") : [.heading(["What the browser did with it"]), .entries(entries)]
  }
}
