/// What the network says about itself: answers to a ping, and reports of datagrams that didn't get through (RFC 792).
public enum ICMP {
  public struct Message: Sendable, Hashable {
    public var type: MessageType
    /// Which kind of `type`; see ``reason``.
    public var code: UInt8
    public var body: Body

    public init(_ type: MessageType, code: UInt8 = 0, _ body: Body) {
      self.type = type
      self.code = code
      self.body = body
    }
  }

  /// What stands behind type, code and checksum; which of them follows from the type.
  public enum Body: Sendable, Hashable {
    case echo(Echo)
    /// A report about a datagram: 32 bits that depend on the type, and the datagram's beginning.
    case report(UInt32, original: [UInt8])
    case opaque([UInt8])
  }

  /// A ping or its answer, the same in both versions (RFC 792, RFC 4443 section 4): `data` comes back unchanged, and
  /// identifier and number tell whose ping it was and which.
  public struct Echo: Sendable, Hashable {
    public var identifier: UInt16
    public var sequenceNumber: UInt16
    public var data: [UInt8]

    public init(identifier: UInt16, sequenceNumber: UInt16, data: [UInt8]) {
      self.identifier = identifier
      self.sequenceNumber = sequenceNumber
      self.data = data
    }

    /// As it stands behind type, code and checksum.
    func encoded() -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(bigEndian: identifier)
      bytes.append(bigEndian: sequenceNumber)
      return bytes + data
    }
  }

  /// What the message is about (RFC 792).
  public struct MessageType: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let echoReply = MessageType(rawValue: 0)
    public static let destinationUnreachable = MessageType(rawValue: 3)
    public static let redirect = MessageType(rawValue: 5)
    public static let echo = MessageType(rawValue: 8)
    public static let timeExceeded = MessageType(rawValue: 11)
    public static let parameterProblem = MessageType(rawValue: 12)
    public static let prefix = "type "
    public static let symbols: [UInt8: String] = [
      0: "Echo Reply", 3: "Destination Unreachable", 4: "Source Quench", 5: "Redirect", 8: "Echo",
      9: "Router Advertisement", 10: "Router Solicitation", 11: "Time Exceeded", 12: "Parameter Problem",
      13: "Timestamp", 14: "Timestamp Reply",
    ]

    /// Whether it reports a datagram that was lost. Nobody reports the loss of a report (RFC 1122 section 3.2.2).
    public var isReport: Bool { [3, 4, 5, 11, 12].contains(rawValue) }
  }

  /// The codes of Destination Unreachable that a router or host here gives (RFC 792, RFC 1122 section 3.2.2.1).
  public enum Unreachable: UInt8, Sendable, Hashable {
    case network = 0
    case host = 1
    case `protocol` = 2
    case port = 3
    case fragmentationNeeded = 4
    case administratively = 13
  }

  /// The length of what stands before a message's data, or the datagram that it quotes, in bytes.
  static let headerLength = 8

  /// The longest report, in bytes of the datagram that carries it (RFC 1812 section 4.3.2.3).
  static let reportLimit = 576
}

extension ICMP.Message {
  /// The answer to this ping; nil of anything else.
  public var echoReply: ICMP.Message? { type == .echo ? ICMP.Message(.echoReply, code: code, body) : nil }

  /// The report that `original`, a datagram as it arrived, can't be delivered. `nextHopMTU` is the length in bytes
  /// that would have got through (RFC 1191 section 4).
  public static func unreachable(
    _ reason: ICMP.Unreachable, nextHopMTU: UInt16 = 0, original: ArraySlice<UInt8>
  ) -> ICMP.Message {
    ICMP.Message(
      .destinationUnreachable, code: reason.rawValue,
      .report(reason == .fragmentationNeeded ? UInt32(nextHopMTU) : 0, original: quotation(original)))
  }

  /// The report that `original` had been passed on too often: what traceroute listens for.
  public static func timeExceeded(original: ArraySlice<UInt8>) -> ICMP.Message {
    ICMP.Message(.timeExceeded, .report(0, original: quotation(original)))
  }

  /// As much of it as fits a report with a plain header of its own.
  private static func quotation(_ original: ArraySlice<UInt8>) -> [UInt8] {
    Array(original.prefix(ICMP.reportLimit - IPv4.Header.minimumLength - ICMP.headerLength))
  }

  /// What was lost, of a report.
  public var original: IPv4.Header? {
    guard case .report(_, let original) = body else { return nil }
    return try? IPv4.dissectQuotation(original[...]).value.get()
  }

  /// The length that would have got through, of a report that fragmentation was needed; nil where it isn't told.
  public var nextHopMTU: UInt16? {
    guard type == .destinationUnreachable, code == ICMP.Unreachable.fragmentationNeeded.rawValue,
      case .report(let word, _) = body
    else { return nil }
    let size = UInt16(truncatingIfNeeded: word)
    return size == 0 ? nil : size
  }

  /// The message as it goes behind a header.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = [type.rawValue, code, 0, 0]
    switch body {
    case .echo(let echo): bytes += echo.encoded()
    case .report(let word, let original):
      bytes.append(bigEndian: word)
      bytes += original
    case .opaque(let rest): bytes += rest
    }
    bytes.put(InternetChecksum.of(bytes), at: Packet.Place<ICMP.Message, UInt16>.checksum.offset)
    return bytes
  }
}
