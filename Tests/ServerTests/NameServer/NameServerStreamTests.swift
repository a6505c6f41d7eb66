import Server
import Testing
import Wire

@Suite("Name server: TCP")
struct NameServerStreamTests {
  let server: NameServer
  let queries: [[UInt8]]
  let stream: [UInt8]

  init() throws {
    server = NameServer(zones: try Zone.lessons())
    queries = try [("www.shop.test", DNS.RecordType.a), ("long.shop.test", .txt), ("nowhere.test", .a)].enumerated().map
    {
      DNS.Message(
        header: DNS.Header(id: UInt16($0.offset)),
        questions: [DNS.Question(try DNS.Name(parsing: $0.element.0), $0.element.1)]
      ).encoded()
    }
    stream = queries.flatMap(DNS.framed)
  }

  /// Everything but the alarm clock, in order; each query answered at once.
  func run(_ pieces: [ArraySlice<UInt8>]) -> [Output<NameServerStream.Event>] {
    var machine = NameServerStream()
    return pieces.flatMap { piece in
      machine.handle(.received(piece), at: .zero).flatMap { output -> [Output<NameServerStream.Event>] in
        switch output {
        case .wake: []
        case .happened(.asked(let query), _):
          [output] + machine.handle(.command(.answer(server.answer(query: query[...], over: .tcp))), at: .zero)
        case .send, .happened, .close: [output]
        }
      }
    }
  }

  @Test("several queries on one connection, however they are cut")
  func cuts() {
    let whole = run([stream[...]])
    #expect(whole.count == 9)
    let expected = queries.compactMap { server.answer(query: $0[...], over: .tcp) }
    #expect(whole.compactMap { if case .send(let bytes) = $0 { bytes } else { nil } } == expected.map(DNS.framed))
    for cut in 0...stream.count { #expect(run([stream[..<cut], stream[cut...]]) == whole) }
    #expect(run(stream.indices.map { stream[$0...$0] }) == whole)
  }

  @Test("events point at their bytes in the stream")
  func ranges() {
    for case .happened(.asked(let query), let bytes) in run([stream[...]]) {
      #expect(Array(stream[bytes]) == DNS.framed(query))
    }
  }

  @Test("silence for ten seconds ends it, a query begins the ten seconds again")
  func idle() {
    var machine = NameServerStream()
    let first = DNS.framed(queries[0]).count
    #expect(machine.handle(.received(stream[..<1]), at: .zero) == [.wake(at: Tick.zero.adding(milliseconds: 10_000))])
    _ = machine.handle(.received(stream[1..<first]), at: Tick.zero.adding(milliseconds: 6_000))
    #expect(machine.handle(.woke, at: Tick.zero.adding(milliseconds: 10_000)) == [])
    #expect(machine.handle(.woke, at: Tick.zero.adding(milliseconds: 16_000)) == [.close(nil)])
  }

  @Test("a query that comes byte by byte has ten seconds in all")
  func drip() {
    var machine = NameServerStream()
    _ = machine.handle(.received(stream[..<1]), at: .zero)
    for second in 1...9 {
      let moment = Tick.zero.adding(milliseconds: second * 1000)
      #expect(machine.handle(.received(stream[second...second]), at: moment) == [])
    }
    #expect(machine.handle(.woke, at: Tick.zero.adding(milliseconds: 10_000)) == [.close(nil)])
  }

  @Test("who connects and never asks is closed too")
  func silent() {
    var machine = NameServerStream()
    let end = Tick.zero.adding(milliseconds: 10_000)
    #expect(machine.handle(.command(.opened), at: .zero) == [.wake(at: end)])
    #expect(machine.handle(.woke, at: end) == [.close(nil)])
  }

  @Test("an end between queries is clean, an end inside one is a fault")
  func end() {
    var clean = NameServerStream()
    _ = clean.handle(.received(stream[...]), at: .zero)
    for _ in queries { _ = clean.handle(.command(.answer(nil)), at: .zero) }
    #expect(clean.handle(.ended, at: .zero) == [.close(nil)])
    var cut = NameServerStream()
    _ = cut.handle(.received(stream.dropLast()), at: .zero)
    guard case .close(let fault?) = cut.handle(.ended, at: .zero).first else {
      Issue.record("expected a close with a fault")
      return
    }
    #expect(fault.code == .truncated)
  }

  @Test("who has asked all they will is still answered; then it ends")
  func lateAnswers() {
    var machine = NameServerStream()
    _ = machine.handle(.received(stream[...]), at: .zero)
    #expect(machine.handle(.ended, at: .zero) == [])
    #expect(machine.handle(.command(.answer([1])), at: .zero).first == .send([0, 1, 1]))
    #expect(machine.handle(.command(.answer(nil)), at: .zero) == [])
    #expect(machine.handle(.command(.answer([2])), at: .zero).last == .close(nil))
  }
}
