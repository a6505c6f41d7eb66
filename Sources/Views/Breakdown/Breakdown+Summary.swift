import Tracing
import Wire

extension Breakdown {
  /// What the cookie jar took, refused and gave.
  var cookies: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.cookies) {
      guard case .cookie(let event) = fact else { continue }
      switch event {
      case .stored(let cookie):
        pieces.append(.prose([Run("Kept: ", .right), Run("\(cookie.name)=\(cookie.value)", .string)]))
        pieces += cookie.bounds.map { .item(marker: " -", [Run($0)]) }
      case .removed(let cookie): pieces.append(.prose([Run("Taken away: ", .right), Run(cookie.name, .string)]))
      case .refused(let field, let fault):
        pieces.append(.prose([Run("Refused: ", .wrong), Run(field, .string), Run(": \(fault.message)")]))
      case .sent(let cookies):
        pieces.append(.heading(["Sent along in the Cookie field"]))
        pieces += cookies.map { .item(marker: "-", [Run($0, .string)]) }
      }
    }
    return pieces.isEmpty ? Self.nothing("No cookie was set or sent.") : pieces
  }

  private static let mostExchanges = 40

  /// Every exchange of the scene in a line, as long as there are not too many to read.
  var summary: [Piece] {
    let left = query.exchanges.count - Self.mostExchanges
    let rows = query.exchanges.prefix(Self.mostExchanges).map { exchange -> [String] in
      let status = exchange.response.map { StartLine($0.bytes, .response).words } ?? "no answer"
      let size = exchange.response?.bytes.count.counted("byte") ?? ""
      return ["\(exchange.number)", exchange.url.withoutOrigin, exchange.reason.rawValue, status, size]
    }
    if rows.isEmpty { return [] }
    return [
      .heading([Run("The exchanges of this scene: each is one request with its response")]),
      .table(columns: ["#", "request", "why", "answer", "came back"], rows: rows),
    ] + (left > 0 ? [.text("… \(left.counted("more request"))", .faint)] : [])
  }
}

extension Cookie {
  /// What it is bound to, in words.
  fileprivate var bounds: [String] {
    var words = [isHostOnly ? "goes back to \(domain) only" : "goes back to \(domain) and hosts below it"]
    words.append("for \(path) and what is below it")
    words.append(expires.map { "until \($0)" } ?? "until the browser closes")
    if isSecure { words.append("Secure: over TLS only") }
    if isHTTPOnly { words.append("HttpOnly: out of reach of scripts") }
    if let sameSite { words.append("SameSite=\(sameSite)") }
    return words
  }
}
