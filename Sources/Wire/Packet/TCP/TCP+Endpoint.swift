extension TCP {
  /// One end of a connection as somebody sees it who reads along: its state after each segment that it sent or got.
  ///
  /// It is told what crossed the cable and follows the one table, ``TCP/transitions``; what a segment can't tell (a
  /// program that listens, a timer that ran out) it is told by name.
  public struct Endpoint: Sendable, Hashable {
    public private(set) var state = State.closed
    private var sending: SequenceSpace?
    private var receiving: SequenceSpace?
    /// Where this end's FIN stands, once it was sent.
    private var sentFIN: Int?
    /// Where the peer's FIN stands, once one came; it counts when all before it has come too.
    private var receivedFIN: Int?

    public init() {}

    /// The program waits for somebody to connect.
    public mutating func listen() { step(.passiveOpen) }

    /// The program gave up before there was a connection.
    public mutating func delete() { step(.deleted) }

    /// Twice the time that a segment may live in the network has gone by.
    public mutating func timeOut() { step(.timeout) }

    /// This end sent `segment`.
    public mutating func sent(_ segment: Segment) {
      if segment.flags.contains(.rst) { return step(.sentRST) }
      if segment.flags.contains(.syn) {
        if sending == nil { sending = SequenceSpace(initial: segment.sequenceNumber) }
        if !segment.flags.contains(.ack) { step(.activeOpen) }
      }
      guard var space = sending else { return }
      let range = segment.range(from: space.relative(segment.sequenceNumber))
      space.take(range)
      sending = space
      if segment.flags.contains(.fin), sentFIN == nil {
        sentFIN = range.upperBound - 1
        step(.sentFIN)
      }
    }

    /// `segment` arrived at this end, checksum and all.
    public mutating func received(_ segment: Segment) {
      let acknowledged = acknowledged(by: segment)
      if segment.flags.contains(.rst) {
        // Whoever was refused is told so with an ACK of its SYN (RFC 9293 section 3.10.7.3).
        if state != .synSent || acknowledged > 0 { step(.receivedRST) }
        return
      }
      if segment.flags.contains(.syn) {
        if receiving == nil { receiving = SequenceSpace(initial: segment.sequenceNumber) }
        step(acknowledged > 0 && state == .synSent ? .receivedSYNAndACK : .receivedSYN)
      }
      if acknowledged > 0 { step(.receivedACKOfSYN) }
      if let sentFIN, acknowledged > sentFIN { step(.receivedACKOfFIN) }
      guard var space = receiving else { return }
      let range = segment.range(from: space.relative(segment.sequenceNumber))
      space.take(range)
      receiving = space
      if segment.flags.contains(.fin), receivedFIN == nil { receivedFIN = range.upperBound - 1 }
      if let receivedFIN, space.next > receivedFIN { step(.receivedFIN) }
    }

    /// How far into what this end sent the ACK in `segment` reaches; 0 where it has none, or acknowledges what was
    /// never sent.
    private func acknowledged(by segment: Segment) -> Int {
      guard segment.flags.contains(.ack), let sending else { return 0 }
      let number = sending.relative(segment.acknowledgmentNumber)
      return number <= sending.highest ? number : 0
    }

    private mutating func step(_ step: Transition.Step) {
      if let next = TCP.destination(state, step) { state = next }
    }
  }
}
