extension TCP.State {
  /// What an end in this state does, in words for a beginner (RFC 9293 section 3.3.2).
  public var meaning: String {
    switch self {
    case .closed: "there is no connection"
    case .listen: "waits for anybody's SYN"
    case .synSent: "has asked, and waits for an answer"
    case .synReceived: "has answered, and waits to hear that this arrived"
    case .established: "sure of the other: data may flow"
    case .finWait1: "has nothing more to say, and waits to hear that this arrived"
    case .finWait2: "has nothing more to say; the other still may"
    case .closeWait: "has heard the other's goodbye, and may still speak"
    case .closing: "both said goodbye at once; waits to hear that its own arrived"
    case .lastAck: "said goodbye after the other, and waits to hear that this arrived"
    case .timeWait: "done; waits a while, in case its last word was lost"
    }
  }
}
