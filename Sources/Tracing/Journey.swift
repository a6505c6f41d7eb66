public import Wire

/// One packet on its way from the host that made it to the one it is for: the same packet on every cable that it crossed.
public struct Journey: Sendable, Hashable {
  /// One cable crossed.
  public struct Hop: Sendable, Hashable {
    public var entry: Trace.Entry.ID
    /// When it was put on the cable.
    public var at: Tick
    /// Who put it there, and who is at the other end: machines of the topology.
    public var from: Party
    public var to: Party
    public var frame: NetworkEvent.Frame

    /// When it first arrives at the other end; nil where it is lost.
    public var arrival: Tick? { frame.arrivals.min().map { at.adding(nanoseconds: $0) } }

    /// How many more routers may pass it on; nil of what is no IPv4.
    public var timeToLive: Int? { (Packet.Summary(frame.bytes)?.ipv4?.timeToLive).map(Int.init) }
  }

  /// How it ended.
  public enum Ending: Sendable, Hashable {
    case arrived
    /// On its last cable.
    case lost(NetworkEvent.Loss)
    /// By the router that its last cable leads to.
    case dropped(NetworkEvent.Reason)
  }

  /// In order, and never empty.
  public var hops: [Hop]
  public var ending: Ending
  /// The frame as it was first put on a cable, taken apart; nil where that can't be done.
  public var packet: Packet?
  /// The connection or UDP conversation that it belongs to, where it belongs to one that was recorded.
  public var connection: Connection?
  /// True of what the end that opened the connection sent.
  public var isFromClient: Bool
  /// What begins in its data, in order; empty of what brings none.
  public var contents: [Content] = []
  /// What a TCP segment means after those before it, as its sender sees it.
  public var reading: TCP.Flow.Reading?
  /// The state of its sender once it has sent it, and of its receiver once that has dealt with it; of the moment when it
  /// was sent where it does not arrive.
  public var states: States?

  /// What both ends of a TCP connection are doing (RFC 9293 section 3.3.2).
  public struct States: Sendable, Hashable {
    public var client: TCP.State
    /// Nil of an end that was never heard of: it may listen, be off, or not exist.
    public var server: TCP.State?

    public init(client: TCP.State, server: TCP.State?) {
      self.client = client
      self.server = server
    }

    /// Both ends are sure of each other: the handshake is over.
    public static let established = States(client: .established, server: .established)
  }

  public var first: Hop { hops[0] }
  public var last: Hop { hops[hops.count - 1] }
  public var segment: TCP.Segment? { packet?.segment }
}
