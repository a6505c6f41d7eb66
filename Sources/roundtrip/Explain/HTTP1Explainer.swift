import Wire

/// `roundtrip explain http`, for people, and `http1`, for suites: HTTP/1.1 messages taken apart.
struct HTTP1Explainer: Explainer {
  let kind: String

  var summary: String { "HTTP/1.1 requests or responses: every line, field and chunk" }

  /// What begins with a version is a response; anything else was meant as a request.
  func dissect(_ input: [UInt8]) -> Field {
    HTTP1.dissect(input, input.starts(with: "HTTP/".utf8) ? .response : .request).field
  }

  /// `{"hex","role"}` in; the whole messages, and what is left after them as `rest`, out. A response to a HEAD
  /// request needs `"method":"HEAD"` as well.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    guard let text = request["hex"]?.string, let bytes = [UInt8](hex: text) else {
      throw Fault(.malformed, "expected \"hex\": the bytes in hexadecimal", bytes: 0..<0)
    }
    guard let kind = HTTP1.Kind(rawValue: request["role"]?.string ?? "request") else {
      throw Fault(.malformed, "expected \"role\": request or response", bytes: 0..<0)
    }
    let method = request["method"]?.string ?? "GET"
    let conversation = try HTTP1.dissect(bytes, kind, answering: method).value.get()
    return [
      "messages": .array(conversation.messages.map(json)),
      "rest": .string(bytes[conversation.rest].hex),
    ]
  }

  private func json(_ message: HTTP.Message) -> JSON {
    switch message {
    case .request(let request):
      [
        "method": .string(request.method), "target": .string(request.target), "version": .string(request.version),
        "fields": json(request.fields), "body": .string(request.body.hex), "trailers": json(request.trailers),
      ]
    case .response(let response):
      [
        "version": .string(response.version), "status": .number(response.status), "reason": .string(response.reason),
        "fields": json(response.fields), "body": .string(response.body.hex), "trailers": json(response.trailers),
      ]
    }
  }

  private func json(_ fields: HTTP.Fields) -> JSON {
    .array(fields.lines.map { [.string($0.name), .string($0.value)] })
  }
}
