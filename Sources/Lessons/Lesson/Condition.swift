/// What a scene's `given` can set: one table that the parser, the session and the help text read.
public enum Condition: String, Sendable, Hashable, CaseIterable {
  case dnsAnswer = "dns.answer"
  case serverUpstream = "server.upstream"
  case browserCookies = "browser.cookies"
  case browserDNS = "browser.dns"
  case browserCompression = "browser.compression"
  case tlsVersion = "tls.version"

  public var meaning: String {
    switch self {
    case .dnsAnswer: "what the name server says when it is asked for the host"
    case .serverUpstream: "how the app server behind the edge is doing"
    case .browserCookies: "what is in the cookie jar before the visit"
    case .browserDNS: "whether the browser remembers the address from before"
    case .browserCompression: "whether the browser says that it can read gzip"
    case .tlsVersion: "the newest TLS version that the server speaks"
    }
  }

  /// The words it can be set to.
  public var values: [String] {
    switch self {
    case .dnsAnswer: ["NXDOMAIN"]
    case .serverUpstream: ["down", "slow"]
    case .browserCookies: ["logged-in"]
    case .browserDNS: ["warm"]
    case .browserCompression: ["on", "off"]
    case .tlsVersion: ["1.2", "1.3"]
    }
  }

  /// Whether `value` is one of ``values`` or, for the name server's answer, an address.
  public func accepts(_ value: String) -> Bool {
    values.contains(value) || self == .dnsAnswer && value.isAddress
  }

  /// For error messages: `down` or `slow`.
  var expected: String {
    (values.map { "`\($0)`" } + (self == .dnsAnswer ? ["an IPv4 address"] : [])).joined(separator: " or ")
  }
}

extension String {
  /// Four numbers from 0 to 255 with dots between them.
  fileprivate var isAddress: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { $0.allSatisfy(\.isNumber) && UInt8($0) != nil }
  }
}
