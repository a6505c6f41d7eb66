// What DNS's words mean, for somebody who meets them for the first time.

extension DNS.ResponseCode {
  /// In a few words; empty for the rare ones.
  public var meaning: String {
    switch self {
    case .noError: "no error: the question could be answered"
    case .formatError: "the question could not be read"
    case .serverFailure: "the server could not find out"
    case .nameError: "there is no such name"
    case .notImplemented: "the server does not do such things"
    case .refused: "the server will not answer this"
    default: ""
    }
  }
}

extension DNS.RecordType {
  /// In a few words; empty for the rare ones.
  public var meaning: String {
    switch self {
    case .a: "A: an address (IPv4)"
    case .aaaa: "AAAA: an address (IPv6)"
    case .ns: "NS: the name of a server that knows more"
    case .cname: "CNAME: the name is an alias of another"
    case .mx: "MX: where its mail goes"
    case .txt: "TXT: a text for programs"
    case .soa: "SOA: facts about the zone, the part of the tree of names that one owner keeps"
    case .ptr: "PTR: the name of an address"
    default: ""
    }
  }
}

extension DNS.Record {
  /// What its numbers are, where they stand there without names; empty where they need no words.
  public var meaning: String {
    guard case .soa = data else { return "" }
    return "about the zone: its version; then in seconds, when a copy asks for a newer one, asks again, and gives up; "
      + "and for how long a no may be remembered"
  }
}

extension DNS.Class {
  /// In a few words; empty for the rare ones.
  public var meaning: String { self == .internet ? "IN: of the Internet" : "" }
}
