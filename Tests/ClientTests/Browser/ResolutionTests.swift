import Client
import Net
import Testing
import Tracing
import Wire

/// The browser's look-ups against a name server that answers what the test says.
@Suite("Browser: look-ups")
final class ResolutionTests {
  let bench: BrowserBench
  let datagrams: Datagrams
  /// The same port over TCP.
  let listener: Listener
  let browser: Browser
  var asked: [String] = []
  var answer: (DNS.Message) -> [[UInt8]] = { _ in [] }

  init() throws {
    bench = try BrowserBench()
    bench.server.script = { _ in .init("200 OK") }
    (listener, datagrams) = try Self.ends(on: bench.loop)
    var configuration = bench.browser.configuration
    configuration.resolver = datagrams.local
    browser = Browser(in: .loopback, on: bench.loop, recorder: bench.recorder, configuration: configuration)
    datagrams.onDatagram = { [unowned self] bytes, peer, _ in
      guard let query = try? DNS.dissect(bytes[...]).value.get(), let question = query.questions.first else { return }
      asked.append(question.description)
      for reply in answer(query) { try? datagrams.send(reply, to: peer) }
    }
  }

  deinit {
    datagrams.close()
    listener.close()
  }

  /// One port over both transports: of those that the system offers for one, the first that is free for the other too.
  private static func ends(on loop: Loop) throws -> (Listener, Datagrams) {
    var failure: SystemError?
    for _ in 0..<50 {
      let listener = try Listener(port: 0, in: .loopback, on: loop)
      do throws(SystemError) {
        return (
          listener,
          try Datagrams(
            port: listener.local.port, in: .loopback, isServer: true, by: .nameServer, on: loop, recorder: nil)
        )
      } catch {
        failure = error
        listener.close()
      }
    }
    throw failure ?? SystemError("bind", code: 0)
  }

  static func reply(
    to query: DNS.Message, _ code: DNS.ResponseCode = .noError, address: IPv4Address? = nil, truncated: Bool = false
  ) -> [UInt8] {
    DNS.Message(
      header: DNS.Header(
        id: query.header.id, isResponse: true, isAuthoritative: true, isTruncated: truncated, responseCode: code),
      questions: query.questions,
      answers: query.questions.flatMap { question in
        (address.map { [DNS.Record(question.name, .a, timeToLive: 300, .a($0))] } ?? []).filter {
          $0.type == question.type
        }
      }
    ).encoded()
  }

  func visit(_ address: String) throws -> Fault? {
    var outcome: Fault??
    browser.visit(Browser.Visit(address: address)) { outcome = .some($0) }
    #expect(try bench.loop.run(forAtMost: 10_000) { outcome != nil })
    return outcome ?? nil
  }

  @Test("asked once, remembered, and forgotten when told to")
  func remembered() throws {
    answer = { [Self.reply(to: $0, address: .loopback)] }
    #expect(try visit("http://shop.test/") == nil)
    let first = asked.count
    #expect(first > 0)
    #expect(try visit("http://shop.test/") == nil)
    #expect(asked.count == first)
    browser.close()
    #expect(try bench.loop.run(forAtMost: 5000) { browser.isDisconnected })
    #expect(try visit("http://shop.test/") == nil)
    #expect(asked.count == first)
    browser.close()
    #expect(try bench.loop.run(forAtMost: 5000) { browser.isDisconnected })
    browser.forgetNames()
    #expect(try visit("http://shop.test/") == nil)
    #expect(asked.count == 2 * first)
    #expect(bench.server.connectionCount == 3)
  }

  @Test("localhost is asked of nobody")
  func localhost() throws {
    #expect(try visit("http://localhost/") == nil)
    #expect(try visit("http://a.localhost/") == nil)
    #expect(asked == [])
  }

  @Test(
    "no such name, a server that fails, one that refuses: a fault, and no connection",
    arguments: [DNS.ResponseCode.nameError, .serverFailure, .refused, .formatError])
  func failures(code: DNS.ResponseCode) throws {
    answer = { [Self.reply(to: $0, code)] }
    #expect(try visit("http://shop.test/")?.code == .unavailable)
    #expect(bench.server.connectionCount == 0)
  }

  @Test("an answer with another id, to another question, or no DNS at all is passed over for the right one")
  func forged() throws {
    answer = { query in
      var otherID = query
      otherID.header.id &+= 1
      var otherQuestion = query
      otherQuestion.questions = [DNS.Question(.root, .a)]
      let evil = IPv4Address(192, 0, 2, 1)
      return [
        [], [1, 2, 3], Self.reply(to: otherID, address: evil), Self.reply(to: otherQuestion, address: evil),
        query.encoded(), Self.reply(to: query, address: .loopback),
      ]
    }
    #expect(try visit("http://shop.test/") == nil)
  }

  @Test("an address outside of this machine is found, and not connected to")
  func outside() throws {
    answer = { [Self.reply(to: $0, address: IPv4Address(192, 0, 2, 1))] }
    #expect(try visit("http://shop.test/")?.code == .forbidden)
    let connections = bench.count { if case .socket(.connecting) = $0 { true } else { false } }
    #expect(connections == 0)
  }

  @Test("cut off, and nobody listens over TCP: a fault")
  func truncated() throws {
    listener.close()
    answer = { [Self.reply(to: $0, truncated: true)] }
    #expect(try visit("http://shop.test/") != nil)
    #expect(bench.server.connectionCount == 0)
  }

  @Test("cut off: asked again over TCP, whose bytes may come in any pieces; one that hangs up is a fault")
  func overTCP() throws {
    answer = { [Self.reply(to: $0, truncated: true)] }
    var channels: [Channel] = []
    var hangsUp = false
    listener.onConnection = { [loop = bench.loop] socket in
      guard let channel = Channel.accepted(socket, by: .nameServer, on: loop, recorder: nil) else { return }
      channels.append(channel)
      var framing = DNS.Framing()
      channel.onEvent = { [unowned channel] event in
        guard case .received(let bytes) = event else { return }
        if hangsUp { return channel.close() }
        for query in framing.add(bytes[...]) {
          guard let message = try? DNS.dissect(query[...]).value.get() else { continue }
          let reply = DNS.framed(Self.reply(to: message, address: .loopback))
          for byte in reply.dropLast() { channel.send([byte]) }
          loop.after(milliseconds: 1) { [weak channel] in channel?.send(Array(reply.suffix(1))) }
        }
      }
      channel.start()
    }
    #expect(try visit("http://shop.test/") == nil)
    hangsUp = true
    #expect(try visit("http://other.test/") != nil)
    for channel in channels { channel.abort() }
  }
}
