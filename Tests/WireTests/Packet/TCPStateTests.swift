import Testing
import Wire

@Suite("The states of a TCP connection")
struct TCPStateTests {
  /// This end counts from 100, the peer from 500; nobody sends data.
  static func segment(_ flags: TCP.Flags, _ sequence: UInt32, _ acknowledgment: UInt32 = 0) -> TCP.Segment {
    TCP.Segment(
      sourcePort: 1, destinationPort: 2, sequenceNumber: sequence, acknowledgmentNumber: acknowledgment, flags: flags)
  }

  static func take(_ step: TCP.Transition.Step, _ end: inout TCP.Endpoint) {
    switch step {
    case .passiveOpen: end.listen()
    case .activeOpen: end.sent(segment(.syn, 100))
    case .receivedSYN:
      end.received(segment(.syn, 500))
      if end.state == .synReceived { end.sent(segment([.syn, .ack], 100, 501)) }
    case .receivedSYNAndACK: end.received(segment([.syn, .ack], 500, 101))
    case .receivedACKOfSYN: end.received(segment(.ack, 501, 101))
    case .sentFIN: end.sent(segment([.fin, .ack], 101, 501))
    case .receivedFIN: end.received(segment(.fin, 501))
    case .receivedACKOfFIN: end.received(segment(.ack, 501, 102))
    case .sentRST: end.sent(segment(.rst, 101))
    case .receivedRST: end.received(segment([.rst, .ack], 501, 101))
    case .deleted: end.delete()
    case .timeout: end.timeOut()
    }
  }

  /// How an end comes into a state.
  static func steps(to state: TCP.State) -> [TCP.Transition.Step] {
    switch state {
    case .closed: []
    case .listen: [.passiveOpen]
    case .synSent: [.activeOpen]
    case .synReceived: [.passiveOpen, .receivedSYN]
    case .established: [.activeOpen, .receivedSYNAndACK]
    case .finWait1: steps(to: .established) + [.sentFIN]
    case .finWait2: steps(to: .finWait1) + [.receivedACKOfFIN]
    case .closeWait: steps(to: .established) + [.receivedFIN]
    case .closing: steps(to: .finWait1) + [.receivedFIN]
    case .lastAck: steps(to: .closeWait) + [.sentFIN]
    case .timeWait: steps(to: .finWait2) + [.receivedFIN]
    }
  }

  @Test("every row of the table", arguments: TCP.transitions)
  func row(_ row: TCP.Transition) {
    var end = TCP.Endpoint()
    for step in Self.steps(to: row.from) { Self.take(step, &end) }
    #expect(end.state == row.from)
    Self.take(row.on, &end)
    #expect(end.state == row.to)
  }

  @Test("the table says one thing of each state and step, and leads into every state")
  func table() {
    let places = TCP.transitions.map { "\($0.from) \($0.on)" }
    #expect(Set(places).count == places.count)
    #expect(Set(TCP.transitions.map(\.to)) == Set(TCP.State.allCases))
  }

  @Test("a whole connection, as both ends see it")
  func wholeConnection() {
    var client = TCP.Endpoint()
    var server = TCP.Endpoint()
    server.listen()
    // From whom, flags, sequence number, acknowledgment number, data; then both states once it has arrived.
    let rows: [(Bool, TCP.Flags, UInt32, UInt32, String, String)] = [
      (true, .syn, 0xFFFF_FFFF, 0, "", "SYN-SENT SYN-RECEIVED"),
      (false, [.syn, .ack], 700, 0, "", "ESTABLISHED SYN-RECEIVED"),
      (true, .ack, 0, 701, "", "ESTABLISHED ESTABLISHED"),
      (true, [.psh, .ack], 0, 701, "GET", "ESTABLISHED ESTABLISHED"),
      (false, [.psh, .ack], 701, 3, "OK", "ESTABLISHED ESTABLISHED"),
      (false, [.fin, .ack], 703, 3, "", "CLOSE-WAIT FIN-WAIT-1"),
      (true, .ack, 3, 703, "", "CLOSE-WAIT FIN-WAIT-1"),
      (true, .ack, 3, 704, "", "CLOSE-WAIT FIN-WAIT-2"),
      (true, [.fin, .ack], 3, 704, "", "LAST-ACK TIME-WAIT"),
      (false, .ack, 704, 4, "", "CLOSED TIME-WAIT"),
    ]
    for (isClient, flags, sequence, acknowledgment, data, states) in rows {
      var segment = Self.segment(flags, sequence, acknowledgment)
      segment.data = Array(data.utf8)
      if isClient {
        client.sent(segment)
        server.received(segment)
      } else {
        server.sent(segment)
        client.received(segment)
      }
      #expect("\(client.state) \(server.state)" == states, "after \(flags) \(sequence)")
    }
    server.timeOut()
    #expect(server.state == .closed)
  }

  @Test("a FIN counts when all before it has come")
  func overtakingFIN() {
    var end = TCP.Endpoint()
    for step in Self.steps(to: .established) { Self.take(step, &end) }
    end.received(Self.segment([.fin, .ack], 504, 101))
    #expect(end.state == .established)
    var late = Self.segment(.ack, 501, 101)
    late.data = Array("abc".utf8)
    end.received(late)
    #expect(end.state == .closeWait)
  }

  @Test("a refusal counts only if it is about our SYN; a SYN sent again changes nothing")
  func refused() {
    var end = TCP.Endpoint()
    end.sent(Self.segment(.syn, 100))
    end.sent(Self.segment(.syn, 100))
    end.received(Self.segment([.rst, .ack], 0, 999))
    #expect(end.state == .synSent)
    end.received(Self.segment([.rst, .ack], 0, 101))
    #expect(end.state == .closed)
  }
}
