public import Wire

/// A name server's end of one TCP connection: any number of queries, each behind its length. Answers leave as they come,
/// and the asker tells them apart by their ids (RFC 7766 sections 6.2.1 and 7).
public struct NameServerStream: Machine {
  public enum Command: Sendable {
    /// The connection stands: from now on somebody is expected to ask.
    case opened
    /// One of the queries has this response; nil where it is to have none.
    case answer([UInt8]?)
  }

  public enum Event: Sendable, Hashable {
    /// A query came: its bytes without the length. A ``Command/answer(_:)`` is due.
    case asked([UInt8])
    /// Its response left: its bytes without the length.
    case answered([UInt8])
  }

  /// A connection is closed after this long, in milliseconds, without a query (RFC 7766 section 6.2.3), and in the middle
  /// of one that does not come to its end.
  public static let idleLimit = 10_000

  private var framing = DNS.Framing()
  private var received = 0
  private var sent = 0
  /// Queries whose answer is due.
  private var open = 0
  /// The other side has asked all it will.
  private var hasEnded = false
  /// When the connection will have been idle for too long; nil before it stands and after the end.
  private var deadline: Tick?

  public init() {}

  /// Tells of what is complete, and closes when the other side is done and answered, or has been silent for too long.
  public mutating func handle(_ input: Input<Command>, at now: Tick) -> [Output<Event>] {
    switch input {
    case .received(let bytes):
      var outputs: [Output<Event>] = []
      let isBeginning = framing.isBetweenMessages
      for query in framing.add(bytes) {
        let place = received..<received + 2 + query.count
        received = place.upperBound
        open += 1
        outputs.append(.happened(.asked(query), bytes: place))
      }
      return isBeginning || !outputs.isEmpty ? outputs + [expect(at: now)] : []
    case .command(.opened): return [expect(at: now)]
    case .command(.answer(let response)):
      open -= 1
      return (response.map { send($0) } ?? []) + (hasEnded && open == 0 ? close(nil) : [])
    case .woke:
      guard let deadline, now >= deadline else { return [] }
      return close(nil)
    case .ended:
      guard framing.isBetweenMessages else {
        return close(
          Fault(
            .truncated, "expected the rest of a query, found the end of the connection", bytes: received..<received,
            spec: .rfc(1035, "4.2.2")))
      }
      hasEnded = true
      return open == 0 ? close(nil) : []
    }
  }

  private mutating func expect(at now: Tick) -> Output<Event> {
    let deadline = now.adding(milliseconds: Self.idleLimit)
    self.deadline = deadline
    return .wake(at: deadline)
  }

  private mutating func send(_ response: [UInt8]) -> [Output<Event>] {
    let framed = DNS.framed(response)
    defer { sent += framed.count }
    return [.send(framed), .happened(.answered(response), bytes: sent..<sent + framed.count)]
  }

  private mutating func close(_ fault: Fault?) -> [Output<Event>] {
    deadline = nil
    return [.close(fault)]
  }
}
