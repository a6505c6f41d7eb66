public import Wire

/// One name being turned into an address, by the browser or by the resolver: what its cache said, and each message that
/// was exchanged.
public struct Lookup: Sendable, Hashable {
  public var name: String
  public var verdict: LookupEvent.Verdict
  /// The entry where somebody looked into their cache.
  public var consulted: Trace.Entry.ID
  /// The exchange that needed the address.
  public var exchange: Int?
  public var queries: [Message] = []
  public var responses: [Message] = []
  /// All addresses that came, in order.
  public var addresses: [String] = []
  /// In seconds; of the first answer.
  public var timeToLive: Int?
  public var failure: Fault?
  /// The zones that the name lies in, as one server after the other said who answers for them.
  public var referrals: [String] = []

  /// One DNS message with its bytes.
  public struct Message: Sendable, Hashable {
    public var entry: Trace.Entry.ID
    public var connection: Connection
    /// Counted from 0 in its direction of the conversation.
    public var number: Int
    /// `A`; of a response, the type that was asked for is in its bytes.
    public var type: String?
    public var bytes: [UInt8]
  }
}

extension Lookup {
  /// One end's part of a conversation.
  private struct Side: Hashable {
    var connection: Connection
    var fromClient: Bool
  }

  static func all(
    of party: Party, in entries: [Trace.Entry], _ conversations: Conversations, _ owners: [Int?]
  ) -> [Lookup] {
    var messages: [Side: [ArraySlice<UInt8>]] = [:]
    func bytes(_ connection: Connection, fromClient: Bool, _ number: Int) -> [UInt8]? {
      let side = Side(connection: connection, fromClient: fromClient)
      if messages[side] == nil {
        let conversation = conversations[connection]
        messages[side] = (fromClient ? conversation?.fromClient : conversation?.fromServer)?
          .messages(over: connection.transport)
      }
      guard let spoken = messages[side], spoken.indices.contains(number) else { return nil }
      return Array(spoken[number])
    }
    var lookups: [Lookup] = []
    // Where the latest of each name stands.
    var places: [String: Int] = [:]
    for entry in entries where entry.by == party {
      guard case .lookup(let event) = entry.fact else { continue }
      if case .consulted(let name, let verdict) = event {
        places[name] = lookups.count
        lookups.append(Lookup(name: name, verdict: verdict, consulted: entry.id, exchange: owners[entry.id]))
      }
      // What was not believed says nothing of any name.
      guard let name = event.name, let place = places[name] else { continue }
      switch event {
      case .consulted, .ignored: break
      case .asked(let connection, let message, _, let type):
        let bytes = bytes(connection, fromClient: true, message) ?? []
        lookups[place].queries.append(
          Message(entry: entry.id, connection: connection, number: message, type: type, bytes: bytes))
      case .answered(let connection, let message, _, let addresses, let timeToLive):
        let bytes = bytes(connection, fromClient: false, message) ?? []
        lookups[place].responses.append(
          Message(entry: entry.id, connection: connection, number: message, bytes: bytes))
        lookups[place].addresses += addresses
        lookups[place].timeToLive = lookups[place].timeToLive ?? timeToLive
      case .referred(let connection, let message, _, let zone, _):
        let bytes = bytes(connection, fromClient: false, message) ?? []
        lookups[place].responses.append(
          Message(entry: entry.id, connection: connection, number: message, bytes: bytes))
        lookups[place].referrals.append(zone)
      case .failed(_, let fault):
        lookups[place].failure = fault
        // An answer that says no is an answer too: the one to the last question, where it came.
        guard let last = lookups[place].queries.last,
          let bytes = bytes(last.connection, fromClient: false, last.number)
        else { break }
        lookups[place].responses.append(
          Message(entry: entry.id, connection: last.connection, number: last.number, bytes: bytes))
      }
    }
    return lookups
  }
}
