public import Wire

/// A name being turned into an address: the decisions. The messages themselves are datagrams of the name server's UDP
/// conversation (``SocketEvent``), read by the DNS dissector.
public enum LookupEvent: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable {
    /// Not in the cache: somebody must be asked.
    case cold
    case fresh
    case expired
    /// The host was an address already: nothing to look up.
    case literal
  }
  /// The browser, or the resolver, looked into its own cache.
  case consulted(name: String, Verdict)
  /// A query left, or arrived, as message `message` (counted from 0, per direction) of the conversation.
  case asked(Connection, message: Int, name: String, type: String)
  /// A response came and was believed: id, question and source agree with the query.
  case answered(Connection, message: Int, name: String, addresses: [String], timeToLive: Int)
  /// A response came, and named those who know more: the servers of `zone`.
  case referred(Connection, message: Int, name: String, zone: String, nameServers: [String])
  /// Something came that is not the answer to our question, and is not believed.
  case ignored(Connection, message: Int, Fault)
  case failed(name: String, Fault)
}

extension LookupEvent {
  /// The name being looked up; nil of a message that was not believed.
  public var name: String? {
    switch self {
    case .consulted(let name, _), .asked(_, _, let name, _), .answered(_, _, let name, _, _),
      .referred(_, _, let name, _, _), .failed(let name, _):
      name
    case .ignored: nil
    }
  }
}
