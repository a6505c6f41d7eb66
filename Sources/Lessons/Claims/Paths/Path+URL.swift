import Tracing
import Wire

extension Path {
  static let url: [Path] = [
    Path("url.input", about: .address, "the address as it was typed, or as a page wrote it") {
      Value($0.parsed?.input)
    },
    Path("url.href", about: .address, "the whole address, as the browser understood it") { Value($0.parsed?.href) },
    Path("url.scheme", about: .address, "how to talk: https") { Value($0.url?.scheme) },
    Path("url.username", about: .address, "the name before the host, where there is one") { scope in
      Value(scope.url.flatMap { $0.username.isEmpty ? nil : $0.username })
    },
    Path("url.password", about: .address, "the password before the host, where there is one") { scope in
      Value(scope.url.flatMap { $0.password.isEmpty ? nil : $0.password })
    },
    Path("url.host", about: .address, "with whom: the name or address of the machine, in ASCII") {
      Value($0.url?.host?.description)
    },
    Path("url.port", about: .address, "the port to connect to: the one that is given, else the scheme's own") { scope in
      Value((scope.url?.effectivePort).map(Int.init))
    },
    Path("url.path", about: .address, "about what: the part from the first slash on") { Value($0.url?.pathname) },
    Path("url.query", about: .address, "with which details: what stands behind the question mark") {
      Value($0.url?.query)
    },
    Path("url.query[\"…\"]", about: .address, "the value of a query parameter, by name, decoded") { scope, name in
      Value(scope.url?.parameters.first { $0.name == name }?.value)
    },
    Path("url.fragment", about: .address, "which place on the page; it stays with the browser") {
      Value($0.url?.fragment)
    },
    Path("url.origin", about: .address, "scheme, host and port together: what browsers keep apart") {
      Value($0.url?.origin.description)
    },
  ]
}

extension Scope {
  /// The address of this exchange as it was written, and as it was understood, fragment included.
  fileprivate var parsed: (input: String, href: String)? {
    first { if case .url(.parsed(let input, _, let href)) = $0 { (input, href) } else { nil } }
  }

  fileprivate var url: URL? {
    guard let href = parsed?.href ?? current?.url else { return nil }
    return try? URL(parsing: href)
  }
}
