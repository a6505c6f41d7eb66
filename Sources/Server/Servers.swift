public import Net
public import Tracing
public import Wire

/// The little internet of a lesson: a name server, an edge server with certificates made afresh, and an app server with
/// its database, each on real sockets of its own, and on the host it is given.
public final class Servers {
  /// Which ports to listen on; 0 lets the kernel choose.
  public struct Ports: Sendable, Hashable {
    public var http: UInt16 = 0
    public var https: UInt16 = 0
    public var dns: UInt16 = 0
    public var app: UInt16 = 0
    public init() {}

    /// Those that addresses speak of, for hosts that have them all to themselves.
    public static let real = {
      var ports = Ports()
      (ports.http, ports.https, ports.dns, ports.app) = (80, 443, 53, 8000)
      return ports
    }()
  }

  /// What the edge's certificate is like, and what there is to say against it.
  public enum Certificate: Sendable, Hashable {
    case good
    /// Good, and signed by an authority that the one which browsers trust vouches for.
    case chained
    case expired, wrongName, unknownIssuer
  }

  /// The names that the edge's certificate is good for.
  public static let hostNames = ["www.shop.test", "shop.test", "*.shop.test", "localhost", "127.0.0.1"]

  private let credentials: () throws(Fault) -> Credentials
  public let nameService: NameService
  public let edge: Edge
  public private(set) var app: AppService?
  private let edgeHost: Host
  private let appHost: Host
  private let loop: Loop
  private let recorder: Recorder?
  private let random: () -> UInt64
  private let wallClock: () -> Int
  private let deserted: Socket
  private var silent: [Socket] = []

  /// `hosts` tells which machine a party lives on: this one, unless told otherwise. `zones` nil has the lessons' names
  /// lead to loopback. `credentials` are asked for when a handshake begins; nil has some made.
  public init(
    hosts: (Party) -> Host = { _ in .loopback }, ports: Ports = Ports(), zones: [Zone]? = nil,
    credentials: (() throws(Fault) -> Credentials)? = nil, on loop: Loop, recorder: Recorder?,
    randomness: Randomness = .system, wallClock: @escaping () -> Int
  ) throws {
    var randomness = randomness
    let random = { randomness.next() }
    self.random = random
    edgeHost = hosts(.edge)
    appHost = hosts(.app)
    self.loop = loop
    self.recorder = recorder
    self.wallClock = wallClock
    deserted = try edgeHost.reserving(port: 0)
    nameService = try NameService(
      port: ports.dns, in: hosts(.nameServer), by: .nameServer,
      answering: NameServer(zones: try zones ?? Zone.lessons()), on: loop, recorder: recorder)
    let app = try AppService(
      port: ports.app, in: appHost, on: loop, recorder: recorder, random: random, wallClock: wallClock)
    self.app = app
    if let credentials {
      self.credentials = credentials
    } else {
      let made = try Credentials(now: wallClock())
      self.credentials = { () throws(Fault) in made }
    }
    edge = try Edge(
      plain: ports.http, secure: ports.https, in: edgeHost,
      security: Channel.Security(.server) { [credentials = self.credentials] () throws(Fault) in
        try credentials().server
      }, on: loop, recorder: recorder,
      configuration: Edge.Configuration(upstream: app.local, wallClock: wallClock))
    recorder?.name(port: nameService.local.port, as: 53)
    recorder?.name(port: edge.plain.port, as: 80)
    recorder?.name(port: edge.secure.port, as: 443)
    recorder?.name(port: app.local.port, as: 8000)
  }

  /// A port that nobody listens on, and nobody else can take: whoever connects to it is refused, for real.
  public var closedPort: UInt16? { deserted.local?.port }

  /// Who signed the edge's certificate: whom a visitor has to trust.
  public var authority: CertificateAuthority { get throws(Fault) { try credentials().authority } }

  /// Which real port plays which of the ports that addresses speak of.
  public var ports: [UInt16: UInt16] { [80: edge.plain.port, 443: edge.secure.port] }

  private func context(showing certificate: Certificate) throws(Fault) -> TLSContext {
    let credentials = try credentials()
    let (authority, now) = (credentials.authority, credentials.now)
    let identity: CertificateAuthority.Identity
    switch certificate {
    case .good: return credentials.server
    case .chained:
      identity = try CertificateAuthority(name: Self.secondName, now: now, vouchedForBy: authority)
        .issue(for: Self.hostNames)
    case .expired: identity = try authority.issue(for: Self.hostNames, expired: true)
    case .wrongName: identity = try authority.issue(for: ["www.other.test"])
    case .unknownIssuer:
      identity = try CertificateAuthority(name: Self.strangerName, now: now).issue(for: Self.hostNames)
    }
    return try .server(identity)
  }

  /// The authority between the trusted one and the site.
  private static let secondName = "Roundtrip second authority"

  /// The authority that no browser of a lesson trusts.
  private static let strangerName = "Somebody else's authority"

  /// Has the edge show that certificate, and speak those versions of TLS, to whoever connects from now on.
  public func secure(with certificate: Certificate, versions: ClosedRange<UInt16>) throws {
    edge.secure(by: Channel.Security(.server, context: try context(showing: certificate), versions: versions))
  }

  /// Takes the edge away: its ports refuse.
  public func closeEdge() { edge.stop() }

  /// Takes the edge away, and has its ports neither take a connection nor refuse one.
  public func silenceEdge() throws(SystemError) {
    edge.stop()
    silent = try edgeHost.silent(port: edge.plain.port) + edgeHost.silent(port: edge.secure.port)
  }

  /// Takes the app server away: the edge then meets a port that nobody listens on.
  public func stopApp() {
    app?.stop()
    app = nil
  }

  /// Brings it back, on the port that it had.
  public func startApp() throws {
    guard app == nil, let endpoint = edge.configuration.upstream else { return }
    app = try AppService(
      port: endpoint.port, in: appHost, on: loop, recorder: recorder, random: random, wallClock: wallClock)
  }

  /// Closes every socket.
  public func stop() {
    edge.stop()
    app?.stop()
    nameService.stop()
    for socket in silent + [deserted] { socket.close() }
  }
}
