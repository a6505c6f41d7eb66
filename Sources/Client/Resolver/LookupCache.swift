public import Net
public import Wire

/// What the browser remembers of names it looked up, each for as long as the records said (RFC 1035 section 7.4).
public struct LookupCache: Sendable {
  /// What is remembered of one name.
  public enum Content: Sendable, Hashable {
    case addresses([String])
    /// There are none.
    case none(Fault)
  }

  private typealias Contents = NameCache<DNS.Name, Content>
  private var contents = Contents()

  public init() {}

  /// What is known of `name` at `now`.
  public func find(_ name: DNS.Name, at now: Tick) -> Remembered<Content> { contents.find(name, at: now) }

  /// Remembers addresses for `timeToLive` seconds; for 0, not at all.
  public mutating func store(_ name: DNS.Name, addresses: [String], timeToLive: UInt32, at now: Tick) {
    contents.store(.addresses(addresses), for: name, seconds: min(timeToLive, Contents.longest), at: now)
  }

  /// Remembers that there are none, for `timeToLive` seconds; nil, as for a server that failed, is not remembered.
  public mutating func store(_ name: DNS.Name, absence: Fault, timeToLive: UInt32?, at now: Tick) {
    contents.store(.none(absence), for: name, seconds: min(timeToLive ?? 0, Contents.longestAbsence), at: now)
  }
}
