/// The stretch of the cycle that a step, or a fact, belongs to (lesson-format.md).
public enum Phase: String, Sendable, Hashable, CaseIterable {
  case url, dns, tcp, tls, request, routing, handler, database, response, cookies, cache, render, events, summary
}
