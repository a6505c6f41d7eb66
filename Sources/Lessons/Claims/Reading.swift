import Tracing
import Wire

/// A recording's messages and its page, taken apart: each once, however many paths ask for something in it.
final class Reading {
  typealias Message = (request: HTTP.Request?, response: HTTP.Response?)

  let query: Query
  private var messages: [Int: Message] = [:]

  init(_ query: Query) { self.query = query }

  /// What the browser sent and got in an exchange.
  func message(_ exchange: Int) -> Message {
    if let message = messages[exchange] { return message }
    var message: Message = (nil, nil)
    if let exchange = query.exchange(exchange) {
      message.request = request(exchange)
      message.response = message.request.flatMap { response(exchange, to: $0) }
    }
    messages[exchange] = message
    return message
  }

  private func request(_ exchange: Exchange) -> HTTP.Request? {
    guard let bytes = exchange.request?.bytes else { return nil }
    var server = HTTP1.Endpoint(role: .server)
    for case .happened(.request(let request), _) in server.outputs(.received(bytes[...])) { return request }
    return nil
  }

  private func response(_ exchange: Exchange, to request: HTTP.Request) -> HTTP.Response? {
    guard let bytes = exchange.response?.bytes else { return nil }
    var client = HTTP1.Endpoint(role: .client)
    _ = client.outputs(.command(.request(request)))
    for case .happened(.response(let response, _), _) in client.outputs(.received(bytes[...])) + client.outputs(.ended)
    {
      return response
    }
    return nil
  }

  private(set) lazy var document: Document? = {
    for entry in query.trace.entries.reversed() {
      if case .rendering(.content(_, _, .document, let type, let bytes)) = entry.fact,
        type.asciiLowercased.hasPrefix("text/html")
      {
        return HTML.parse(bytes)
      }
    }
    return nil
  }()
}

extension HTTP1.Endpoint {
  /// What the machine makes of an input; nothing where the input does not suit its state.
  fileprivate mutating func outputs(_ input: Input<Command>) -> [Output<Event>] {
    (try? handle(input, at: .zero)) ?? []
  }
}
