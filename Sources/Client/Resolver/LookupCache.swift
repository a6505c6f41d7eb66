public import Tracing
public import Wire

/// What the browser remembers of names it looked up, each for as long as the records said (RFC 1035 section 7.4).
///
/// A value without a clock: whoever asks says what time it is.
public struct LookupCache: Sendable {
  /// What is remembered of one name: its addresses, or that there are none.
  public struct Entry: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
      case addresses([String], canonicalNames: [DNS.Name])
      case none(Fault)
    }
    public var content: Content
    /// From this moment on it must not be used.
    public var expires: Tick
  }

  public enum Finding: Sendable, Hashable {
    case cold
    case fresh(Entry)
    /// Known once, but too long ago.
    case expired(Entry)

    public var verdict: LookupEvent.Verdict {
      switch self {
      case .cold: .cold
      case .fresh: .fresh
      case .expired: .expired
      }
    }
  }

  /// No answer is remembered longer than this, in seconds, whatever it says: a day.
  public static let longest: UInt32 = 86_400
  /// No "no" is remembered longer than this, in seconds: three hours (RFC 2308 section 5).
  public static let longestAbsence: UInt32 = 10_800
  /// How many names are remembered; then those that expire first give way.
  public static let capacity = 1000

  private var entries: [DNS.Name: Entry] = [:]

  public init() {}

  /// What is known of `name` at `now`.
  public func find(_ name: DNS.Name, at now: Tick) -> Finding {
    guard let entry = entries[name] else { return .cold }
    return now < entry.expires ? .fresh(entry) : .expired(entry)
  }

  /// Remembers addresses for `timeToLive` seconds; for 0, not at all.
  public mutating func store(
    _ name: DNS.Name, addresses: [String], canonicalNames: [DNS.Name] = [], timeToLive: UInt32, at now: Tick
  ) {
    store(name, .addresses(addresses, canonicalNames: canonicalNames), min(timeToLive, Self.longest), at: now)
  }

  /// Remembers that there are none, for `timeToLive` seconds; nil, as for a server that failed, is not remembered.
  public mutating func store(_ name: DNS.Name, absence: Fault, timeToLive: UInt32?, at now: Tick) {
    store(name, .none(absence), min(timeToLive ?? 0, Self.longestAbsence), at: now)
  }

  private mutating func store(_ name: DNS.Name, _ content: Entry.Content, _ seconds: UInt32, at now: Tick) {
    guard seconds > 0 else {
      entries[name] = nil
      return
    }
    entries[name] = Entry(content: content, expires: now.adding(milliseconds: Int(seconds) * 1000))
    if entries.count > Self.capacity, let oldest = entries.min(by: { $0.value.expires < $1.value.expires }) {
      entries[oldest.key] = nil
    }
  }
}
