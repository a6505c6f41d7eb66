/// A stream of bytes in order, made of packets that may be lost, doubled and reordered (RFC 9293).
public enum TCP {
  /// What one end says in one packet.
  public struct Segment: Sendable, Hashable {
    public var sourcePort: UInt16
    public var destinationPort: UInt16
    /// The number of the first byte of ``data``; of the SYN where there is one.
    public var sequenceNumber: UInt32
    /// The number of the next byte expected, where ``flags`` has ACK.
    public var acknowledgmentNumber: UInt32
    /// Four bits that must be zero.
    public var reserved: UInt8
    public var flags: Flags
    /// How many bytes more the sender has room for, before the scale agreed on (RFC 7323 section 2).
    public var window: UInt16
    public var urgentPointer: UInt16
    public var options: [Option]
    public var data: [UInt8]

    /// The length of a header without options, in bytes.
    public static let minimumHeaderLength = 20

    public init(
      sourcePort: UInt16, destinationPort: UInt16, sequenceNumber: UInt32, acknowledgmentNumber: UInt32 = 0,
      flags: Flags, window: UInt16 = 0, options: [Option] = [], data: [UInt8] = []
    ) {
      self.sourcePort = sourcePort
      self.destinationPort = destinationPort
      self.sequenceNumber = sequenceNumber
      self.acknowledgmentNumber = acknowledgmentNumber
      reserved = 0
      self.flags = flags
      self.window = window
      urgentPointer = 0
      self.options = options
      self.data = data
    }

    /// How many sequence numbers it takes: its data, and one each for SYN and FIN (RFC 9293 section 3.4).
    public var sequenceLength: Int {
      data.count + (flags.contains(.syn) ? 1 : 0) + (flags.contains(.fin) ? 1 : 0)
    }
  }

  /// The control bits (RFC 9293 section 3.1), in the order of the byte they stand in.
  public struct Flags: OptionSet, Sendable, Hashable, CustomStringConvertible {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let fin = Flags(rawValue: 0x01)
    public static let syn = Flags(rawValue: 0x02)
    public static let rst = Flags(rawValue: 0x04)
    public static let psh = Flags(rawValue: 0x08)
    public static let ack = Flags(rawValue: 0x10)
    public static let urg = Flags(rawValue: 0x20)
    public static let ece = Flags(rawValue: 0x40)
    public static let cwr = Flags(rawValue: 0x80)

    /// As the RFC spells them, from the last bit to the first.
    static let names: [(name: String, flag: Flags)] = [
      ("CWR", .cwr), ("ECE", .ece), ("URG", .urg), ("ACK", .ack), ("PSH", .psh), ("RST", .rst), ("SYN", .syn),
      ("FIN", .fin),
    ]

    /// `SYN ACK`: those that are set, as people say them.
    public var description: String {
      Self.names.reversed().filter { contains($0.flag) }.map(\.name).joined(separator: " ")
    }
  }
}
