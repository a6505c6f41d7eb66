/// The stretch of the cycle that a step, or a fact, belongs to.
public enum Phase: String, Sendable, Hashable, CaseIterable {
  case url, dns, tcp, tls, request, routing, handler, database, response, cookies, cache, render, events, summary

  /// Whether any fact is of this phase: a browser's cache and a page's events are named by lessons to come, and nothing
  /// is recorded of them.
  public var isRecorded: Bool { self != .cache && self != .events }
}
