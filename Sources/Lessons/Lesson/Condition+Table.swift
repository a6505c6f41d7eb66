import Net
import Server
import Wire

extension Condition {
  /// Every condition there is, in the order of the cycle.
  public static let all: [Condition] = [
    Condition(
      "dns.answer", "what the name server says when it is asked for the host", \.answer, ["NXDOMAIN": .noName],
      or: .address),
    Condition(
      "dns.server", "whether the site's name server says anything at all", \.nameServerIsSilent, ["silent": true]),
    Condition(
      "resolver.cache", "whether somebody else had the resolver find the name a second ago", \.resolverRemembers,
      ["cold": false, "warm": true]),
    Condition("server.port", "whether anyone listens at the site's ports", \.siteIsClosed, ["closed": true]),
    Condition("server.host", "whether the site's machine says anything at all", \.siteIsSilent, ["silent": true]),
    Condition(
      "server.upstream", "how the app server behind the edge is doing", \.upstream, ["down": .down, "slow": .slow]),
    Condition("browser.cookies", "what is in the cookie jar before the visit", \.isLoggedIn, ["logged-in": true]),
    Condition(
      "browser.dns", "whether the browser remembers the address from before", \.browserRemembers, ["warm": true]),
    Condition(
      "browser.compression", "whether the browser says that it can read gzip", \.acceptsGzip,
      ["on": true, "off": false]),
    Condition(
      "tls.version", "the newest TLS version that the server speaks", \.newestTLS, ["1.2": 0x0303, "1.3": 0x0304]),
    Condition(
      "tls.certificate", "what the server's certificate is like, or what is wrong with it", \.certificate,
      ["chained": .chained, "expired": .expired, "wrong-name": .wrongName, "unknown-issuer": .unknownIssuer]),
    Condition(
      "tls.resumption", "whether the browser takes up again what an earlier connection agreed on", \.resumes,
      ["on": true]),
    Condition(
      "tcp.fastOpen", "whether browser and edge may send with the first packet", \.opensFast,
      ["on": true], needsPackets: true),
    delay, rate, loss,
    Condition(
      link: "drop", "which frames are lost: all of a kind, or only its first", .frames,
      words: LinkConditions.Drop.Kind.allCases.map(\.rawValue) + ["first syn", "first 2 data"]
    ) { $0.drop = $1 },
    Condition(link: "duplicate", "the share of frames that arrives twice", .share) { $0.duplication = $1 },
    Condition(link: "reorder", "the share of frames that others overtake", .share) { $0.reordering = $1 },
    Condition(link: "corrupt", "the share of frames that arrives with one bit turned over", .share) {
      $0.corruption = $1
    },
    limit,
  ]

  public static let delay = Condition(
    link: "delay", "how long a frame is under way, each way", .time
  ) { $0.delay = $1 }

  public static let rate = Condition(link: "rate", "how many bits a second pass", .rate) { $0.rate = $1 }

  public static let loss = Condition(link: "loss", "the share of frames that is lost", .share) { $0.loss = $1 }

  public static let limit = Condition(link: "mtu", "the longest datagram that passes, in bytes", .length) {
    $0.limit = $1
  }
}
