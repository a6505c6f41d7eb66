import Tracing
import Wire

/// Routes for trying things out: the body back, a slow answer, a broken one.
extension App {
  static let toolRoutes = [
    Route("POST", "/echo", "echo") { _, call in echo(call) },
    Route("GET", "/slow", "slow") { _, call in slow(call) },
    Route("GET", "/error", "fail") { _, _ throws(Fault) in
      throw Fault(.unavailable, "this route always fails, to show what a 500 looks like")
    },
  ]

  private static let longestDelay = 60_000

  private static func echo(_ call: Call) -> Reply {
    let type = call.request.fields["Content-Type"] ?? "application/octet-stream"
    return Reply(
      200, ["Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"],
      body: call.request.body, because: .echoed(bytes: call.request.body.count))
  }

  private static func slow(_ call: Call) -> Reply {
    let delay = call.query("ms", in: 0...longestDelay, else: 1000)
    var reply = Reply.html(
      200, ShopPage(title: "Slow", main: "<p>This took \(delay) ms on purpose.</p>"),
      because: .waited(milliseconds: delay))
    reply.delay = delay
    return reply
  }
}
