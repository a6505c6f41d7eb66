import Testing
import Wire

@Suite("A TCP connection seen at one place")
struct TCPFlowTests {
  typealias Row = Conversations.Row

  static func read(_ rows: [Row]) -> [TCP.Flow.Reading] {
    var flow = TCP.Flow()
    return rows.map { flow.add(Conversations.segment($0), $0.direction) }
  }

  @Test("numbers from each side's first, across the wrap")
  func relative() {
    let readings = Self.read(Conversations.lossBehind)
    for (row, reading) in zip(Conversations.lossBehind, readings) {
      #expect(reading.sequenceNumber == row.sequence)
      #expect(reading.acknowledgmentNumber == (row.flags.contains(.ack) ? row.acknowledgment : nil))
      // Which bytes of the stream: the SYN takes a number, but no byte of it.
      let first = max(0, row.sequence - (row.flags.contains(.syn) ? 0 : 1))
      #expect(reading.stream == first..<first + row.data.utf8.count)
    }
  }

  @Test("windows are scaled once both have offered it, and never in the SYNs")
  func windows() {
    let readings = Self.read(Conversations.lossBehind)
    #expect(readings[...4].map(\.window) == [500, 500, 64_000, 64_000, 2000])
    var rows = Conversations.lossBehind
    rows.removeFirst()
    // The client's SYN was not seen: nobody knows its scale.
    #expect(Self.read(rows)[1].window == 500)
  }

  @Test("what was lost behind this place: a duplicate ACK, then a retransmission")
  func retransmission() {
    let readings = Self.read(Conversations.lossBehind)
    let marks = readings.enumerated().filter { !$1.marks.isEmpty }.map { ($0, $1.marks) }
    #expect(marks.map(\.0) == [9, 10])
    #expect(marks.map(\.1) == [.duplicateACK, .retransmission])
    #expect(readings.map(\.bytesInFlight) == [0, 0, 0, 7, 0, 4, 8, 12, 0, 0, 8, 0, 0, 0, 0])
  }

  @Test("what was lost before this place: a hole, then what fills it")
  func outOfOrder() {
    var rows = Conversations.lossBehind
    rows.remove(at: 6)
    let readings = Self.read(rows)
    #expect(readings[6].marks == .afterHole)
    #expect(readings[9].marks == .outOfOrder)
    #expect(readings[11].marks == [])
  }

  @Test("a SYN sent again, a window that closes and opens")
  func synAgain() {
    let readings = Self.read([
      Row(.outward, .syn, 0, 0), Row(.outward, .syn, 0, 0), Row(.back, [.syn, .ack], 0, 1), Row(.outward, .ack, 1, 1),
      Row(.back, .ack, 1, 1, window: 0), Row(.back, .ack, 1, 1, window: 90),
    ])
    #expect(readings.map(\.marks) == [[], .retransmission, [], [], .zeroWindow, .windowUpdate])
  }

  @Test("a connection whose beginning was not seen")
  func middle() {
    let readings = Self.read(Array(Conversations.lossBehind[5...]))
    #expect(readings.map(\.sequenceNumber) == [1, 5, 9, 1, 1, 5, 1, 13, 1, 14])
    #expect(readings[3].acknowledgmentNumber == 5)
  }

  @Test("a connection that makes holes without end takes neither time nor room without end")
  func manyHoles() {
    var flow = TCP.Flow()
    for number in 0..<3000 {
      flow.add(Conversations.segment(Row(.outward, .ack, 1 + number * 4, 1, "x")), .outward)
    }
    let last = flow.add(Conversations.segment(Row(.outward, .ack, 2, 1, "abc")), .outward)
    #expect(last.marks == .outOfOrder)
  }
}
