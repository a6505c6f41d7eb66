import Net
import Server
import Wire

extension Condition {
  /// Every condition there is, in the order of the cycle.
  public static let all: [Condition] =
    [
      Condition(
        "dns.answer", "what the site's name server says when it is asked for the host", \.answer,
        [Word("NXDOMAIN", .noName, "the site's name server says that there is no such name")], or: .address),
      Condition(
        "dns.server", "whether the site's name server says anything at all", \.nameServerIsSilent,
        [Word("silent", true, "the site's name server never answers")]),
      Condition(
        "resolver.cache", "whether somebody else had the resolver find the name a second ago", \.resolverRemembers,
        [
          Word("cold", false, "the resolver remembers nothing yet"),
          Word("warm", true, "somebody else had the resolver find the name a second ago"),
        ]),
      Condition(
        "server.port", "whether anyone listens at the site's ports", \.siteIsClosed,
        [Word("closed", true, "the site's machine is up, but no program listens at its ports")]),
      Condition(
        "server.host", "whether the site's machine says anything at all", \.siteIsSilent,
        [Word("silent", true, "the site's machine never answers, neither yes nor no")]),
      Condition(
        "server.upstream", "how the app server behind the edge is doing", \.upstream,
        [
          Word("down", .down, "the app server behind the edge does not run"),
          Word("slow", .slow, "the app server takes longer for its answer than the edge waits"),
        ]),
      Condition(
        "browser.cookies", "what is in the cookie jar before the visit", \.isLoggedIn,
        [Word("logged-in", true, "the browser has logged in before, and kept the cookie")]),
      Condition(
        "browser.dns", "whether the browser remembers the address from before", \.browserRemembers,
        [Word("warm", true, "the browser remembers the address from a moment ago")]),
      Condition(
        "browser.compression", "whether the browser says that it can read gzip", \.acceptsGzip,
        [
          Word("on", true, "the browser says that it can read gzip"),
          Word("off", false, "the browser does not say that it can read gzip, so nothing comes compressed"),
        ]),
      Condition(
        "tls.version", "the newest TLS version that the server speaks", \.newestTLS,
        [
          Word("1.2", 0x0303, "the server speaks TLS 1.2, and nothing newer"),
          Word("1.3", 0x0304, "the server speaks TLS 1.3"),
        ]),
      Condition(
        "tls.certificate", "what the server's certificate is like, or what is wrong with it", \.certificate,
        [
          Word(
            "chained", .chained,
            "the server's certificate is signed by an authority that is not on the browser's list; its signer is"
          ),
          Word("expired", .expired, "the server's certificate is out of date"),
          Word("wrong-name", .wrongName, "the server's certificate is for another name"),
          Word("unknown-issuer", .unknownIssuer, "the server's certificate is signed by nobody that the browser knows"),
        ]),
      Condition(
        "tls.resumption", "whether the browser takes up again what an earlier connection agreed on", \.resumes,
        [Word("on", true, "the browser takes up again what an earlier connection agreed on")]),
      Condition(
        "tcp.fastOpen", "whether browser and edge may send with the first packet", \.opensFast,
        [Word("on", true, "browser and edge may send data with the first packet")], needsPackets: true),
    ] + links

  /// Those that bend a cable.
  private static let links = [
    delay, rate, loss,
    Condition(
      link: "drop", "which packets are lost: all of a kind, or only its first", .frames,
      words: LinkConditions.Drop.Kind.allCases.map(\.rawValue) + ["first syn", "first 2 data"],
      set: { $0.drop = $1 }, effect: { drop, _, cable in "\(drop.words) on \(cable) \(drop.verb) lost" }),
    Condition(
      link: "duplicate", "the share of packets that arrive twice", .share,
      set: { $0.duplication = $1 }, effect: { "\($1) of the packets on \($2) arrive twice" }),
    Condition(
      link: "reorder", "the share of packets that others overtake", .share,
      set: { $0.reordering = $1 }, effect: { "\($1) of the packets on \($2) are overtaken by others" }),
    Condition(
      link: "corrupt", "the share of packets that arrive with one bit turned over", .share,
      set: { $0.corruption = $1 }, effect: { "\($1) of the packets on \($2) arrive with one bit turned over" }),
    limit,
  ]

  public static let delay = Condition(
    link: "delay", "how long each packet takes to cross the cable, each way", .time,
    set: { $0.delay = $1 }, effect: { "each packet takes \($1) to cross \($2), each way" })

  public static let rate = Condition(
    link: "rate", "how many bits a second the cable carries, each way", .rate,
    set: { $0.rate = $1 }, effect: { "\($2) carries \($1), each way; what is more has to wait" })

  public static let loss = Condition(
    link: "loss", "the share of packets that are lost, by chance", .share,
    set: { $0.loss = $1 }, effect: { "\($1) of the packets on \($2) are lost, by chance" })

  public static let limit = Condition(
    link: "mtu", "the longest packet that the cable takes, in bytes", .length,
    set: { $0.limit = $1 }, effect: { "\($2) takes no packet of more than \($1) bytes" })
}

extension LinkConditions.Drop {
  /// `the first SYN`, `every data packet`.
  fileprivate var words: String {
    switch count {
    case nil: "every \(kind.words)"
    case 1: "the first \(kind.words)"
    case let count?: "the first \(count) \(kind.words)s"
    }
  }

  fileprivate var verb: String { count ?? 1 == 1 ? "is" : "are" }
}

extension LinkConditions.Drop.Kind {
  fileprivate var words: String {
    switch self {
    case .syn: "SYN"
    case .synAck: "SYN ACK"
    case .data: "data packet"
    case .fin: "FIN"
    case .icmp: "ICMP packet"
    case .query: "DNS question"
    case .everything: "IP packet"
    }
  }
}
