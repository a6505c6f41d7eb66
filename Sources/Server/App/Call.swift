import Tracing
import Wire

/// One request on its way through a handler: what was asked, and what was told on the way.
struct Call {
  let request: HTTP.Request
  /// The path's segments, decoded.
  let segments: [String]
  let query: [FormURLEncoded.Pair]
  /// Seconds since 1970.
  let now: Int
  let store: Store
  var parameters: [HandlerEvent.Parameter] = []
  var facts: [(Party, Fact)] = []

  init(_ request: HTTP.Request, now: Int, store: Store) {
    self.request = request
    self.now = now
    self.store = store
    // origin-form, or the absolute-form that a proxy may send (RFC 9112 section 3.2).
    var target = request.target[...]
    if !target.hasPrefix("/"), let url = try? URL(parsing: target) { target = url.requestTarget[...] }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    segments = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String(decoding: $0.utf8.percentDecoded, as: UTF8.self)
    }
    query = parts.count > 1 ? FormURLEncoded.parse(parts[1].utf8) : []
  }

  /// The value that the path gave to `:name`.
  func path(_ name: String) -> String { parameters.first { $0.name == name && $0.source == .path }?.value ?? "" }

  /// The first value of that name in the query.
  func query(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// A whole number from the query within `range`; `fallback` where there is none, or it is no such number.
  func query(_ name: String, in range: ClosedRange<Int>, else fallback: Int) -> Int {
    query(name).flatMap { Int($0) }.map { min(max($0, range.lowerBound), range.upperBound) } ?? fallback
  }

  /// The value of a cookie that came with the request (RFC 6265 section 4.2).
  func cookie(_ name: String) -> String? {
    request.fields.values("Cookie").lazy.compactMap { field in
      (try? Cookie.dissect(Array(field.utf8)).value.get())?.first { $0.name == name }?.value
    }.first
  }

  /// The media type of the body, without its parameters; empty where there is none.
  var mediaType: String { request.fields["Content-Type"].flatMap(HTTP.MediaType.init)?.essence ?? "" }

  /// Asks the database, and tells the trace.
  mutating func ask(_ sql: String, _ bindings: Store.Cell...) throws(Fault) -> Store.Answer {
    var told: [(Party, Fact)] = []
    defer { facts += told }
    return try store.run(sql, bindings) { told.append((.database, .database($0))) }
  }
}
