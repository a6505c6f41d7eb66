public import Wire

/// The name server's end of one TCP connection: any number of queries, each behind its length, answered in order
/// (RFC 7766 section 6.2).
public struct NameServerStream: Machine {
  /// It needs no orders.
  public typealias Command = Never

  public enum Event: Sendable, Hashable {
    /// A query came: its bytes without the length.
    case asked([UInt8])
    /// Its response left: its bytes without the length.
    case answered([UInt8])
  }

  /// A connection on which nothing happens is closed after this long, in milliseconds (RFC 7766 section 6.2.3).
  public static let idleLimit = 10_000

  private let server: NameServer
  private var framing = DNS.Framing()
  private var received = 0
  private var sent = 0
  /// When the connection will have been idle for too long; nil before the first input and after the end.
  private var deadline: Tick?

  public init(_ server: NameServer) { self.server = server }

  /// Answers what is complete, and closes when the other side is done or has been silent for too long.
  public mutating func handle(_ input: Input<Never>, at now: Tick) -> [Output<Event>] {
    switch input {
    case .received(let bytes):
      var outputs: [Output<Event>] = []
      for query in framing.add(bytes) { outputs += answer(query) }
      let deadline = now.adding(milliseconds: Self.idleLimit)
      self.deadline = deadline
      return outputs + [.wake(at: deadline)]
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
      return close(nil)
    }
  }

  private mutating func answer(_ query: [UInt8]) -> [Output<Event>] {
    let asked = received..<received + 2 + query.count
    received = asked.upperBound
    var outputs: [Output<Event>] = [.happened(.asked(query), bytes: asked)]
    guard let response = server.answer(query: query[...], over: .tcp) else { return outputs }
    let framed = DNS.framed(response)
    outputs += [.send(framed), .happened(.answered(response), bytes: sent..<sent + framed.count)]
    sent += framed.count
    return outputs
  }

  private mutating func close(_ fault: Fault?) -> [Output<Event>] {
    deadline = nil
    return [.close(fault)]
  }
}
