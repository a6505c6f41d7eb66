import Tracing
import Wire

extension Path {
  static let request: [Path] = [
    Path("request.line", about: .requestLine, "the first line, as it left the browser") {
      Value($0.current?.request?.firstLine)
    },
    Path("request.method", about: .requestLine, "what is to be done: GET") { Value($0.request?.method) },
    Path("request.target", about: .requestLine, "with what: the URL's path and query") { Value($0.request?.target) },
    Path("request.version", about: .requestLine, "the version of HTTP: 1.1") { Value($0.request?.version) },
    Path("request.headers[\"…\"]", about: .requestFields, "a field of the request, by name") {
      Value($0.request?.fields[$1])
    },
    Path("request.headers.count", about: .requestFields, "how many fields the request has") {
      Value($0.request?.fields.lines.count)
    },
    Path("request.body", about: .requestContent, "the body as text") { Value(($0.request?.body).map(text)) },
    Path("request.body.length", about: .requestContent, "the body's length in bytes") { Value($0.request?.body.count) },
    Path("request.bytes", about: .request, "the whole request's length in bytes, as sent") {
      Value($0.current?.request?.bytes.count)
    },
  ]

  static let response: [Path] = [
    Path("response.line", about: .responseLine, "the first line, as it left the server") {
      Value($0.current?.response?.firstLine)
    },
    Path("response.status", about: .responseLine, "how it went, as a number: 200") { Value($0.response?.status) },
    Path("response.reason", about: .responseLine, "the same for people: OK") { Value($0.response?.reason) },
    Path("response.version", about: .responseLine, "the version of HTTP: 1.1") { Value($0.response?.version) },
    Path("response.headers[\"…\"]", about: .responseFields, "a field of the response, by name") {
      Value($0.response?.fields[$1])
    },
    Path("response.headers.count", about: .responseFields, "how many fields the response has") {
      Value($0.response?.fields.lines.count)
    },
    Path("response.type", about: .responseFields, "the media type of the body: text/html") { scope in
      Value((scope.response?.fields["Content-Type"]).flatMap(HTTP.MediaType.init)?.essence)
    },
    Path("response.charset", about: .responseFields, "how the body's bytes are to be read as characters: utf-8") {
      scope in
      Value((scope.response?.fields["Content-Type"]).flatMap(HTTP.MediaType.init)?.charset)
    },
    Path("response.body", about: .responseContent, "the body as text, content codings undone") {
      Value($0.content.map(text))
    },
    Path("response.body.length", about: .responseContent, "the body's length in bytes, as it crossed the wire") {
      Value($0.response?.body.count)
    },
    Path(
      "response.content.length", about: .responseContent, "the body's length in bytes once content codings are undone"
    ) {
      Value($0.content?.count)
    },
    Path("response.bytes", about: .response, "the whole response's length in bytes, as sent") {
      Value($0.current?.response?.bytes.count)
    },
  ]

  static let exchanges: [Path] = [
    Path("exchanges.count", about: .visit, "how many requests the browser made in this scene") {
      .number($0.query.exchanges.count)
    },
    Path("exchange.url", about: .exchange, "the address of this exchange") { Value($0.current?.url) },
    Path("exchange.reason", about: .exchange, "why it was made: typed, redirect, stylesheet, script or image") {
      Value($0.current?.reason.rawValue)
    },
    Path("redirects.count", about: .visit, "how many times the server sent the browser elsewhere") { scope in
      .number(scope.query.exchanges.count { $0.reason == .redirect })
    },
    Path("cookies.stored.count", about: .cookies, "how many cookies the browser kept in this scene") { scope in
      .number(scope.query.trace.entries.count { if case .cookie(.stored) = $0.fact { true } else { false } })
    },
    Path("cookies.sent", about: .cookies, "the cookies that went with this exchange's request") { scope in
      scope.first { if case .cookie(.sent(let cookies)) = $0 { .list(cookies) } else { nil } } ?? .nothing
    },
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Exchange.Message {
  fileprivate var firstLine: String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}

extension Scope {
  /// The response's body as the browser used it, else as it came.
  fileprivate var content: [UInt8]? {
    first { if case .rendering(.content(_, _, _, _, let bytes)) = $0 { bytes } else { nil } } ?? response?.body
  }
}
