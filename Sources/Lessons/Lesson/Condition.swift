import Net
import Tracing

/// What a scene's `given` can set: one table that the parser, the session and the help text read.
///
/// A `link.…` condition is the learner's line; the name of another cable may stand in it, `link.backbone.delay`.
public enum Condition: String, Sendable, Hashable, CaseIterable {
  case dnsAnswer = "dns.answer"
  case dnsServer = "dns.server"
  case resolverCache = "resolver.cache"
  case serverPort = "server.port"
  case serverHost = "server.host"
  case serverUpstream = "server.upstream"
  case browserCookies = "browser.cookies"
  case browserDNS = "browser.dns"
  case browserCompression = "browser.compression"
  case tlsVersion = "tls.version"
  case tlsCertificate = "tls.certificate"
  case tcpFastOpen = "tcp.fastOpen"
  case linkDelay = "link.delay"
  case linkRate = "link.rate"
  case linkLoss = "link.loss"
  case linkDrop = "link.drop"
  case linkDuplicate = "link.duplicate"
  case linkReorder = "link.reorder"
  case linkCorrupt = "link.corrupt"
  case linkMTU = "link.mtu"

  public var meaning: String {
    switch self {
    case .dnsAnswer: "what the name server says when it is asked for the host"
    case .dnsServer: "whether the site's name server says anything at all"
    case .resolverCache: "whether somebody else had the resolver find the name a second ago"
    case .serverPort: "whether anyone listens at the site's ports"
    case .serverHost: "whether the site's machine says anything at all"
    case .serverUpstream: "how the app server behind the edge is doing"
    case .browserCookies: "what is in the cookie jar before the visit"
    case .browserDNS: "whether the browser remembers the address from before"
    case .browserCompression: "whether the browser says that it can read gzip"
    case .tlsVersion: "the newest TLS version that the server speaks"
    case .tlsCertificate: "what is wrong with the server's certificate"
    case .tcpFastOpen: "whether browser and edge may send with the first packet (in a private internet)"
    case .linkDelay: "how long a frame is under way, each way (in a private internet, as all of link)"
    case .linkRate: "how many bits a second pass"
    case .linkLoss: "the share of frames that is lost"
    case .linkDrop: "which frames are lost: with `first`, or `first 2`, only so many of them"
    case .linkDuplicate: "the share of frames that arrives twice"
    case .linkReorder: "the share of frames that others overtake"
    case .linkCorrupt: "the share of frames that arrives with one bit turned over"
    case .linkMTU: "the longest datagram that passes, in bytes"
    }
  }

  /// The words it can be set to.
  public var values: [String] {
    switch self {
    case .dnsAnswer: ["NXDOMAIN"]
    case .dnsServer: ["silent"]
    case .resolverCache: ["cold", "warm"]
    case .serverPort: ["closed"]
    case .serverHost: ["silent"]
    case .serverUpstream: ["down", "slow"]
    case .browserCookies: ["logged-in"]
    case .browserDNS: ["warm"]
    case .browserCompression: ["on", "off"]
    case .tlsVersion: ["1.2", "1.3"]
    case .tlsCertificate: ["expired", "wrong-name", "unknown-issuer"]
    case .tcpFastOpen: ["on"]
    case .linkDrop:
      LinkConditions.Drop.Kind.allCases.map(\.rawValue) + ["first \(LinkConditions.Drop.Kind.syn.rawValue)"]
    case .linkDelay, .linkRate, .linkLoss, .linkDuplicate, .linkReorder, .linkCorrupt, .linkMTU: []
    }
  }

  /// What it takes beside the words.
  private var quantity: String? {
    switch self {
    case .dnsAnswer: "an IPv4 address"
    case .linkDelay: "a time from 0 to 2000ms, such as `20ms`"
    case .linkRate: "a rate from 10kbit/s to 10Gbit/s, such as `1Mbit/s`"
    case .linkLoss, .linkDuplicate, .linkReorder, .linkCorrupt: "a share from 0 % to 100 %, such as `5 %`"
    case .linkMTU: "a length from 576 to 1500, such as `1200`"
    case .dnsServer, .resolverCache, .serverPort, .serverHost, .serverUpstream, .browserCookies, .browserDNS,
      .browserCompression, .tlsVersion,
      .tlsCertificate, .tcpFastOpen, .linkDrop:
      nil
    }
  }

  /// Whether it is about a cable.
  public var isOfLink: Bool { rawValue.hasPrefix(Self.link) }

  private static let link = "link."

  /// The condition that a lesson names, and the cable where it names one.
  public static func named(_ name: String) -> (condition: Condition, cable: String?)? {
    if let condition = Condition(rawValue: name) { return (condition, nil) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let condition = Condition(rawValue: "\(parts[0]).\(parts[2])"), condition.isOfLink
    else { return nil }
    return (condition, String(parts[1]))
  }

  /// The cables that a `link.…` condition may name.
  public static var cables: [String] { Topology.standard.cables.map(\.id) }

  /// Whether `value` is one of ``values``, or a quantity that it takes.
  public func accepts(_ value: String) -> Bool {
    if isOfLink {
      var conditions = LinkConditions()
      return conditions.set(self, to: value)
    }
    return values.contains(value) || self == .dnsAnswer && value.isAddress
  }

  /// For error messages: `down` or `slow`.
  public var expected: String { (values.map { "`\($0)`" } + [quantity].compactMap(\.self)).joined(separator: " or ") }
}

extension String {
  /// Four numbers from 0 to 255 with dots between them.
  fileprivate var isAddress: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { $0.allSatisfy(\.isNumber) && UInt8($0) != nil }
  }
}
