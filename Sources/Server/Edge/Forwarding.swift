import Tracing
import Wire

/// A request as a proxy passes it on (RFC 9110 section 7.6): without what concerns one connection only, and with who
/// asked and by which way.
struct Forwarding {
  var request: HTTP.Request
  /// The fields that the edge put there.
  var added: [RoutingEvent.Header] = []

  /// Nil of what is not to be passed on: as many have done so already as its Max-Forwards allows.
  init?(_ original: HTTP.Request, to server: Endpoint, from client: String, isSecure: Bool) {
    request = original
    if let left = Self.forwardsLeft(original) {
      guard left > 0 else { return nil }
      request.fields.set("Max-Forwards", String(left - 1))
    }
    // The version is each hop's own (RFC 9110 section 2.5).
    request.version = "1.1"
    request.fields = Self.endToEnd(original.fields)
    request.fields.remove("Expect")
    // A whole URL as target outweighs Host (RFC 9112 section 3.2.2); HTTP/1.0 may have neither.
    if let url = Rule.url(ofTarget: original.target) {
      request.target = url.requestTarget
      request.fields.set("Host", url.hostAndPort)
    } else if !request.fields.contains("Host") {
      request.fields.set("Host", server.description)
    }
    append("X-Forwarded-For", client)
    append("X-Forwarded-Proto", isSecure ? "https" : "http", replacing: true)
    append("Via", "\(original.version) edge")
  }

  /// How many proxies may still pass it on: only OPTIONS and TRACE count them (RFC 9110 section 7.6.2).
  private static func forwardsLeft(_ request: HTTP.Request) -> Int? {
    guard ["OPTIONS", "TRACE"].contains(request.method), let text = request.fields["Max-Forwards"], !text.isEmpty,
      text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    return Int(text) ?? .max
  }

  /// The edge's own answer to what is not passed on, as if it were the one that was asked.
  static func lastAnswer(to request: HTTP.Request) -> HTTP.Response {
    guard request.method == "OPTIONS" else {
      return .problem(501, detail: "this server sends no request back to who sent it")
    }
    return HTTP.Response(
      status: 204, reason: HTTP.Status(204).name, fields: ["Allow": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      body: [])
  }

  /// An answer on its way back to the browser.
  static func response(_ response: HTTP.Response) -> HTTP.Response {
    var passed = response
    passed.fields = endToEnd(response.fields)
    passed.fields.remove("Date")
    passed.fields.remove("Server")
    passed.fields.add("Via", "\(response.version) edge")
    passed.version = "1.1"
    return passed
  }

  /// Adds to the list that came with the request, or begins one; what a client says of the protocol is not believed.
  private mutating func append(_ name: String, _ value: String, replacing: Bool = false) {
    let known = replacing ? [] : request.fields.values(name)
    let whole = (known + [value]).joined(separator: ", ")
    request.fields.set(name, whole)
    added.append(RoutingEvent.Header(name: name, value: whole))
  }

  /// Without the fields that are for the next hop only (RFC 9110 section 7.6.1).
  private static func endToEnd(_ fields: HTTP.Fields) -> HTTP.Fields {
    let named = HTTP.list(fields.values("Connection"))
    let perHop = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"]
    return HTTP.Fields(
      fields.lines.filter { line in
        let name = line.name.asciiLowercased
        return !perHop.contains(name) && !named.contains(name)
      })
  }
}
