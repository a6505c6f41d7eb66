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
