import Tracing
import Wire

extension BytesPane {
  /// The bytes that a step is about, each message taken apart.
  static func messages(of step: Step, _ stage: Stage) -> [Message] {
    let query = stage.query
    switch step.phase {
    case .url, .tcp, .database, .cache, .events, nil: return []
    case .dns:
      return query.lookups.filter { $0.exchange == step.exchange }.flatMap { lookup in
        lookup.queries.map { Message("DNS query for \(lookup.name)", $0.bytes, DNS.dissect($0.bytes).field) }
          + lookup.responses.map { Message("DNS response", $0.bytes, DNS.dissect($0.bytes).field) }
      }
    case .tls: return []
    case .request, .cookies: return []
    case .routing, .handler: return []
    case .response, .summary: return []
    case .render: return []
    }
  }
}
