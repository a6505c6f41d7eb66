extension DNS {
  /// `message` as it goes over TCP: behind its length in 16 bits (RFC 1035 section 4.2.2). The message must not be
  /// longer than ``messageLimit``.
  public static func framed(_ message: [UInt8]) -> [UInt8] {
    let length = UInt16(clamping: message.count)
    return [UInt8(length >> 8), UInt8(length & 0xFF)] + message.prefix(Int(length))
  }

  /// Cuts a TCP stream into messages, however the bytes arrive.
  public struct Framing: Sendable {
    private var pending: [UInt8] = []

    public init() {}

    /// True when the stream stands between two messages.
    public var isBetweenMessages: Bool { pending.isEmpty }

    /// The messages that `bytes` completed, without their length.
    public mutating func add(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
      pending += bytes
      var messages: [[UInt8]] = []
      var at = 0
      while at + 2 <= pending.count {
        let end = at + 2 + (Int(pending[at]) << 8 | Int(pending[at + 1]))
        guard end <= pending.count else { break }
        messages.append(Array(pending[at + 2..<end]))
        at = end
      }
      if at > 0 { pending.removeFirst(at) }
      return messages
    }
  }
}
