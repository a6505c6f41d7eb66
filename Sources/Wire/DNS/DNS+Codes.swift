extension DNS {
  /// What a message asks to be done (RFC 6895 section 2.2).
  public struct Opcode: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let query = Opcode(rawValue: 0)
    public static let prefix = "OPCODE"
    public static let symbols: [UInt8: String] = [
      0: "QUERY", 1: "IQUERY", 2: "STATUS", 4: "NOTIFY", 5: "UPDATE", 6: "DSO",
    ]
  }

  /// How it went (RFC 6895 section 2.3). Sixteen and up need EDNS.
  public struct ResponseCode: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let noError = ResponseCode(rawValue: 0)
    /// The query could not be read.
    public static let formatError = ResponseCode(rawValue: 1)
    public static let serverFailure = ResponseCode(rawValue: 2)
    /// The name does not exist.
    public static let nameError = ResponseCode(rawValue: 3)
    public static let notImplemented = ResponseCode(rawValue: 4)
    public static let refused = ResponseCode(rawValue: 5)
    /// An EDNS version that the server does not speak.
    public static let badVersion = ResponseCode(rawValue: 16)
    public static let prefix = "RCODE"
    public static let symbols: [UInt16: String] = [
      0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED", 6: "YXDOMAIN",
      7: "YXRRSET", 8: "NXRRSET", 9: "NOTAUTH", 10: "NOTZONE", 11: "DSOTYPENI", 16: "BADVERS", 17: "BADKEY",
      18: "BADTIME", 19: "BADMODE", 20: "BADNAME", 21: "BADALG", 22: "BADTRUNC", 23: "BADCOOKIE",
    ]
  }

  /// Which family of names: practically always the Internet's (RFC 6895 section 3.2).
  public struct Class: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let internet = Class(rawValue: 1)
    public static let none = Class(rawValue: 254)
    public static let any = Class(rawValue: 255)
    public static let prefix = "CLASS"
    public static let symbols: [UInt16: String] = [1: "IN", 3: "CH", 4: "HS", 254: "NONE", 255: "ANY"]
  }

  /// Which kind of fact about a name (RFC 6895 section 3.1).
  public struct RecordType: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let a = RecordType(rawValue: 1)
    public static let ns = RecordType(rawValue: 2)
    public static let cname = RecordType(rawValue: 5)
    public static let soa = RecordType(rawValue: 6)
    public static let ptr = RecordType(rawValue: 12)
    public static let mx = RecordType(rawValue: 15)
    public static let txt = RecordType(rawValue: 16)
    public static let aaaa = RecordType(rawValue: 28)
    public static let srv = RecordType(rawValue: 33)
    public static let opt = RecordType(rawValue: 41)
    public static let ds = RecordType(rawValue: 43)
    public static let svcb = RecordType(rawValue: 64)
    public static let https = RecordType(rawValue: 65)
    public static let any = RecordType(rawValue: 255)
    public static let caa = RecordType(rawValue: 257)
    public static let prefix = "TYPE"
    public static let symbols: [UInt16: String] = [
      1: "A", 2: "NS", 3: "MD", 4: "MF", 5: "CNAME", 6: "SOA", 7: "MB", 8: "MG", 9: "MR", 10: "NULL", 11: "WKS",
      12: "PTR", 13: "HINFO", 15: "MX", 16: "TXT", 17: "RP", 18: "AFSDB",
      28: "AAAA", 29: "LOC", 33: "SRV", 35: "NAPTR", 37: "CERT", 39: "DNAME", 41: "OPT", 43: "DS", 44: "SSHFP",
      46: "RRSIG", 47: "NSEC", 48: "DNSKEY", 50: "NSEC3", 51: "NSEC3PARAM", 52: "TLSA", 53: "SMIMEA", 59: "CDS",
      60: "CDNSKEY", 61: "OPENPGPKEY", 62: "CSYNC", 63: "ZONEMD", 64: "SVCB", 65: "HTTPS", 99: "SPF", 249: "TKEY",
      250: "TSIG", 251: "IXFR", 252: "AXFR", 253: "MAILB", 254: "MAILA", 255: "ANY", 256: "URI", 257: "CAA",
    ]

    /// True of the numbers that only questions may use: transfers and ANY (RFC 6895 section 3.1).
    public var isQuestionOnly: Bool { (251...255).contains(rawValue) }

    /// True of the numbers that nobody can ask for: OPT, TKEY, TSIG and others of that kind go with one message, and are
    /// nothing that a name has (RFC 6895 section 3.1).
    public var isMessageOnly: Bool { self == .opt || (128...250).contains(rawValue) }
  }

  /// What an EDNS option says (RFC 6891 section 9).
  public struct OptionCode: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let prefix = "OPT"
    public static let symbols: [UInt16: String] = [
      3: "NSID", 8: "ECS", 9: "EXPIRE", 10: "COOKIE", 11: "KEEPALIVE", 12: "PADDING", 14: "KEY-TAG", 15: "EDE",
    ]
  }

  /// What a service binding's parameter says (RFC 9460 section 14.3).
  public struct ServiceParameterKey: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let prefix = "key"
    public static let symbols: [UInt16: String] = [
      0: "mandatory", 1: "alpn", 2: "no-default-alpn", 3: "port", 4: "ipv4hint", 5: "ech", 6: "ipv6hint", 7: "dohpath",
      8: "ohttp",
    ]
  }
}
