/// Everything that can be said in a trace: the sum of what the layers tell.
///
/// Facts are bytes where they cross a socket and decisions where somebody takes one; never prose, never a tree that
/// can be computed. Switches over it have no `default`, so a new fact breaks every view that has not thought about it.
/// It is indirect because whoever walks a trace copies its entries: so that copies a reference.
public indirect enum Fact: Sendable, Hashable {
  case visit(VisitEvent)
  case url(URLEvent)
  case lookup(LookupEvent)
  case network(NetworkEvent)
  case socket(SocketEvent)
  case tls(TLSEvent)
  case http(HTTPEvent)
  case routing(RoutingEvent)
  case handler(HandlerEvent)
  case database(DatabaseEvent)
  case cookie(CookieEvent)
  case rendering(RenderingEvent)
}

extension Fact {
  var connection: Connection? {
    switch self {
    case .socket(let event): event.connection
    case .tls(let event): event.connection
    case .http(let event):
      switch event {
      case .requestSent(let message), .requestReceived(let message), .responseSent(let message),
        .responseReceived(let message):
        message.connection
      case .refused(let connection, _): connection
      }
    case .lookup(.asked(let connection, _, _, _)), .lookup(.answered(let connection, _, _, _, _)),
      .lookup(.referred(let connection, _, _, _, _)):
      connection
    case .visit(.assigned(_, let connection, _)), .routing(.forwarded(let connection, _)): connection
    case .visit, .url, .lookup, .network, .routing, .handler, .database, .cookie, .rendering: nil
    }
  }
}
