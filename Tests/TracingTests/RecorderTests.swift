import Testing
import Tracing
import Wire

@Suite("Recorder: the only door for time and number")
struct RecorderTests {
  private let client = Endpoint(address: "127.0.0.1", port: 40000)
  private let server = Endpoint(address: "127.0.0.1", port: 443)

  @Test("both ends of a connection get one value")
  func oneConnection() {
    let recorder = Recorder(clock: { .zero })
    let first = recorder.open(.tcp, client: client, server: server)
    #expect(first.number == 1)
    #expect(recorder.accept(client: client, server: server) == first)
    let conversation = recorder.open(.udp, client: client, server: server)
    #expect(conversation.number == 2)
    #expect(recorder.conversation(client: client, server: server) == conversation)
    #expect(recorder.conversation(client: client, server: server) == conversation)
  }

  @Test("two ends that meet again have another connection, whoever opened it")
  func again() {
    let recorder = Recorder(clock: { .zero })
    for number in [1, 2] {
      #expect(recorder.open(.tcp, client: client, server: server).number == number)
      #expect(recorder.accept(client: client, server: server).number == number)
    }
    #expect(recorder.accept(client: client, server: server).number == 3, "a client that is none of ours")
    #expect(recorder.open(.udp, client: client, server: server).number == 4)
    #expect(recorder.open(.udp, client: client, server: server).number == 5)
    #expect(recorder.conversation(client: client, server: server).number == 5)
    #expect(recorder.conversation(client: server, server: client).number == 6)
  }

  @Test("without a clock, ports and times are those of the lesson")
  func normalised() {
    let recorder = Recorder(clock: nil)
    recorder.name(port: 34567, as: 443)
    let connection = recorder.open(
      .tcp, client: Endpoint(address: "127.0.0.1", port: 51515), server: Endpoint(address: "127.0.0.1", port: 34567))
    #expect(connection.client.port == 50001)
    #expect(connection.server.port == 443)
    recorder.record(.visit(.finished), by: .browser)
    #expect(recorder.trace.entries.map(\.at) == [.zero])
  }

  @Test("what was lived through before a scene takes none of its time")
  func restart() {
    var milliseconds = 0
    let recorder = Recorder(clock: {
      milliseconds += 5
      return Tick.zero.adding(milliseconds: milliseconds)
    })
    recorder.record(.visit(.finished), by: .browser)
    recorder.restart()
    recorder.record(.visit(.finished), by: .browser)
    #expect(recorder.trace.entries.map(\.at) == [Tick.zero.adding(milliseconds: 5)])
  }
}
