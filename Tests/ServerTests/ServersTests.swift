import Net
import Server
import Testing
import Tracing
import Wire

@Suite("Servers: all of them, on real sockets")
struct ServersTests {
  @Test("TLS 1.2 and 1.3, verified against the authority that was made at the start", arguments: [0x0303, 0x0304])
  func secure(version: UInt16) throws {
    let shop = try Shop()
    let client = try RawClient(
      shop.servers.edge.secure, Array("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8), on: shop.loop,
      security: Channel.Security(
        .client(serverName: "www.shop.test"),
        context: try .client(trusting: shop.servers.authority, at: 1_767_225_600), versions: version...version))
    #expect(try client.waitForEnd())
    #expect(client.statuses == [200])
  }

  @Test("the name server answers on the same port over UDP and TCP, and other people's noise with silence")
  func names() throws {
    let shop = try Shop()
    let query = DNS.Message(
      header: DNS.Header(id: 7), questions: [DNS.Question(try DNS.Name(parsing: "www.shop.test"), .a)]
    ).encoded()
    var answers: [[UInt8]] = []
    let datagrams = try Datagrams(
      port: 0, in: .loopback, isServer: false, by: .browser, on: shop.loop, recorder: nil)
    datagrams.onDatagram = { bytes, _, _ in answers.append(bytes) }
    for datagram in [[], [1], Array(query.prefix(11)), query] {
      try datagrams.send(datagram, to: shop.servers.nameService.local)
    }
    #expect(try shop.loop.run(forAtMost: 5000) { answers.last.map { $0.starts(with: [0, 7]) } ?? false })
    #expect(try DNS.dissect(answers.last?[...] ?? []).value.get().answers.map(\.data.description) == ["127.0.0.1"])

    let client = try RawClient(
      shop.servers.nameService.local, DNS.framed(query) + DNS.framed(query), by: .browser, on: shop.loop)
    let expected = (answers.last.map(DNS.framed) ?? []).count * 2
    #expect(try client.wait { $0.received.count == expected })
  }

  @Test("a port that is taken is an error with its name, and everything opened before it is let go")
  func taken() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let other = try Listener(port: 0, in: .loopback, on: loop)
    var ports = Servers.Ports()
    ports.https = other.local.port
    let error = #expect(throws: SystemError.self) {
      try Servers(ports: ports, on: loop, recorder: nil, wallClock: { Clock.wallSeconds })
    }
    #expect(error?.description.contains("bind 127.0.0.1:\(other.local.port): Address already in use") == true)
  }

  @Test("after stop nobody listens, nothing is left on the loop, and twice is once")
  func stop() throws {
    let shop = try Shop()
    let client = try shop.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.wait { $0.statuses == [200] })
    shop.servers.stop()
    shop.servers.stop()
    #expect(try client.waitForEnd())
    let late = try shop.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try late.waitForEnd())
    #expect(late.received == [])
  }
}
