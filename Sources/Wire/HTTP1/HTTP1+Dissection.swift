extension HTTP1 {
  /// What one side of a connection said.
  public struct Conversation: Sendable, Hashable {
    public var messages: [HTTP.Message]
    /// What comes after the last whole message: one that is cut off, another protocol, or bytes behind a close.
    public var rest: Range<Int>
  }

  /// One or several messages with every byte named.
  ///
  /// It reads through the same ``Reader`` as a connection does. A message cut off stands in `rest` and carries a
  /// `truncated` fault in the tree; a missing Host carries one too, as a server would refuse it.
  ///
  /// - Parameter method: What the responses answer; one to HEAD has no content.
  public static func dissect(
    _ bytes: [UInt8], _ kind: Kind, answering method: String = "GET", limits: Limits = Limits()
  ) -> Dissection<Conversation> {
    var limits = limits
    limits.requiresHost = false
    var reader = Reader(kind, limits: limits, received: bytes)
    reader.method = method
    var annotation = Annotation(bytes: bytes, kind: kind)
    var messages: [HTTP.Message] = []
    var failure: Fault?
    do throws(Refusal) {
      while let progress = try reader.readOrEnd() {
        switch progress {
        case .head: break
        case .chunk(let chunk): annotation.chunks.append(chunk)
        case .message:
          guard let message = reader.message else { break }
          annotation.add(reader, upTo: reader.cursor, fault: nil)
          messages.append(message)
          reader.next(isLast: reader.mayUpgrade || reader.closes && !reader.isInterim)
        }
      }
      annotation.addRest()
    } catch {
      if error.fault.code != .truncated { failure = error.fault }
      annotation.add(reader, upTo: bytes.count, fault: error.fault)
    }
    let rest = annotation.end..<bytes.count
    let field = Field(
      "http1", bits: 0..<bytes.count * 8, spec: Spec("RFC 9112"), fault: failure, children: annotation.fields)
    return Dissection(
      value: failure.map(Result.failure) ?? .success(Conversation(messages: messages, rest: rest)), field: field)
  }
}

extension HTTP1.Reader {
  /// The next thing that is whole, where no more bytes will come.
  fileprivate mutating func readOrEnd() throws(HTTP1.Refusal) -> Progress? {
    if let progress = try read() { return progress }
    return try end()
  }
}
