import Client
public import Net
import Server
public import Tracing
import Wire

/// Runs scenes for real: it raises the servers under the scene's conditions, sends the browser, and hands back what the
/// recorder wrote down.
public struct Session {
  /// The day on which every recording under a seed takes place: 2026-01-01 00:00:00 UTC.
  private static let seededWallClock = 1_767_225_600
  /// A scene that takes longer than this is given up.
  private static let patienceMilliseconds = 60_000
  /// What the app server takes, and what the edge bears, where a lesson says `server.upstream = slow`.
  private static let slowMilliseconds = 1000
  private static let shortPatienceMilliseconds = 200

  private let seed: UInt64?
  private let network: Network

  /// With a seed the clock stands still and every random number comes from it, OpenSSL's too, for the rest of the
  /// process: the same scene then gives the same trace.
  public init(seed: UInt64? = nil, in network: Network = .loopback) {
    self.seed = seed
    self.network = network
    if let seed { TLSRandomness.take(from: seed) }
  }

  /// Throws where the servers can't be raised or the scene takes for ever. What goes wrong within the scene is no
  /// error: it is in the trace.
  public func record(_ scene: Lesson.Scene) throws -> Trace {
    let wallClock: () -> Int = seed == nil ? { Clock.wallSeconds } : { Self.seededWallClock }
    let randomness = seed.map { Randomness.seeded($0) } ?? .system
    let clock = Clock.sinceNow()
    let recorder = Recorder(clock: seed == nil ? clock : nil)
    let loop = Loop(clock: clock)
    let traffic = network.traffic(on: loop, recorder: recorder, randomness: randomness)
    defer { traffic?.stop() }
    let conditions = Dictionary(scene.givens.map { ($0.condition, $0.value) }) { $1 }
    let servers = try Servers(
      hosts: Servers.Hosts(
        nameServer: network.host(of: .nameServer), edge: network.host(of: .edge), app: network.host(of: .app)),
      ports: network.topology == nil ? Servers.Ports() : .real, zones: try zones(conditions[.dnsAnswer], for: scene),
      versions: versions(conditions[.tlsVersion]), on: loop, recorder: recorder, randomness: randomness,
      wallClock: wallClock)
    defer { servers.stop() }
    switch conditions[.serverUpstream] {
    case "down": servers.stopApp()
    case "slow":
      servers.app?.delayMilliseconds = Self.slowMilliseconds
      servers.edge.configuration.upstreamMilliseconds = Self.shortPatienceMilliseconds
    default: break
    }

    var configuration = Browser.Configuration(
      nameServer: servers.nameService.local,
      security: try .client(trusting: servers.authority, at: wallClock()),
      randomness: randomness, wallClock: wallClock)
    if network.topology == nil {
      configuration.ports = servers.ports
      configuration.closedPort = servers.closedPort
    } else {
      // Whatever they are, they are in the private internet.
      configuration.allows = { _ in true }
    }
    configuration.acceptsGzip = conditions[.browserCompression] != "off"
    configuration.connectionsPerHost = 1
    let browser = Browser(in: network.host(of: .browser), on: loop, recorder: recorder, configuration: configuration)

    // A condition of the past is brought about by living through it; the recording begins after that.
    var past: [Browser.Visit] = []
    if conditions[.browserCookies] == "logged-in" { past.append(Self.login(before: scene)) }
    for visit in past { try go(visit, browser, loop) }
    if conditions[.browserDNS] == "warm" {
      for visit in scene.visits { try warm(visit, browser, loop) }
    } else if !past.isEmpty {
      browser.forgetNames()
    }
    try hangUp(browser, loop)
    // A connection that the recording knows only the end of would have bytes without a beginning.
    servers.edge.hangUpUpstream()
    try wait(loop) { servers.app?.isDisconnected ?? true }
    try traffic?.settle()
    recorder.restart()
    if let topology = network.topology { recorder.record(.network(.raised(topology)), by: .laptop) }

    for visit in scene.visits {
      try go(
        Browser.Visit(method: visit.method, address: visit.url, fields: visit.fields, body: visit.body), browser, loop)
    }
    try hangUp(browser, loop)
    try traffic?.settle()
    return recorder.trace
  }

  private func go(_ visit: Browser.Visit, _ browser: Browser, _ loop: Loop) throws {
    var isOver = false
    browser.visit(visit) { _ in isOver = true }
    try wait(loop) { isOver }
  }

  private func warm(_ visit: Lesson.Visit, _ browser: Browser, _ loop: Loop) throws {
    var isOver = false
    browser.remember(nameIn: visit.url) { isOver = true }
    try wait(loop) { isOver }
  }

  /// Closes the browser's connections, and lets their last segments pass.
  private func hangUp(_ browser: Browser, _ loop: Loop) throws {
    browser.close()
    try wait(loop) { browser.isDisconnected }
  }

  private func wait(_ loop: Loop, until done: () -> Bool) throws {
    guard try loop.run(forAtMost: Self.patienceMilliseconds, until: done) else {
      throw Fault(.unavailable, "the scene did not end within \(Self.patienceMilliseconds / 1000) s", bytes: 0..<0)
    }
  }

  /// The shop's own login form, sent as its page would send it.
  private static func login(before scene: Lesson.Scene) -> Browser.Visit {
    let host = scene.visits.first.flatMap { try? URL(parsing: $0.url).host?.description } ?? "www.shop.test"
    return Browser.Visit(
      method: "POST", address: "https://\(host)/login",
      fields: ["Content-Type": "application/x-www-form-urlencoded"], body: Array("email=ann%40shop.test".utf8))
  }

  private func versions(_ value: String?) -> ClosedRange<UInt16> { value == "1.2" ? 0x0303...0x0303 : 0x0303...0x0304 }

  private func zones(_ answer: String?, for scene: Lesson.Scene) throws -> [Zone] {
    let site = network.address(of: .edge)
    guard let answer else { return try Zone.lessons(at: site) }
    if answer == "NXDOMAIN" {
      let hosts = scene.visits.compactMap { try? URL(parsing: $0.url).host?.description }
      return try Zone.lessons(at: site).map { $0.without(hosts) }
    }
    // The parser has made sure of four numbers.
    return try Zone.lessons(at: IPv4Address(octets: answer.split(separator: ".").compactMap { UInt8($0) }))
  }
}
