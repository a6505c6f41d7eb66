extension TCP {
  /// Where one end of a connection is (RFC 9293 section 3.3.2).
  public enum State: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case closed = "CLOSED"
    case listen = "LISTEN"
    case synSent = "SYN-SENT"
    case synReceived = "SYN-RECEIVED"
    case established = "ESTABLISHED"
    case finWait1 = "FIN-WAIT-1"
    case finWait2 = "FIN-WAIT-2"
    case closeWait = "CLOSE-WAIT"
    case closing = "CLOSING"
    case lastAck = "LAST-ACK"
    case timeWait = "TIME-WAIT"

    public var description: String { rawValue }
  }

  /// One row of the table of a connection's life: in this state, when that happens, go on there.
  ///
  /// The table drives ``Endpoint``, the diagram that a learner sees and a test that walks every row.
  public struct Transition: Sendable, Hashable {
    public var from: State
    public var on: Step
    public var to: State

    /// What can happen to an end.
    public enum Step: String, Sendable, Hashable, CaseIterable {
      case passiveOpen = "passive OPEN"
      case activeOpen = "active OPEN, send SYN"
      case receivedSYN = "receive SYN, send SYN and ACK"
      case receivedSYNAndACK = "receive SYN and ACK of SYN, send ACK"
      case receivedACKOfSYN = "receive ACK of SYN"
      case sentFIN = "CLOSE, send FIN"
      case receivedFIN = "receive FIN, send ACK"
      case receivedACKOfFIN = "receive ACK of FIN"
      case sentRST = "ABORT, send RST"
      case receivedRST = "receive RST"
      case deleted = "CLOSE, nothing to send"
      case timeout = "2MSL timeout"
    }

    init(_ from: State, _ on: Step, _ to: State) {
      self.from = from
      self.on = on
      self.to = to
    }
  }

  /// RFC 9293 figure 5 and section 3.10 as a table; what has no row changes nothing.
  ///
  /// An RST ends a connection in SYN-RECEIVED also where the RFC's figure leads a passive opener back to LISTEN: the
  /// socket that listens is another one, and never left LISTEN.
  public static let transitions: [Transition] =
    [
      Transition(.closed, .passiveOpen, .listen),
      Transition(.closed, .activeOpen, .synSent),
      Transition(.listen, .activeOpen, .synSent),
      Transition(.listen, .receivedSYN, .synReceived),
      Transition(.listen, .deleted, .closed),
      Transition(.synSent, .receivedSYN, .synReceived),
      Transition(.synSent, .receivedSYNAndACK, .established),
      Transition(.synSent, .deleted, .closed),
      Transition(.synReceived, .receivedACKOfSYN, .established),
      Transition(.synReceived, .sentFIN, .finWait1),
      Transition(.synReceived, .receivedFIN, .closeWait),
      Transition(.established, .sentFIN, .finWait1),
      Transition(.established, .receivedFIN, .closeWait),
      Transition(.finWait1, .receivedACKOfFIN, .finWait2),
      Transition(.finWait1, .receivedFIN, .closing),
      Transition(.finWait2, .receivedFIN, .timeWait),
      Transition(.closeWait, .sentFIN, .lastAck),
      Transition(.closing, .receivedACKOfFIN, .timeWait),
      Transition(.lastAck, .receivedACKOfFIN, .closed),
      Transition(.timeWait, .timeout, .closed),
    ]
    + State.allCases.filter { $0 != .closed && $0 != .listen }.flatMap {
      [Transition($0, .sentRST, .closed), Transition($0, .receivedRST, .closed)]
    }

  private struct Place: Hashable {
    var state: State
    var step: Transition.Step
  }

  private static let destinations = Dictionary(
    uniqueKeysWithValues: transitions.map { (Place(state: $0.from, step: $0.on), $0.to) })

  /// Where the table leads; nil where it has no such row.
  static func destination(_ from: State, _ on: Transition.Step) -> State? {
    destinations[Place(state: from, step: on)]
  }
}
