public import Tracing
import Wire

/// What a path is asked of: a recording, and which exchange of it is meant.
public struct Scope {
  public var query: Query { reading.query }
  /// From 1.
  public let exchange: Int
  private let reading: Reading

  public init(_ query: Query, exchange: Int = 1) {
    self.init(Reading(query), exchange)
  }

  private init(_ reading: Reading, _ exchange: Int) {
    self.reading = reading
    self.exchange = exchange
  }

  /// The same recording with another exchange in mind: what was read of it once is not read again.
  public func of(exchange: Int) -> Scope { Scope(reading, exchange) }

  /// The exchange that is meant; nil where the browser made fewer.
  var current: Exchange? { query.exchange(exchange) }

  /// The browser's request, read from its bytes.
  var request: HTTP.Request? { reading.message(exchange).request }

  /// The response that came back to the browser, read from its bytes.
  var response: HTTP.Response? { reading.message(exchange).response }

  /// The tree of the scene's last HTML page, parsed from the content that the browser was given.
  var document: Document? { reading.document }

  /// The connection between browser and edge that carried it, or was to.
  var conversation: Conversation? { (current?.connection).flatMap(query.conversation) }

  /// What kept the page from coming, where no response came.
  var failure: String? {
    current?.response == nil ? query.failure(inVisitOf: exchange)?.message : nil
  }

  var handshake: Handshake? { (current?.connection).flatMap(query.handshake) }

  /// The first thing that `pick` finds among the entries of the exchange.
  func first<T>(_ pick: (Fact) -> T?) -> T? {
    for place in query.places(ofExchange: exchange) {
      if let found = pick(query.trace.entries[place].fact) { return found }
    }
    return nil
  }
}
