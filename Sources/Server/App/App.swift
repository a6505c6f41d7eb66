import Tracing
public import Wire

/// The app server's insides: a router, the shop's handlers and its database, without a socket or a clock.
///
/// `respond` is a function of the request, of the time it is given, and of what earlier requests changed.
public final class App {
  private let store: Store
  private let random: () -> UInt64
  /// Who is logged in, by the value of their session cookie; the oldest goes first.
  private var sessions: [(token: String, user: Int)] = []
  static let mostSessions = 1000
  private static let routes = shopRoutes + userRoutes + accountRoutes + toolRoutes

  /// `random` makes the session tokens: the system's own generator, or one with a seed. Throws where SQLite can't open.
  public init(random: @escaping () -> UInt64 = { UInt64.random(in: .min ... .max) }) throws(Fault) {
    store = try Store()
    self.random = random
  }

  /// Answers a request; `now` is in seconds since 1970.
  public func respond(to request: HTTP.Request, now: Int) -> Reply {
    var call = Call(request, now: now, store: store)
    var reply = route(&call)
    if request.method == "HEAD" {
      // The fields of a GET without its body (RFC 9110 section 9.3.2).
      reply.response.fields.set("Content-Length", String(reply.response.body.count))
      reply.response.body = []
    }
    reply.facts =
      call.facts + [(.app, .handler(.finished(status: reply.response.status, reply.outcome)))]
    return reply
  }

  private func route(_ call: inout Call) -> Reply {
    // A GET handler serves HEAD too.
    let method = call.request.method == "HEAD" ? "GET" : call.request.method
    var attempts: [HandlerEvent.Attempt] = []
    var found: [Route] = []
    for route in Self.routes {
      let parameters = route.match(call.segments)
      let isMatch = parameters != nil && route.method == method
      attempts.append(.init(route: route.description, matched: isMatch))
      if let parameters, isMatch {
        call.facts.append((.app, .handler(.routed(attempts))))
        call.parameters = parameters + call.query.map { .init(name: $0.name, value: $0.value, source: .query) }
        call.facts.append((.app, .handler(.called(name: route.name, parameters: call.parameters))))
        do throws(Fault) {
          return try route.handle(self, &call)
        } catch {
          return .html(
            500, ShopPage(title: "Something broke", main: "<p>It was us, not you. Try again later.</p>"),
            because: .failed(error))
        }
      }
      if parameters != nil { found.append(route) }
    }
    call.facts.append((.app, .handler(.routed(attempts))))
    return unmatched(&call, found)
  }

  /// No route has the path and the method: 404, 405, or the answer to OPTIONS.
  private func unmatched(_ call: inout Call, _ found: [Route]) -> Reply {
    let isWholeServer = call.request.target == "*"
    guard !found.isEmpty || isWholeServer else {
      call.facts.append((.app, .handler(.notFound)))
      return .html(
        404, ShopPage(title: "Not found", main: "<p>Nothing is here.</p>"), because: .notFound)
    }
    var allow = isWholeServer ? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] : []
    for route in found {
      allow.append(route.method)
      if route.method == "GET" { allow.append("HEAD") }
    }
    allow.append("OPTIONS")
    let fields: HTTP.Fields = ["Allow": allow.joined(separator: ", ")]
    if call.request.method == "OPTIONS" { return Reply(204, fields, because: .options) }
    call.facts.append((.app, .handler(.methodNotAllowed(allow: allow))))
    var reply = Reply.html(
      405, ShopPage(title: "Method not allowed", main: "<p>Allowed here: \(allow.joined(separator: ", "))</p>"),
      because: .methodNotAllowed)
    reply.response.fields.lines += fields.lines
    return reply
  }

  // MARK: Sessions

  /// Begins a session; the token is 128 random bits.
  func beginSession(_ user: Int) -> String {
    let token = [random(), random()].map { bits in
      let digits = String(bits, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    if sessions.count >= Self.mostSessions { sessions.removeFirst() }
    sessions.append((token, user))
    return token
  }

  /// The user whose session the request's cookie names.
  func user(of call: Call) -> Int? {
    guard let token = call.cookie("session") else { return nil }
    return sessions.first { $0.token == token }?.user
  }
}
