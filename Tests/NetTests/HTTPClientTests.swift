import Net
import Testing
import Tracing
import Wire

/// One connection to a server that answers when the test says so, and requests that have to wait for it.
@Suite("HTTP as a client: waiting for a turn")
final class HTTPClientTests {
  private let loop = Loop(clock: Clock.sinceNow())
  private let listener: Listener
  private let recorder = Recorder(clock: nil)
  private let client: HTTPClient
  private var servers: [Channel] = []
  /// How many requests have arrived.
  private var heard = 0
  /// What came of each request, in the order in which they ended: `1 ok`, `2 late`.
  private var outcomes: [String] = []

  init() throws {
    listener = try Listener(port: 0, in: .loopback, on: loop)
    client = HTTPClient(in: .loopback, by: .edge, on: loop, recorder: recorder)
    listener.onConnection = { [unowned self] socket in
      guard let channel = Channel.accepted(socket, by: .app, on: loop, recorder: nil) else { return }
      servers.append(channel)
      channel.onEvent = { [unowned self] event in if case .received = event { heard += 1 } }
      channel.start()
    }
  }

  deinit {
    client.abort()
    for channel in servers { channel.abort() }
    listener.close()
  }

  /// Each name is another origin; they all lead to the one server.
  private func ask(_ number: Int, of name: String = "a", most: Int = 1, turn: Int = 5000, mostWaiting: Int = 10) {
    let endpoint = listener.local
    var terms = HTTPClient.Terms(
      security: nil, connectionsPerOrigin: most, turnMilliseconds: turn, milliseconds: 5000)
    terms.mostWaiting = mostWaiting
    client.ask(
      HTTPClient.Origin(isSecure: false, host: name, port: endpoint.port), on: terms,
      find: { $0(.success(endpoint)) },
      form: { _, _ in (HTTP.Request(method: "GET", target: "/\(number)", fields: ["Host": "a"]), nil) },
      then: { [unowned self] result in
        switch result {
        case .success: outcomes.append("\(number) ok")
        case .failure(.late): outcomes.append("\(number) late")
        case .failure(.unreachable(let fault)): outcomes.append("\(number) \(fault.code)")
        case .failure(.closed(let fault)): outcomes.append("\(number) closed: \(fault?.message ?? "")")
        case .failure(.unreadable): outcomes.append("\(number) unreadable")
        }
      })
  }

  private func answer() { servers.last?.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)) }

  private func wait(until done: () -> Bool) throws { #expect(try loop.run(forAtMost: 5000, until: done)) }

  @Test("who waits gets the connection in turn")
  func turns() throws {
    for number in 1...3 { ask(number) }
    for number in 1...3 {
      try wait { heard == number }
      #expect(outcomes.count == number - 1)
      answer()
      try wait { outcomes.count == number }
    }
    #expect(outcomes == ["1 ok", "2 ok", "3 ok"])
    #expect(servers.count == 1)
  }

  @Test("waiting has an end of its own, and the turn goes to the next")
  func late() throws {
    ask(1)
    ask(2, turn: 20)
    ask(3)
    try wait { outcomes == ["2 late"] }
    try wait { heard == 1 }
    answer()
    try wait { heard == 2 }
    answer()
    try wait { outcomes == ["2 late", "1 ok", "3 ok"] }
  }

  @Test("only so many wait; one more is told at once")
  func crowd() throws {
    ask(1)
    for number in 2...4 { ask(number, mostWaiting: 2) }
    #expect(outcomes == ["4 limit"])
  }

  @Test("closing tells those who waited, and nothing of theirs is sent")
  func closing() throws {
    ask(1)
    ask(2)
    try wait { heard == 1 }
    client.close()
    #expect(outcomes == ["2 closed: the connections were closed before its turn came"])
    try wait { outcomes.count == 2 && client.isDisconnected }
    #expect(heard == 1)
    ask(3)
    try wait { heard == 2 }
    answer()
    try wait { outcomes.last == "3 ok" }
  }

  @Test("connections are let go as their origins were first asked", arguments: [false, true])
  func order(ofOrigins isPolite: Bool) throws {
    for number in 1...8 { ask(number, of: "host\(number)") }
    try expectOrder(isPolite)
  }

  @Test("those of one origin are let go as they were opened", arguments: [false, true])
  func order(withinOne isPolite: Bool) throws {
    for number in 1...8 { ask(number, most: 8) }
    try expectOrder(isPolite)
  }

  private func expectOrder(_ isPolite: Bool) throws {
    try wait { heard == 8 }
    if isPolite { client.close() } else { client.abort() }
    try wait { client.isDisconnected }
    let facts = recorder.trace.entries.map(\.fact)
    let connected = facts.compactMap { fact -> Connection? in
      if case .socket(.connecting(let connection)) = fact { connection } else { nil }
    }
    let closed = facts.compactMap { fact -> Connection? in
      if case .socket(.closed(let connection)) = fact { connection } else { nil }
    }
    #expect(closed == connected && closed.count == 8)
  }
}
