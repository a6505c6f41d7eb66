public import Wire

/// One recording, append-only: everything that happened, in the order in which it was recorded. Everything anyone
/// sees or exports is a pure function of it.
public struct Trace: Sendable, Hashable {
  public struct Entry: Sendable, Hashable, Identifiable {
    /// 0 for the first, and never a gap: also the index into ``Trace/entries``.
    public var id: Int
    public var at: Tick
    public var by: Party
    /// The entry that this one answers or follows from.
    public var cause: Int?
    public var fact: Fact

    public init(id: Int, at: Tick, by: Party, cause: Int?, fact: Fact) {
      self.id = id
      self.at = at
      self.by = by
      self.cause = cause
      self.fact = fact
    }

    /// The connection that it speaks of.
    public var connection: Connection? { fact.connection }
  }

  public private(set) var entries: [Entry] = []
  /// True where clock, ports and random numbers were fixed by a seed: times then mean nothing and are not shown.
  public var isNormalised: Bool

  /// The wall clock at the tick zero, in nanoseconds since 1970-01-01 00:00:00 UTC.
  public var epoch: UInt64

  public init(isNormalised: Bool = false, epoch: UInt64 = 0) {
    self.isNormalised = isNormalised
    self.epoch = epoch
  }

  /// The private internet it was recorded in; nil on loopback, without packets.
  public private(set) var topology: Topology?

  @discardableResult
  public mutating func append(_ fact: Fact, at tick: Tick, by party: Party, cause: Int?) -> Int {
    entries.append(Entry(id: entries.count, at: tick, by: party, cause: cause, fact: fact))
    if topology == nil, case .network(.raised(let raised)) = fact { topology = raised }
    return entries.count - 1
  }
}
