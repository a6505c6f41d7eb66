extension Step {
  /// What a shown value is about. The table of paths says it of each, and views choose by it which part of their
  /// pictures a step's words mean.
  public enum Subject: Sendable, Hashable {
    case address
    /// The browser's look-up of a name.
    case name
    /// What came of it.
    case answer
    /// What the resolver did for it.
    case resolver
    /// Who on a cable has an address (ARP).
    case neighbours
    /// The machines on a way, as probes find them.
    case hops
    /// How a connection came to be.
    case opening
    /// All that a connection, or the network, carried.
    case connection
    /// One packet on its way over the routers.
    case way
    /// What a TLS handshake agreed on.
    case agreement
    /// Whom it showed.
    case identity
    /// What the server gave for a next time.
    case tickets
    case requestLine, requestFields, requestContent, request
    case responseLine, responseFields, responseContent, response
    /// What an edge chose to do.
    case rule
    /// What it passed on.
    case forwarding
    case handler
    case database
    case exchange
    /// The scene's exchanges together.
    case visit
    case cookies
    /// What a document asks for and is made of.
    case page
    /// What of it one sees.
    case painting
  }
}
