import Tracing
import Wire

extension Path {
  static let page: [Path] = [
    Path("page.title", about: .painting, "what stands on the tab") { scope in
      guard let page = scope.document, let title = page.subtree().first(where: { page.element($0)?.name == "title" })
      else { return .nothing }
      return .string(page.text(of: title).onOneLine)
    },
    Path("page.text", about: .page, "the text of the page's body, white space collapsed") { scope in
      guard let page = scope.document, let body = page.subtree().first(where: { page.element($0)?.name == "body" })
      else { return .nothing }
      return .string(page.text(of: body).onOneLine)
    },
    Path("page.elements.count", about: .page, "how many elements the page's tree has") { scope in
      guard let page = scope.document else { return .nothing }
      return .number(page.subtree().count { page.element($0) != nil })
    },
    Path("page.stylesheets.count", about: .page, "how many stylesheets the page asked for") {
      $0.discovered(.stylesheet)
    },
    Path("page.scripts.count", about: .page, "how many scripts the page asked for") { $0.discovered(.script) },
    Path("page.images.count", about: .page, "how many images the page asked for") { $0.discovered(.image) },
    Path("page.requests.count", about: .page, "how many requests the page took in all, itself included") { scope in
      .number(scope.query.exchanges.count { $0.reason != .redirect })
    },
  ]
}

extension Scope {
  fileprivate func discovered(_ kind: RenderingEvent.Kind) -> Expression.Value {
    .number(
      query.trace.entries.count {
        if case .rendering(.discovered(_, kind, _)) = $0.fact { true } else { false }
      })
  }
}

extension String {
  fileprivate var onOneLine: String {
    var line = ""
    for word in split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
      if !line.isEmpty { line += " " }
      line.append(contentsOf: word)
    }
    return line
  }
}
