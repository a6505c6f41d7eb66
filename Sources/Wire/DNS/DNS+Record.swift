extension DNS {
  /// One fact about a name, and for how long it may be believed (RFC 1035 section 4.1.3).
  public struct Record: Sendable, Hashable {
    public var name: Name
    public var type: RecordType
    /// For an OPT record: the UDP payload size (RFC 6891 section 6.1.2).
    public var `class`: Class
    /// Seconds; for an OPT record, flags. A value with the top bit set counts as 0 (RFC 2181 section 8).
    public var timeToLive: UInt32
    public var data: RecordData

    public init(_ name: Name, _ type: RecordType, class: Class = .internet, timeToLive: UInt32, _ data: RecordData) {
      self.name = name
      self.type = type
      self.class = `class`
      self.timeToLive = timeToLive
      self.data = data
    }
  }

  /// What a record says, by its type. A type that we don't read, or not in this class, is opaque (RFC 3597).
  public enum RecordData: Sendable, Hashable {
    case a(IPv4Address)
    case aaaa(IPv6Address)
    case ns(Name)
    case cname(Name)
    case ptr(Name)
    case soa(StartOfAuthority)
    case mx(preference: UInt16, exchange: Name)
    /// Character-strings of at most 255 bytes each; the encoder divides longer ones.
    case txt([[UInt8]])
    case srv(priority: UInt16, weight: UInt16, port: UInt16, target: Name)
    /// SVCB and HTTPS (RFC 9460).
    case service(priority: UInt16, target: Name, [ServiceParameter])
    /// Who may issue certificates (RFC 8659).
    case caa(flags: UInt8, tag: [UInt8], value: [UInt8])
    case opt([EDNS.Option])
    case opaque([UInt8])
  }

  /// Who answers for a zone, and how its copies and its "no" answers age (RFC 1035 section 3.3.13).
  public struct StartOfAuthority: Sendable, Hashable {
    /// The primary name server.
    public var primary: Name
    /// A mail address, its `@` written as a dot.
    public var mailbox: Name
    public var serial: UInt32
    /// Seconds, as are the next three.
    public var refresh: UInt32
    public var retry: UInt32
    public var expire: UInt32
    /// How long a "there is none" may be remembered (RFC 2308 section 4).
    public var minimum: UInt32

    public init(
      primary: Name, mailbox: Name, serial: UInt32, refresh: UInt32, retry: UInt32, expire: UInt32, minimum: UInt32
    ) {
      self.primary = primary
      self.mailbox = mailbox
      self.serial = serial
      self.refresh = refresh
      self.retry = retry
      self.expire = expire
      self.minimum = minimum
    }
  }

  /// One `key=value` of a service binding (RFC 9460 section 2.2).
  public struct ServiceParameter: Sendable, Hashable {
    public var key: ServiceParameterKey
    public var value: [UInt8]

    public init(_ key: ServiceParameterKey, _ value: [UInt8]) {
      self.key = key
      self.value = value
    }
  }
}
