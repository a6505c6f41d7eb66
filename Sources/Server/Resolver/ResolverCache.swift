public import Tracing
public import Wire

/// What a resolver remembers: records, "no" answers and who answers for which zone, each for as long as it was told
/// (RFC 1034 section 5.3.3, RFC 2181 section 5, RFC 2308 section 5).
///
/// A value without a clock: whoever asks says what time it is.
public struct ResolverCache: Sendable {
  /// What is known about a name and a type.
  public enum Content: Sendable, Hashable {
    case records([DNS.Record])
    /// No such name; with the SOA record that says so.
    case noName(DNS.Record)
    /// The name has no record of this type; with the SOA record that says so.
    case noData(DNS.Record)
    /// Nobody could be got to answer (RFC 9520).
    case failure
  }

  public enum Finding: Sendable, Hashable {
    case cold
    /// With each TTL counted down by the whole seconds that have passed.
    case fresh(Content)
    /// Known once, but too long ago.
    case expired

    public var verdict: LookupEvent.Verdict {
      switch self {
      case .cold: .cold
      case .fresh: .fresh
      case .expired: .expired
      }
    }
  }

  /// A name server, and where to ask it.
  public struct Server: Sendable, Hashable {
    public var name: DNS.Name
    public var address: IPv4Address

    public init(_ name: DNS.Name, at address: IPv4Address) {
      self.name = name
      self.address = address
    }
  }

  /// No record is remembered longer than this, in seconds, whatever it says: a day.
  public static let longest: UInt32 = 86_400
  /// No "no" is remembered longer than this, in seconds: three hours (RFC 2308 section 5).
  public static let longestAbsence: UInt32 = 10_800
  /// A failure is remembered this long, in seconds, so that whoever asks on does not make things worse (RFC 9520
  /// section 3.2: at least one second, at most five minutes).
  public static let failure: UInt32 = 5
  /// How many things are remembered of either kind; then those that expire first give way.
  public static let capacity = 1000

  private struct Entry<Value: Sendable>: Sendable {
    var value: Value
    var stored: Tick
    var expires: Tick
  }

  private let roots: [Server]
  private var contents: [DNS.Question: Entry<Content>] = [:]
  private var delegations: [DNS.Name: Entry<[Server]>] = [:]

  /// Knows nothing but where the root is (RFC 8109).
  public init(roots: [Server]) { self.roots = roots }

  public mutating func forget() { self = ResolverCache(roots: roots) }

  // MARK: Asking it

  /// What is known about `type` of `name`.
  public func find(_ name: DNS.Name, _ type: DNS.RecordType, at now: Tick) -> Finding {
    // That there is no such name goes for every type.
    var finding = Finding.cold
    for type in [.any, type] {
      guard let entry = contents[DNS.Question(name, type)] else { continue }
      if now < entry.expires { return .fresh(entry.value.aged(by: now.since(entry.stored) / 1_000_000_000)) }
      finding = .expired
    }
    return finding
  }

  /// The zone nearest to the name whose servers are known, and those servers; at worst the root.
  public func nearest(to name: DNS.Name, at now: Tick) -> (zone: DNS.Name, servers: [Server]) {
    for zone in sequence(first: name, next: \.parent) {
      if let entry = delegations[zone], now < entry.expires { return (zone, entry.value) }
    }
    return (.root, roots)
  }

  // MARK: Telling it

  /// Remembers records of one type and owner: for as long as the shortest-lived says.
  public mutating func store(_ name: DNS.Name, _ type: DNS.RecordType, _ records: [DNS.Record], at now: Tick) {
    guard type != .any, let seconds = records.map(\.believableTimeToLive).min() else { return }
    store(.records(records), DNS.Question(name, type), min(seconds, Self.longest), at: now)
  }

  /// Remembers that there is no such name, or none of this type.
  public mutating func store(
    _ name: DNS.Name, _ type: DNS.RecordType, absence authority: DNS.Outcome.StartOfAuthorityRecord, noName: Bool,
    at now: Tick
  ) {
    let seconds = min(authority.timeToLive, Self.longestAbsence)
    var record = authority.record
    record.timeToLive = seconds
    store(noName ? .noName(record) : .noData(record), DNS.Question(name, noName ? .any : type), seconds, at: now)
  }

  /// Remembers that nobody answered.
  public mutating func storeFailure(_ name: DNS.Name, _ type: DNS.RecordType, at now: Tick) {
    store(.failure, DNS.Question(name, type), Self.failure, at: now)
  }

  /// Remembers who answers for `zone`.
  public mutating func store(_ zone: DNS.Name, servers: [Server], timeToLive: UInt32, at now: Tick) {
    delegations[zone] = Self.entry(servers, min(timeToLive, Self.longest), at: now)
    Self.trim(&delegations)
  }

  private mutating func store(_ content: Content, _ question: DNS.Question, _ seconds: UInt32, at now: Tick) {
    contents[question] = Self.entry(content, seconds, at: now)
    Self.trim(&contents)
  }

  /// Nothing for something that may not be remembered at all.
  private static func entry<Value>(_ value: Value, _ seconds: UInt32, at now: Tick) -> Entry<Value>? {
    seconds == 0 ? nil : Entry(value: value, stored: now, expires: now.adding(milliseconds: Int(seconds) * 1000))
  }

  private static func trim<Key, Value>(_ entries: inout [Key: Entry<Value>]) {
    guard entries.count > capacity, let oldest = entries.min(by: { $0.value.expires < $1.value.expires }) else {
      return
    }
    entries[oldest.key] = nil
  }
}

extension ResolverCache.Content {
  fileprivate func aged(by seconds: UInt64) -> Self {
    func aged(_ record: DNS.Record) -> DNS.Record {
      var record = record
      record.timeToLive -= min(record.timeToLive, UInt32(clamping: seconds))
      return record
    }
    return switch self {
    case .records(let records): .records(records.map(aged))
    case .noName(let record): .noName(aged(record))
    case .noData(let record): .noData(aged(record))
    case .failure: .failure
    }
  }
}
