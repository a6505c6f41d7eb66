public import Net
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

  /// A name server, and where to ask it.
  public struct Server: Sendable, Hashable {
    public var name: DNS.Name
    public var address: IPv4Address

    public init(_ name: DNS.Name, at address: IPv4Address) {
      self.name = name
      self.address = address
    }
  }

  /// A failure is remembered this long, in seconds, so that whoever asks on does not make things worse (RFC 9520
  /// section 3.2: at least one second, at most five minutes).
  public static let failure: UInt32 = 5

  private typealias Contents = NameCache<DNS.Question, Content>

  private let roots: [Server]
  private var contents = Contents()
  private var delegations = NameCache<DNS.Name, [Server]>()

  /// Knows nothing but where the root is (RFC 8109).
  public init(roots: [Server]) { self.roots = roots }

  public mutating func forget() { self = ResolverCache(roots: roots) }

  // MARK: Asking it

  /// What is known about `type` of `name`, with each TTL counted down by the whole seconds that have passed.
  public func find(_ name: DNS.Name, _ type: DNS.RecordType, at now: Tick) -> Remembered<Content> {
    // That there is no such name goes for every type.
    var finding = Remembered<Content>.cold
    for type in [.any, type] {
      switch contents.find(DNS.Question(name, type), at: now, aged: { $0.aged(by: $1) }) {
      case .fresh(let content): return .fresh(content)
      case .expired: finding = .expired
      case .cold: continue
      }
    }
    return finding
  }

  /// The zone nearest to the name whose servers are known, and those servers; at worst the root.
  public func nearest(to name: DNS.Name, at now: Tick) -> (zone: DNS.Name, servers: [Server]) {
    for zone in sequence(first: name, next: \.parent) {
      if case .fresh(let servers) = delegations.find(zone, at: now) { return (zone, servers) }
    }
    return (.root, roots)
  }

  // MARK: Telling it

  /// Remembers records of one type and owner: for as long as the shortest-lived says.
  public mutating func store(_ name: DNS.Name, _ type: DNS.RecordType, _ records: [DNS.Record], at now: Tick) {
    guard type != .any, let seconds = records.map(\.believableTimeToLive).min() else { return }
    contents.store(.records(records), for: DNS.Question(name, type), seconds: min(seconds, Contents.longest), at: now)
  }

  /// Remembers that there is no such name, or none of this type.
  public mutating func store(
    _ name: DNS.Name, _ type: DNS.RecordType, absence authority: DNS.Outcome.StartOfAuthorityRecord, noName: Bool,
    at now: Tick
  ) {
    let seconds = min(authority.timeToLive, Contents.longestAbsence)
    var record = authority.record
    record.timeToLive = seconds
    contents.store(
      noName ? .noName(record) : .noData(record), for: DNS.Question(name, noName ? .any : type), seconds: seconds,
      at: now)
  }

  /// Remembers that nobody answered.
  public mutating func storeFailure(_ name: DNS.Name, _ type: DNS.RecordType, at now: Tick) {
    contents.store(.failure, for: DNS.Question(name, type), seconds: Self.failure, at: now)
  }

  /// Remembers who answers for `zone`.
  public mutating func store(_ zone: DNS.Name, servers: [Server], timeToLive: UInt32, at now: Tick) {
    delegations.store(servers, for: zone, seconds: min(timeToLive, Contents.longest), at: now)
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
