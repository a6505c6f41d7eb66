extension HTTP1 {
  /// What one side of a connection said.
  public struct Conversation: Sendable, Hashable {
    public var messages: [HTTP.Message]
    /// What comes after the last whole message: one that is cut off, another protocol, or bytes behind a close.
    public var rest: Range<Int>
  }

  /// One or several messages, read through the same ``Reader`` as a connection's. One that is cut off stands in `rest`.
  ///
  /// Throws what a recipient would refuse, but for a request's oddities: see ``Limits/refusesOddities``.
  ///
  /// - Parameter method: What the responses answer; one to HEAD has no content.
  public static func parse(
    _ bytes: [UInt8], _ kind: Kind, answering method: String = "GET", limits: Limits = Limits()
  ) throws(Fault) -> Conversation {
    try read(bytes, kind, method, limits) { _, _ in }
  }

  /// The same with every byte named.
  ///
  /// A message cut off carries a `truncated` fault in the tree; a request's oddities carry theirs, as a server would
  /// refuse it.
  public static func dissect(
    _ bytes: [UInt8], _ kind: Kind, answering method: String = "GET", limits: Limits = Limits()
  ) -> Dissection<Conversation> {
    var annotation = Annotation(bytes: bytes, kind: kind)
    let value = Result { () throws(Fault) in
      try read(bytes, kind, method, limits) { reader, stage in
        switch stage {
        case .chunk(let chunk): annotation.chunks.append(chunk)
        case .message: annotation.add(reader, upTo: reader.cursor, fault: nil)
        case .end(nil): annotation.addRest()
        case .end(let fault?): annotation.add(reader, upTo: bytes.count, fault: fault)
        }
      }
    }
    var failure: Fault?
    if case .failure(let fault) = value { failure = fault }
    let field = Field(
      "http1", bits: 0..<bytes.count * 8, spec: Spec("RFC 9112"), fault: failure, children: annotation.fields)
    return Dissection(value: value, field: field)
  }

  /// What a reader has come to.
  private enum Stage {
    case chunk(Chunk)
    case message
    /// Nothing more is read: why not, where the bytes end too early or are refused.
    case end(Fault?)
  }

  private static func read(
    _ bytes: [UInt8], _ kind: Kind, _ method: String, _ limits: Limits, _ tell: (borrowing Reader, Stage) -> Void
  ) throws(Fault) -> Conversation {
    var limits = limits
    limits.refusesOddities = false
    var reader = Reader(kind, limits: limits, received: bytes)
    reader.method = method
    var conversation = Conversation(messages: [], rest: bytes.indices)
    do throws(Refusal) {
      while let progress = try reader.readOrEnd() {
        switch progress {
        case .head: break
        case .chunk(let chunk): tell(reader, .chunk(chunk))
        case .message:
          guard let message = reader.message else { break }
          tell(reader, .message)
          conversation.messages.append(message)
          conversation.rest = reader.cursor..<bytes.count
          reader.next(isLast: reader.mayUpgrade || reader.closes && !reader.isInterim)
        }
      }
      tell(reader, .end(nil))
    } catch {
      tell(reader, .end(error.fault))
      guard error.fault.code == .truncated else { throw error.fault }
      if let startLine = reader.startLine { conversation.rest = startLine.line.lowerBound..<bytes.count }
    }
    return conversation
  }
}

extension HTTP1.Reader {
  /// The next thing that is whole, where no more bytes will come.
  fileprivate mutating func readOrEnd() throws(HTTP1.Refusal) -> Progress? {
    if let progress = try read() { return progress }
    return try end()
  }
}
