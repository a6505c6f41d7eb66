/// The attributes of JavaScript's `URL`, spelled as there (URL Standard, section 6.1). A setter that is given nonsense
/// changes nothing.
extension URL {
  /// The scheme and its colon.
  public var `protocol`: String { scheme + ":" }

  /// Host and port.
  public var hostAndPort: String { hostname + (port.map { ":\($0)" } ?? "") }

  public var hostname: String { host?.description ?? "" }

  /// The path as text: URL path serializer (section 4.5).
  public var pathname: String {
    switch path {
    case .opaque(let text): text
    case .segments(let segments): segments.reduce(into: "") { $0 += "/" + $1 }
    }
  }

  /// `?` and the query; empty where there is none or it is empty.
  public var search: String { query.map { $0.isEmpty ? "" : "?" + $0 } ?? "" }

  /// `#` and the fragment; empty where there is none or it is empty.
  public var hash: String { fragment.map { $0.isEmpty ? "" : "#" + $0 } ?? "" }

  public mutating func set(protocol value: String) { parse(value + ":", .schemeStart) }

  public mutating func set(username value: String) {
    if !cannotHaveCredentialsOrPort { username = PercentEncodeSet.userinfo.encode(value.utf8) }
  }

  public mutating func set(password value: String) {
    if !cannotHaveCredentialsOrPort { password = PercentEncodeSet.userinfo.encode(value.utf8) }
  }

  /// The host, and the port if one is given.
  public mutating func set(host value: String) {
    if !hasOpaquePath { parse(value, .host) }
  }

  public mutating func set(hostname value: String) {
    if !hasOpaquePath { parse(value, .hostname) }
  }

  public mutating func set(port value: String) {
    if cannotHaveCredentialsOrPort { return }
    if value.isEmpty { port = nil } else { parse(value, .port) }
  }

  public mutating func set(pathname value: String) {
    if hasOpaquePath { return }
    path = .segments([])
    parse(value, .pathStart)
  }

  public mutating func set(search value: String) {
    query = nil
    if !value.isEmpty { parse(Self.text(value, after: .questionMark), .query) }
  }

  public mutating func set(hash value: String) {
    fragment = nil
    if !value.isEmpty { parse(Self.text(value, after: .numberSign), .fragment) }
  }

  /// Without the mark in front, if it is there: a byte, since a combining character makes another `Character` of it.
  private static func text(_ value: String, after mark: UInt8) -> Substring {
    Substring(value.utf8.first == mark ? value.utf8.dropFirst() : value.utf8[...])
  }

  /// The basic URL parser with a state override. What it had changed when it failed stays changed, as in the standard.
  private mutating func parse(_ value: some StringProtocol, _ state: BasicParser.State) {
    var parser = BasicParser(Input(Array(value.utf8), trimming: false).bytes, url: self, base: nil)
    try? parser.run(from: state, override: true)
    self = parser.url
  }
}
