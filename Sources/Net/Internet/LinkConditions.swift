import Wire

/// How a cable treats what is on it. Without any, every frame arrives whole and at once.
public struct LinkConditions: Sendable, Hashable {
  /// How long a frame is under way, in nanoseconds, each way.
  public var delay: UInt64 = 0
  /// Shares of frames, from 0 to 1.
  public var loss = 0.0
  public var duplication = 0.0
  public var reordering = 0.0
  public var corruption = 0.0
  /// Frames to lose by what they are.
  public var drop: Drop?
  /// The longest datagram, in bytes.
  public var limit: Int?
  /// Bits a second; nil for as many as come.
  public var rate: UInt64?

  public init() {}

  /// Whether a frame that is put on it may not arrive, or not whole.
  public var losesFrames: Bool { drop != nil || loss > 0 || corruption > 0 || rate != nil }

  /// Which frames to lose: `first syn`.
  public struct Drop: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case syn, data, fin, icmp, query
      case synAck = "syn-ack"
      /// Every IP packet: ARP still works, so the machine is there and says nothing.
      case everything
    }
    public var kind: Kind
    /// Only so many of them, from the first; nil for all.
    public var count: Int?

    public init(_ kind: Kind, count: Int?) {
      self.kind = kind
      self.count = count
    }

    func matches(_ frame: [UInt8]) -> Bool {
      guard let datagram = Packet.Summary(frame)?.ipv4 else { return false }
      switch kind {
      case .everything: return true
      case .icmp: return datagram.protocol == .icmp
      case .query: return datagram.ports?.destination == 53
      case .syn: return datagram.flags.map { $0.contains(.syn) && !$0.contains(.ack) } ?? false
      case .synAck: return datagram.flags.map { $0.contains([.syn, .ack]) } ?? false
      case .fin: return datagram.flags?.contains(.fin) ?? false
      case .data: return datagram.segmentLength ?? 0 > 0
      }
    }
  }
}
