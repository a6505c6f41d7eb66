/// Where somebody who reads a lesson as sentences stops, and what is asked there.
public struct PlainPage: Sendable, Hashable {
  public var text: [UInt8]
  /// The prediction that is open at the page's end.
  public var question: Question?

  /// A prediction with everything that may be said to an answer: choices are numbered, and typed.
  public struct Question: Sendable, Hashable {
    /// What is said to each choice, in order.
    public var answers: [[UInt8]]
    /// What is said to someone who only wants to see.
    public var outcome: [UInt8]
    public var hint: [UInt8]?
  }
}
