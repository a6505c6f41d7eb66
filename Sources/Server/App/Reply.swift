public import Tracing
public import Wire

/// What the app server makes of a request.
public struct Reply: Sendable {
  public var response: HTTP.Response
  /// Why the handler chose that status.
  public var outcome: HandlerEvent.Outcome
  /// How long to wait before the response is sent, in milliseconds: the app itself never waits.
  public var delay = 0
  /// What happened on the way, in order.
  public var facts: [(Party, Fact)] = []

  init(_ status: Int, _ fields: HTTP.Fields = [:], body: [UInt8] = [], because outcome: HandlerEvent.Outcome) {
    response = HTTP.Response(status: status, fields: fields, body: body)
    self.outcome = outcome
  }

  /// A page, made afresh for every request.
  static func html(_ status: Int, _ page: ShopPage, because outcome: HandlerEvent.Outcome) -> Reply {
    Reply(
      status, ["Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"], body: page.bytes,
      because: outcome)
  }

  static func json(_ status: Int, _ value: JSON, _ fields: HTTP.Fields = [:], because outcome: HandlerEvent.Outcome)
    -> Reply
  {
    var all: HTTP.Fields = ["Content-Type": "application/json", "Cache-Control": "no-store"]
    all.lines += fields.lines
    return Reply(status, all, body: Array(value.description.utf8) + [0x0A], because: outcome)
  }

  static func redirect(
    _ status: Int, to location: String, _ fields: HTTP.Fields = [:], because outcome: HandlerEvent.Outcome
  ) -> Reply {
    var all: HTTP.Fields = ["Location": location, "Cache-Control": "no-store"]
    all.lines += fields.lines
    return Reply(status, all, because: outcome)
  }
}
