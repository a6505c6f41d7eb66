import Wire

/// `roundtrip explain http`, for people, and `http1`, for suites: HTTP/1.1 messages taken apart.
struct HTTP1Explainer: Explainer {
  let kind: String
  let summary: String
  let form = InputForm.lines

  /// What begins with a version is a response; anything else was meant as a request.
  func dissect(_ input: [UInt8]) -> Field {
    HTTP1.dissect(input, input.starts(with: "HTTP/".utf8) ? .response : .request).field
  }

  /// `{"hex","role"}` in; the whole messages, and what is left after them as `rest`, out. A response to a HEAD
  /// request needs `"method":"HEAD"` as well, and `"limits"` may set limits other than ours.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    guard let text = request["hex"]?.string, let bytes = [UInt8](hex: text) else {
      throw Fault(.malformed, "expected \"hex\": the bytes in hexadecimal", bytes: 0..<0)
    }
    guard let kind = HTTP1.Kind(rawValue: request["role"]?.string ?? "request") else {
      throw Fault(.malformed, "expected \"role\": request or response", bytes: 0..<0)
    }
    let method = request["method"]?.string ?? "GET"
    let limits = HTTP1.Limits(request["limits"])
    let conversation = try HTTP1.dissect(bytes, kind, answering: method, limits: limits).value.get()
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

extension HTTP1.Limits {
  /// Ours, but for those that `json` names: `{"startLine","fieldLine","fieldCount"}`.
  fileprivate init(_ json: JSON?) {
    self.init()
    startLine = json?["startLine"]?.count ?? startLine
    fieldLine = json?["fieldLine"]?.count ?? fieldLine
    fieldCount = json?["fieldCount"]?.count ?? fieldCount
  }
}

extension JSON {
  /// A number that counts something.
  fileprivate var count: Int? {
    guard case .number(let text) = self, let number = Int(text), (0...1_000_000_000).contains(number) else {
      return nil
    }
    return number
  }
}
