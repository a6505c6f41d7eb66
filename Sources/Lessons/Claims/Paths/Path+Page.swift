import Tracing
import Wire

extension Path {
  static let page: [Path] = [
    Path("page.stylesheets.count", "how many stylesheets the page asked for") { $0.discovered(.stylesheet) },
    Path("page.scripts.count", "how many scripts the page asked for") { $0.discovered(.script) },
    Path("page.images.count", "how many images the page asked for") { $0.discovered(.image) },
    Path("page.requests.count", "how many requests the page took in all, itself included") { scope in
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
