import Tracing
import Wire

extension Breakdown {
  /// What the cookie jar took, refused and gave.
  var cookies: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.cookies) {
      guard case .cookie(let event) = fact else { continue }
      switch event {
      case .stored(let cookie, let attributes):
        pieces +=
          [.prose([Run("Kept: ", .right), Run(cookie, .string)])] + attributes.map { .item(marker: " -", [Run($0)]) }
      case .refused(let cookie, let reason):
        pieces.append(.prose([Run("Refused: ", .wrong), Run(cookie, .string), Run(": \(reason)")]))
      case .sent(let cookies):
        pieces.append(.heading(["Sent along in the Cookie field"]))
        pieces += cookies.map { .item(marker: "-", [Run($0, .string)]) }
      }
    }
    return pieces.isEmpty ? Self.nothing("No cookie was set or sent.") : pieces
  }

  /// Every exchange of the scene in a line.
  var summary: [Piece] {
    let rows = query.exchanges.map { exchange -> [String] in
      let answer = exchange.response.map { MessageHead($0.bytes, .response) }
      let status = answer?.words.dropFirst().joined(separator: " ") ?? "no answer"
      let size = exchange.response?.bytes.count.counted("byte") ?? ""
      return ["\(exchange.number)", exchange.url.withoutOrigin, exchange.reason.rawValue, status, size]
    }
    if rows.isEmpty { return [] }
    return [
      .heading([
        Run("This scene: \(rows.count.counted("request")), \(query.conversations.count.counted("conversation"))")
      ]),
      .table(columns: ["#", "request", "why", "answer", "came back"], rows: rows),
    ]
  }
}
