import Testing
import Tracing
import Wire

@Suite("Recorder: the only door for time and number")
struct RecorderTests {
  @Test("both ends of a connection get one value")
  func oneConnection() {
    let recorder = Recorder(clock: { .zero })
    let client = Endpoint(address: "127.0.0.1", port: 40000)
    let server = Endpoint(address: "127.0.0.1", port: 443)
    let first = recorder.connection(.tcp, client: client, server: server)
    #expect(first.number == 1)
    #expect(recorder.connection(.tcp, client: client, server: server) == first)
    #expect(recorder.connection(.udp, client: client, server: server).number == 2)
  }

  @Test("without a clock, ports and times are those of the lesson")
  func normalised() {
    let recorder = Recorder(clock: nil)
    recorder.name(port: 34567, as: 443)
    let connection = recorder.connection(
      .tcp, client: Endpoint(address: "127.0.0.1", port: 51515), server: Endpoint(address: "127.0.0.1", port: 34567))
    #expect(connection.client.port == 50001)
    #expect(connection.server.port == 443)
    recorder.record(.visit(.finished), by: .browser)
    #expect(recorder.trace.entries.map(\.at) == [.zero])
  }
}
