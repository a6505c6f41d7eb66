import Net
import Testing
import Tracing
import Wire

@testable import Server

/// The edge in front of an app server that does what the test says.
@Suite("Edge: an app server that misbehaves")
final class UpstreamTests {
  enum Deed { case answer(String), say(String), hangUp, silence }

  let loop = Loop(clock: Clock.sinceNow())
  let listener: Listener
  var deeds: [Deed] = []
  /// What reached it, head by head.
  var heard: [String] = []
  var channels: [Channel] = []
  let upstream: HTTPClient

  init() throws {
    listener = try Listener(port: 0, in: .loopback, on: loop)
    upstream = HTTPClient(in: .loopback, by: .edge, on: loop, recorder: nil)
    listener.onConnection = { [unowned self] socket in
      guard let channel = Channel.accepted(socket, by: .app, on: loop, recorder: nil) else { return }
      channels.append(channel)
      channel.onEvent = { [unowned self, unowned channel] event in
        guard case .received(let bytes) = event else { return }
        heard.append(String(decoding: bytes, as: UTF8.self))
        switch deeds.isEmpty ? .silence : deeds.removeFirst() {
        case .answer(let body):
          channel.send(Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
        case .say(let text):
          channel.send(Array(text.utf8))
          channel.close()
        case .hangUp: channel.abort()
        case .silence: break
        }
      }
      channel.start()
    }
  }

  deinit {
    upstream.abort()
    for channel in channels { channel.abort() }
    listener.close()
  }

  /// The answer's body, or the status of the failure.
  func ask(_ method: String) throws -> String {
    var outcome: String?
    let endpoint = listener.local
    upstream.ask(
      HTTPClient.Origin(isSecure: false, host: endpoint.address, port: endpoint.port),
      on: HTTPClient.Terms(security: nil, connectionsPerOrigin: 1, turnMilliseconds: 50, milliseconds: 50),
      find: { $0(.success(endpoint)) },
      form: { _, _ in (HTTP.Request(method: method, target: "/", fields: ["Host": "a"]), nil) },
      then: { result in
        switch result {
        case .success(let answer): outcome = String(decoding: answer.response.body, as: UTF8.self)
        case .failure(let failure): outcome = String(RoutingEvent.Failure(failure).status)
        }
      })
    #expect(try loop.run(forAtMost: 5000) { outcome != nil })
    return outcome ?? ""
  }

  @Test("one connection carries one request after the other")
  func keptAlive() throws {
    deeds = [.answer("a"), .answer("b"), .answer("c")]
    #expect(try [ask("GET"), ask("POST"), ask("GET")] == ["a", "b", "c"])
    #expect(channels.count == 1)
  }

  @Test("closed just now: what may be done twice is asked again, what may not is 502")
  func stale() throws {
    deeds = [.answer("a"), .hangUp, .answer("b"), .hangUp, .answer("never")]
    #expect(try [ask("GET"), ask("GET")] == ["a", "b"])
    #expect(heard.count == 3)
    #expect(try ask("POST") == "502")
    #expect(heard.count == 4)
  }

  @Test("too slow is 504, on a used connection too, and nothing is asked twice")
  func silent() throws {
    deeds = [.answer("a"), .silence, .silence]
    #expect(try [ask("GET"), ask("GET"), ask("POST")] == ["a", "504", "504"])
    #expect(heard.count == 3)
  }

  @Test(
    "no answer that can be read is 502",
    arguments: [
      "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "HTTP/1.1 200 OK\r\nConte", "",
    ])
  func unreadable(answer: String) throws {
    deeds = [.say(answer)]
    #expect(try ask("POST") == "502")
    deeds = [.answer("well again")]
    #expect(try ask("GET") == "well again")
  }

  @Test("a request is passed on without what was for the edge only, and with where it came from")
  func passedOn() throws {
    let request = HTTP.Request(
      method: "GET", target: "http://other.test:81/a?b", version: "1.0",
      fields: [
        "Host": "a", "Connection": "x-mine", "X-Mine": "1", "TE": "trailers", "Expect": "100-continue", "X-Yours": "2",
        "X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https",
      ])
    let passed = try #require(
      Forwarding(request, to: Endpoint(address: "127.0.0.1", port: 8000), from: "127.0.0.1", isSecure: false)
    ).request
    #expect(passed.version == "1.1")
    #expect(passed.target == "/a?b")
    #expect(
      passed.fields.lines.map { "\($0.name): \($0.value)" } == [
        "Host: other.test:81", "X-Yours: 2", "X-Forwarded-For: 10.0.0.1, 127.0.0.1", "X-Forwarded-Proto: http",
        "Via: 1.0 edge",
      ])
  }
}
