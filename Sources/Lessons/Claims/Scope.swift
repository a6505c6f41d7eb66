public import Tracing
import Wire

/// What a path is asked of: a recording, and which exchange of it is meant.
public struct Scope: Sendable {
  public let query: Query
  /// From 1.
  public let exchange: Int

  public init(_ query: Query, exchange: Int = 1) {
    self.query = query
    self.exchange = exchange
  }

  /// The exchange that is meant; nil where the browser made fewer.
  var current: Exchange? { query.exchange(exchange) }

  /// The entries that belong to it.
  var entries: [Trace.Entry] { query.entries(ofExchange: exchange) }

  /// The connection between browser and edge that carried it, or was to.
  var conversation: Conversation? { (current?.connection).flatMap(query.conversation) }

  /// What kept the page from coming, where no response came.
  var failure: String? {
    current?.response == nil ? query.failure(inVisitOf: exchange)?.message : nil
  }

  var handshake: Handshake? { (current?.connection).flatMap(query.handshake) }

  /// The first thing that `pick` finds among the entries of the exchange.
  func first<T>(_ pick: (Fact) -> T?) -> T? {
    for entry in entries { if let found = pick(entry.fact) { return found } }
    return nil
  }
}
