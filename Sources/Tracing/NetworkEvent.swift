public import Wire

/// What happens on the cables of the private internet and in its routers.
public enum NetworkEvent: Sendable, Hashable {
  /// The internet that the recording takes place in.
  case raised(Topology)
  /// The entry's party put a frame on a cable.
  case frame(Frame)
  /// The entry's party, a router, does not pass on the frame that is the entry's cause.
  case dropped(Reason)
  /// A datagram leaves with this Time to Live, to find out who is that far on the way to the address (traceroute).
  case probed(timeToLive: Int, to: IPv4Address)
  /// Who answered the probe that is the entry's cause.
  case hop(Hop)

  /// A machine on the way.
  public struct Hop: Sendable, Hashable {
    /// From 1: the first router.
    public var number: Int
    /// Nil where nobody answered in time.
    public var reply: Reply?

    public init(number: Int, reply: Reply?) {
      self.number = number
      self.reply = reply
    }
  }

  /// What a machine on the way says of a probe.
  public struct Reply: Sendable, Hashable {
    public enum Meaning: Sendable, Hashable {
      /// The Time to Live was used up there: it is a router.
      case timeExceeded
      /// It is the machine that was asked for, and nobody listens at that port of it.
      case arrived
      /// No probe gets further, with ICMP's code for the reason (RFC 792).
      case unreachable(UInt8)
    }
    public var from: IPv4Address
    public var meaning: Meaning

    public init(from address: IPv4Address, _ meaning: Meaning) {
      from = address
      self.meaning = meaning
    }
  }

  /// A frame and what becomes of it on its cable.
  public struct Frame: Sendable, Hashable {
    /// The cable's place in ``Topology/cables``. Who is at its other end gets the frame.
    public var cable: Int
    /// As it went onto the cable.
    public var bytes: [UInt8]
    /// After how many nanoseconds it arrives: once, or twice where the cable doubles it; empty where it is lost.
    public var arrivals: [UInt64]
    /// Which bit was turned over on the way, counted from the frame's first.
    public var damagedBit: Int?
    /// Why it is lost, where it is.
    public var loss: Loss?

    public init(cable: Int, bytes: [UInt8], arrivals: [UInt64], damagedBit: Int? = nil, loss: Loss? = nil) {
      self.cable = cable
      self.bytes = bytes
      self.arrivals = arrivals
      self.damagedBit = damagedBit
      self.loss = loss
    }
  }

  /// What takes a frame from a cable.
  public enum Loss: String, Sendable, Hashable {
    /// A lesson asked for just this one.
    case dropped
    /// The cable's share of losses, as a lesson asked for.
    case chance
    /// More waited for the cable than there is room for.
    case queueFull
  }

  /// Why a router does not pass a frame on.
  public enum Reason: Sendable, Hashable {
    /// The bytes make no frame, or no datagram.
    case malformed(Fault)
    /// For another machine on the cable, or in a protocol that the router does not speak.
    case notForUs
    /// The Time to Live was used up (RFC 1812 section 5.3.1).
    case timeToLiveExceeded
    /// No way leads there.
    case noRoute
    /// Nobody on the last cable answers to that address.
    case noNeighbour
    /// Longer than the next cable takes, in bytes, and not to be cut.
    case tooLong(limit: Int)
    /// More waited for a neighbour's hardware address than there is room for.
    case queueFull
  }
}
