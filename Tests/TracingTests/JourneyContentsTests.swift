import PacketSamples
import Testing
import Wire
@testable import Tracing

@Suite("What begins in a packet's data")
struct JourneyContentsTests {
  @Test("a request and its answer, in the segments that they begin in")
  func clear() {
    let journeys = Query(PacketSample.whole().trace).journeys.filter { !$0.contents.isEmpty }
    #expect(journeys.map(\.isFromClient) == [true, false])
    #expect(
      journeys.flatMap(\.contents) == [
        Journey.Content(kind: .message(PacketSample.request, .request), isSealed: false),
        Journey.Content(kind: .message(PacketSample.response, .response), isSealed: false),
      ])
  }

  ///     0          11       17               44               70 ..
  ///     +----------+--------+----------------+----------------+--
  ///     |  hello   |  ccs   | sealed Finished|  sealed abcd   |      what the client sends, record by record
  ///     +----------+--------+----------------+----------------+--
  @Test(
    "what anyone can read has a name; what is sealed has one that only the two ends know",
    arguments: [(0..<17, "hello"), (11..<17, ""), (17..<44, "sealed finished"), (44..<48, "sealed"), (0..<30, "both")])
  func sealed(stretch: Range<Int>, expected: String) {
    let query = LayerTests.encrypted(cipher: "TLS_AES_256_GCM_SHA384", version: "TLSv1.3")
    let contents = Query.Contents(query, PacketSample.connection, [], fromClient: true)[stretch]
    let hello = Journey.Content(kind: .security(.handshake, [1, 0, 0, 2, 3, 3]), isSealed: false)
    let finished = Journey.Content(kind: .security(.handshake, [20, 0, 0, 1, 9]), isSealed: true)
    switch expected {
    case "hello": #expect(contents == [hello])
    case "sealed finished": #expect(contents == [finished])
    case "sealed": #expect(contents == [Journey.Content(kind: .rest, isSealed: true)])
    case "both": #expect(contents == [hello, finished])
    default: #expect(contents.isEmpty)
    }
  }

  @Test("what a cipher sealed that is not followed has no name")
  func unknown() {
    let query = LayerTests.encrypted(cipher: "TLS_RSA_WITH_AES_128_CBC_SHA", version: "TLSv1.2")
    let contents = Query.Contents(query, PacketSample.connection, [], fromClient: true)
    #expect(contents[51..<84] == [Journey.Content(kind: .rest, isSealed: true)])
  }
}
