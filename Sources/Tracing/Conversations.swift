/// Every conversation of a trace, in the order in which they first appear, and found by its connection.
struct Conversations: Sendable {
  private(set) var all: [Conversation] = []
  private var places: [Connection: Int] = [:]

  init(_ trace: Trace) {
    // Who recorded a socket or TLS of each, first come first.
    var ends: [[Party]] = []
    // Most entries speak of the connection that the one before spoke of.
    var place = 0
    for id in trace.entries.indices {
      let fact = trace.entries[id].fact
      guard let connection = fact.connection else { continue }
      if place == all.count || all[place].connection != connection { place = places[connection] ?? all.count }
      if place == all.count {
        places[connection] = place
        all.append(Conversation(connection, begun: id))
        ends.append([])
      } else {
        all[place].entries.append(id)
      }
      let party = trace.entries[id].by
      all[place].note(fact, id, by: party)
      switch fact {
      case .socket, .tls: if !ends[place].contains(party) { ends[place].append(party) }
      case .visit, .url, .lookup, .network, .http, .routing, .handler, .database, .cookie, .rendering: break
      }
    }
    for place in all.indices { all[place].join(ends[place], in: trace) }
  }

  /// Where in ``all`` the conversation over it stands.
  func place(of connection: Connection) -> Int? { places[connection] }

  subscript(connection: Connection) -> Conversation? { places[connection].map { all[$0] } }
}
