import Tracing
import Wire

extension Path {
  static let url: [Path] = [
    Path("url.input", "the address as it was typed, or as a page wrote it") { Value($0.parsed?.input) },
    Path("url.href", "the whole address, as the browser understood it") { Value($0.parsed?.href) },
  ]
}

extension Scope {
  /// The address of this exchange, fragment included.
  fileprivate var parsed: (input: String, href: String)? {
    first { if case .url(.parsed(let input, _, let href)) = $0 { (input, href) } else { nil } }
  }
}
