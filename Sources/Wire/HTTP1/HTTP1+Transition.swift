extension HTTP1 {
  /// One row of the table by which messages are read: in this state, having read that, go on there.
  ///
  /// The table drives ``Reader``, the diagram that a learner sees and a test that walks every row.
  public struct Transition: Sendable, Hashable {
    public var from: State
    public var on: Step
    public var to: State

    /// Where in a message the next byte stands.
    public enum State: UInt8, Sendable, Hashable, CaseIterable {
      case startLine, fields
      /// In content whose length is known.
      case content
      /// In content that ends with the connection.
      case contentUntilClose
      case chunkLine, chunkData
      /// At the CRLF behind a chunk's data.
      case chunkEnd
      case trailers
      /// The message is whole.
      case complete
      /// What comes next is not HTTP/1.1, or nothing comes.
      case finished
      /// What came is not HTTP.
      case refused
    }

    /// What was read.
    public enum Step: UInt8, Sendable, Hashable, CaseIterable {
      case startLine, fieldLine
      /// The empty line, by how the content's end is found.
      case headWithoutContent, headWithLength, headWithChunks, headUntilClose
      case contentEnd
      case chunkLine, lastChunkLine, chunkDataEnd, chunkEnd
      case trailerLine, trailersEnd
      /// The connection's end.
      case close
      /// The message was taken; another may follow.
      case next
      /// The message was taken; none may follow.
      case last
      case mistake
    }

    init(_ from: State, _ on: Step, _ to: State) {
      self.from = from
      self.on = on
      self.to = to
    }
  }

  /// RFC 9112 sections 2.1, 6.3, 7.1 and 9 as a table.
  public static let transitions: [Transition] = [
    Transition(.startLine, .startLine, .fields),
    Transition(.fields, .fieldLine, .fields),
    Transition(.fields, .headWithoutContent, .complete),
    Transition(.fields, .headWithLength, .content),
    Transition(.fields, .headWithChunks, .chunkLine),
    Transition(.fields, .headUntilClose, .contentUntilClose),
    Transition(.content, .contentEnd, .complete),
    Transition(.contentUntilClose, .close, .complete),
    Transition(.chunkLine, .chunkLine, .chunkData),
    Transition(.chunkData, .chunkDataEnd, .chunkEnd),
    Transition(.chunkEnd, .chunkEnd, .chunkLine),
    Transition(.chunkLine, .lastChunkLine, .trailers),
    Transition(.trailers, .trailerLine, .trailers),
    Transition(.trailers, .trailersEnd, .complete),
    Transition(.complete, .next, .startLine),
    Transition(.complete, .last, .finished),
    Transition(.startLine, .close, .finished),
    Transition(.startLine, .mistake, .refused),
    Transition(.fields, .mistake, .refused),
    Transition(.content, .mistake, .refused),
    Transition(.contentUntilClose, .mistake, .refused),
    Transition(.chunkLine, .mistake, .refused),
    Transition(.chunkData, .mistake, .refused),
    Transition(.chunkEnd, .mistake, .refused),
    Transition(.trailers, .mistake, .refused),
  ]

  /// The table by state and step, to be looked up for each line.
  private static let destinations: [Transition.State?] = {
    var destinations = [Transition.State?](
      repeating: nil, count: Transition.State.allCases.count * Transition.Step.allCases.count)
    for row in transitions { destinations[index(row.from, row.on)] = row.to }
    return destinations
  }()

  private static func index(_ from: Transition.State, _ on: Transition.Step) -> Int {
    Int(from.rawValue) * Transition.Step.allCases.count + Int(on.rawValue)
  }

  /// Where the table leads; nil where it has no such row.
  static func destination(_ from: Transition.State, _ on: Transition.Step) -> Transition.State? {
    destinations[index(from, on)]
  }
}
