public import Wire

/// A visit to one address: from the address bar to the last answer.
public enum VisitEvent: Sendable, Hashable {
  case started(method: String, input: String)
  /// Request `exchange` (counted from 1 in the recording) begins, for this URL, and why.
  case exchange(Int, url: String, reason: Reason)
  /// Which message of which connection carries that exchange.
  case assigned(exchange: Int, Connection, index: Int)
  case redirected(exchange: Int, status: Int, to: String)
  case finished
  case failed(Fault)

  public enum Reason: String, Sendable, Hashable { case typed, redirect, stylesheet, script, image }
}
