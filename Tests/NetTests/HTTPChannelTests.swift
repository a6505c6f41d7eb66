import Net
import Testing
import Tracing
import Wire

@Suite("HTTP on a channel")
struct HTTPChannelTests {
  @Test("thousands of pipelined requests, each answered at once, come one after the other on one stack")
  func pipelined() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let count = 5_000
    var server: HTTPChannel?
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    listener.onConnection = { socket in
      guard let channel = Channel.accepted(socket, by: .edge, on: loop, recorder: nil) else { return }
      let http = HTTPChannel(channel, role: .server, by: .edge, recorder: nil)
      http.onEvent = { [unowned http] event in
        guard case .request(let request, _) = event else { return }
        try? http.send(HTTP.Response(status: 200, fields: ["Target": request.target]))
      }
      server = http
      channel.start()
    }
    let client = try Channel.connect(to: listener.local, from: .loopback, by: .browser, on: loop, recorder: nil)
    let requests = (1...count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
    var answers: [UInt8] = []
    client.onEvent = { event in
      switch event {
      case .opened: client.send(Array(requests.utf8))
      case .received(let bytes): answers += bytes
      case .ended, .closed: break
      }
    }
    let last = Array("Target: /\(count)\r\nContent-Length: 0\r\n\r\n".utf8)
    #expect(try loop.run(forAtMost: 20_000) { answers.suffix(last.count).elementsEqual(last) })
    let targets = String(decoding: answers, as: UTF8.self).split(separator: "\r\n").map(String.init)
      .filter { $0.hasPrefix("Target") }
    #expect(targets == (1...count).map { "Target: /\($0)" })
    #expect(server?.isIdle == true)
    client.abort()
    server?.channel.abort()
  }
}
