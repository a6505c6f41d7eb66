import Testing
import Wire

/// What a server or client end makes of a stream, however the stream is cut.
@Suite struct EndpointTests {
  typealias Event = HTTP1.Endpoint.Event

  private static let get = "GET /cart?id=7 HTTP/1.1\r\nHost: shop.test\r\n\r\n"

  private func events(_ outputs: [Output<Event>]) -> [Event] {
    outputs.compactMap { if case .happened(let event, _) = $0 { event } else { nil } }
  }

  private func sent(_ outputs: [Output<Event>]) -> String {
    let bytes = outputs.flatMap { if case .send(let bytes) = $0 { bytes } else { [UInt8]() } }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func receive(_ end: inout HTTP1.Endpoint, _ text: String) throws -> [Output<Event>] {
    try end.handle(.received(Array(text.utf8)[...]), at: .zero)
  }

  @Test func `a server is told of the whole request, and where it stood`() throws {
    var server = HTTP1.Endpoint(role: .server)
    let outputs = try receive(&server, Self.get)
    let request = HTTP.Request(target: "/cart?id=7", fields: ["Host": "shop.test"])
    #expect(outputs == [.happened(.request(request), bytes: 0..<44)])
  }

  @Test func `an answer is one send, with its length`() throws {
    var server = HTTP1.Endpoint(role: .server)
    _ = try receive(&server, Self.get)
    let answer = try server.handle(.command(.response(HTTP.Response(status: 200, body: [0x68, 0x69]))), at: .zero)
    #expect(sent(answer) == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
    #expect(events(answer).last == .done(keepAlive: true))
    #expect(server.isIdle)
  }

  @Test func `a pipelined request waits for the answer before it`() throws {
    var server = HTTP1.Endpoint(role: .server)
    let first = try receive(&server, Self.get + "DELETE /b HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(first.count == 1)
    let answer = try server.handle(.command(.response(HTTP.Response(status: 204))), at: .zero)
    #expect(sent(answer) == "HTTP/1.1 204 No Content\r\n\r\n")
    let second = HTTP.Request(method: "DELETE", target: "/b", fields: ["Host": "a"])
    #expect(answer.last == .happened(.request(second), bytes: 44..<75))
  }

  @Test func `behind a request without an answer only so much is taken in`() throws {
    var limits = HTTP1.Limits()
    limits.backlog = 10
    var server = HTTP1.Endpoint(role: .server, limits: limits)
    _ = try receive(&server, Self.get + "GET / HTT")
    #expect(!server.isFull)
    _ = try receive(&server, "P")
    #expect(server.isFull)
    _ = try server.handle(.command(.response(HTTP.Response(status: 204))), at: .zero)
    #expect(!server.isFull)
  }

  @Test(arguments: [
    // Asked with, answered with, ends the connection?
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "Connection: close", true),
    ("GET / HTTP/1.0\r\n\r\n", "Connection: close", true),
    ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "Connection: keep-alive", false),
  ])
  func `the connection lives on as RFC 9112 section 9.3 has it`(asked: String, field: String, closes: Bool) throws {
    var server = HTTP1.Endpoint(role: .server)
    _ = try receive(&server, asked)
    let answer = try server.handle(.command(.response(HTTP.Response(status: 200))), at: .zero)
    #expect(sent(answer).contains("\r\n\(field)\r\n"))
    #expect((answer.last == .close(nil)) == closes)
  }

  @Test func `a response to HEAD has the length and not the content`() throws {
    var server = HTTP1.Endpoint(role: .server)
    _ = try receive(&server, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
    let answer = try server.handle(.command(.response(HTTP.Response(status: 200, body: [1, 2, 3]))), at: .zero)
    #expect(sent(answer) == "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")

    var client = HTTP1.Endpoint(role: .client)
    _ = try client.handle(.command(.request(HTTP.Request(method: "HEAD", target: "/"))), at: .zero)
    let read = events(try receive(&client, sent(answer)))
    #expect(
      read == [
        .response(HTTP.Response(status: 200, reason: "OK", fields: ["Content-Length": "3"]), isInterim: false),
        .done(keepAlive: true),
      ])
  }

  @Test func `the head is told first, so that a server can say 100 Continue`() throws {
    var server = HTTP1.Endpoint(role: .server)
    let head = try receive(
      &server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    guard case .head(.request(let request)) = events(head).first else {
      Issue.record("no head")
      return
    }
    #expect(request.fields["Expect"] == "100-continue")
    let go = try server.handle(.command(.response(HTTP.Response(status: 100))), at: .zero)
    #expect(sent(go) == "HTTP/1.1 100 Continue\r\n\r\n")
    guard case .request(let whole) = events(try receive(&server, "hi")).first else {
      Issue.record("no request")
      return
    }
    #expect(whole.body == Array("hi".utf8))
  }

  @Test func `an answer before the request's end closes the connection`() throws {
    var server = HTTP1.Endpoint(role: .server)
    _ = try receive(&server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n")
    let answer = try server.handle(.command(.response(HTTP.Response(status: 413))), at: .zero)
    #expect(sent(answer).contains("Connection: close"))
    #expect(answer.last == .close(nil))
  }

  @Test func `chunks come apart as they were put together`() throws {
    var server = HTTP1.Endpoint(role: .server, chunkLength: 4)
    _ = try receive(&server, Self.get)
    let response = HTTP.Response(
      status: 200, fields: ["Transfer-Encoding": "chunked"], body: Array("hello world".utf8), trailers: ["Sum": "11"])
    let answer = try server.handle(.command(.response(response)), at: .zero)
    #expect(
      sent(answer) == """
        HTTP/1.1 200 OK\r
        Transfer-Encoding: chunked\r
        \r
        4\r
        hell\r
        4\r
        o wo\r
        3\r
        rld\r
        0\r
        Sum: 11\r
        \r

        """)
    var client = HTTP1.Endpoint(role: .client)
    _ = try client.handle(.command(.request(HTTP.Request(target: "/"))), at: .zero)
    let read = events(try receive(&client, sent(answer)))
    guard case .response(let back, false) = read.dropFirst().first else {
      Issue.record("no response: \(read)")
      return
    }
    #expect(back.body == response.body && back.trailers == response.trailers)
  }

  @Test func `content without a length ends with the connection`() throws {
    var client = HTTP1.Endpoint(role: .client)
    _ = try client.handle(.command(.request(HTTP.Request(target: "/"))), at: .zero)
    _ = try receive(&client, "HTTP/1.0 200 OK\r\n\r\nto the ")
    _ = try receive(&client, "end")
    let outputs = try client.handle(.ended, at: .zero)
    let response = HTTP.Response(status: 200, reason: "OK", version: "1.0", body: Array("to the end".utf8))
    #expect(events(outputs) == [.response(response, isInterim: false), .done(keepAlive: false)])
    #expect(outputs.last == .close(nil))
  }

  @Test func `after 101 the bytes belong to the other protocol`() throws {
    var client = HTTP1.Endpoint(role: .client)
    let upgrade = HTTP.Request(target: "/", fields: ["Host": "a", "Connection": "Upgrade", "Upgrade": "websocket"])
    let asked = sent(try client.handle(.command(.request(upgrade)), at: .zero))
    var server = HTTP1.Endpoint(role: .server)
    _ = try receive(&server, asked + "early")
    let answer = try server.handle(.command(.response(HTTP.Response(status: 101))), at: .zero)
    #expect(events(answer).last == .switched(rest: Array("early".utf8)))
    #expect(events(try receive(&client, sent(answer) + "ws")).last == .switched(rest: Array("ws".utf8)))
  }

  @Test func `a refused server still answers, once`() throws {
    var server = HTTP1.Endpoint(role: .server)
    let outputs = try receive(&server, "GET /\r\nHost: a\r\n\r\n")
    guard case .refused(let fault, 400) = events(outputs).first else {
      Issue.record("not refused: \(outputs)")
      return
    }
    #expect(fault.bytes.lowerBound == 5)
    let answer = try server.handle(.command(.response(HTTP.Response(status: 400))), at: .zero)
    #expect(sent(answer).hasSuffix("Connection: close\r\n\r\n"))
    #expect(throws: Misuse.self) { try server.handle(.command(.response(HTTP.Response(status: 400))), at: .zero) }
  }

  @Test(arguments: [
    HTTP.Request(method: "G ET", target: "/"), HTTP.Request(target: "/a b"), HTTP.Request(target: ""),
    HTTP.Request(target: "/", fields: ["A": "b\r\nC: d"]), HTTP.Request(target: "/", fields: ["A b": "c"]),
  ])
  func `what would break the framing is never sent`(request: HTTP.Request) {
    var client = HTTP1.Endpoint(role: .client)
    #expect(throws: Misuse.self) { try client.handle(.command(.request(request)), at: .zero) }
  }
}
