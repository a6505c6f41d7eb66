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

  /// `{"hex","role"}` in; the whole messages, and what is left after them as `rest`, out.
  ///
  /// What a recipient may choose can be said too: `"method"` (what a response answers), `"limits"`, `"folded"` (a
  /// request's folded lines are read), `"proxy"` (a PROXY protocol header comes first, and is told in the answer).
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let bytes = try request.hex()
    let role = try request.optional("role", "request or response") { $0.string.flatMap(HTTP1.Kind.init(rawValue:)) }
    let method = try request.optionalText("method") ?? "GET"
    var limits = try HTTP1.Limits(request)
    limits.replacesFolds = try request.flag("folded")
    let proxy = try request.flag("proxy") ? try ProxyProtocol.dissect(bytes).value.get() : nil
    let start = proxy?.length ?? 0
    let stream = Array(bytes.dropFirst(start))
    let conversation: HTTP1.Conversation
    do throws(Fault) {
      conversation = try HTTP1.parse(stream, role ?? .request, answering: method, limits: limits)
    } catch {
      throw error.moved(byBytes: start)
    }
    let answer = [
      JSON.Member("messages", .array(conversation.messages.map(json))),
      JSON.Member("rest", .string(stream[conversation.rest].hex)),
    ]
    return .object((proxy.map { [JSON.Member("proxy", ProxyExplainer.json($0))] } ?? []) + answer)
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
  /// Ours, but for those that the member `limits` of `request` names.
  fileprivate init(_ request: JSON) throws(Fault) {
    self.init()
    guard let object = try request.optional("limits", "an object", { $0.isObject ? .some($0) : .none }) else { return }
    for (name, limit) in Self.names {
      let number = try object.optional(name, "a number from 0 to 1000000000") { $0.count }
      if let number { self[keyPath: limit] = number }
    }
  }

  private static var names: [(String, WritableKeyPath<HTTP1.Limits, Int>)] {
    [
      ("startLine", \.startLine), ("fieldLine", \.fieldLine), ("fieldCount", \.fieldCount), ("head", \.head),
      ("content", \.content), ("chunkLine", \.chunkLine),
    ]
  }
}

extension JSON {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }

  /// A number that counts something.
  fileprivate var count: Int? {
    guard case .number(let text) = self, let number = Int(text), (0...1_000_000_000).contains(number) else {
      return nil
    }
    return number
  }
}
