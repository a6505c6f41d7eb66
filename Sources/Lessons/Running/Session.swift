import Client
public import Net
import Server
public import Tracing
import Wire

/// Runs scenes for real: it raises the servers under the scene's conditions, sends the browser, and hands back what the
/// recorder wrote down.
///
/// In a private internet every scene has one of its own: what a kernel keeps for later, such as a neighbour's address, a
/// path's width or a cookie, would change the next scene.
public final class Session {
  /// The day on which every recording under a seed takes place: 2026-01-01 00:00:00 UTC.
  private static let seededWallClock = 1_767_225_600
  /// A scene is given up where any one thing that it waits for takes longer than this.
  private static let patienceMilliseconds = 60_000
  /// What the app server takes, and what the edge bears, where a lesson says `server.upstream = slow`.
  private static let slowMilliseconds = 1000
  private static let shortPatienceMilliseconds = 200
  /// How long the browser waits for a host that a lesson says is silent: long enough to ask a second time.
  private static let silenceMilliseconds = 1500
  /// How long ago somebody else asked, where a lesson says `resolver.cache = warm`: long enough for a TTL to count down
  /// by one second, with as much to spare as can be.
  private static let agingMilliseconds = 1200

  private let seed: UInt64?
  /// Into the network of the next scene.
  private var enter: () throws -> Network
  private let wallClock: @Sendable () -> Int
  private let credentials: Errand<Result<Credentials, Fault>>

  /// The network is asked for when the first scene is run. With a seed the clock stands still and every random number
  /// comes from it, OpenSSL's too, for the rest of the process: the same scene then gives the same trace.
  public init(seed: UInt64? = nil, in network: @autoclosure @escaping () throws -> Network = .loopback) {
    self.seed = seed
    enter = network
    if let seed { TLSRandomness.take(from: seed) }
    let wallClock: @Sendable () -> Int = if seed == nil { { Clock.wallSeconds } } else { { Self.seededWallClock } }
    self.wallClock = wallClock
    credentials = Errand {
      do throws(Fault) { return .success(try Credentials(now: wallClock())) } catch { return .failure(error) }
    }
  }

  /// `join` has the scene's loop before anything else: who has something to do meanwhile, such as answering a person's
  /// keys, watches for it there, and stops the loop where the scene is not wanted any more.
  ///
  /// Throws where the servers can't be raised, the scene takes for ever, its loop was stopped, or this machine lets us
  /// down (a ``SystemError``). What else goes wrong within the scene is no error: it is in the trace.
  public func record(_ scene: Lesson.Scene, joinedBy join: (Loop) -> Void = { _ in }) throws -> Trace {
    var randomness = seed.map { Randomness.seeded($0) } ?? .system
    let clock = Clock.sinceNow()
    let recorder = Recorder(
      clock: seed == nil ? clock : nil,
      epoch: seed == nil ? Clock.wallNanoseconds : UInt64(Self.seededWallClock) * 1_000_000_000)
    let loop = Loop(clock: clock, time: seed == nil ? .all : .waits)
    join(loop)
    let network = try enter()
    enter = { try network.renewed() }
    let traffic = network.traffic(on: loop, recorder: recorder, randomness: randomness.fork())
    defer { traffic?.stop() }
    let conditions = scene.conditions
    if seed != nil { try network.ignoreTime(losingFrames: conditions.links.values.contains(where: \.losesFrames)) }
    let opensFast = try conditions.opensFast && network.allowFastOpen(randomness.fork())
    let host = { (party: Party) in
      var host = network.host(of: party)
      host.opensFast = opensFast && [.browser, .edge].contains(party)
      return host
    }
    let servers = try Servers(
      hosts: host, ports: network.topology == nil ? Servers.Ports() : .real,
      zones: try zones(.site, for: scene, in: network),
      credentials: { [credentials] () throws(Fault) in try credentials.value.get() },
      on: loop, recorder: recorder, randomness: randomness.fork(), wallClock: wallClock)
    defer { servers.stop() }
    let names = try NameTree(
      hosts: host, port: network.topology == nil ? 0 : Servers.Ports.real.dns, above: servers.nameService, on: loop,
      recorder: recorder, randomness: randomness.fork())
    defer { names.stop() }

    var configuration = Browser.Configuration(
      resolver: names.resolver.local,
      randomness: randomness.fork(), wallClock: wallClock
    ) { [credentials] () throws(Fault) in try credentials.value.get().client }
    if conditions.resumes { configuration.tickets = TLSTickets() }
    if network.topology == nil {
      configuration.ports = servers.ports
      configuration.closedPort = servers.closedPort
    } else {
      // Whatever they are, they are in the private internet.
      configuration.allows = { _ in true }
    }
    configuration.acceptsGzip = conditions.acceptsGzip
    configuration.connectionsPerHost = 1
    let browser = Browser(in: host(.browser), on: loop, recorder: recorder, configuration: configuration)
    defer { browser.abort() }

    // What is still in the making would be waited for within the scene, by a server that then seems slow; and it draws
    // from what a seed gives, in which nobody else may draw meanwhile.
    _ = try credentials.value.get()

    // A condition of the past is brought about by living through it, while all is well; the recording begins after that.
    if conditions.isLoggedIn {
      try logIn(before: scene, browser, loop)
      browser.forgetNames()
    }
    if conditions.browserRemembers { for visit in scene.visits { try warm(visit, browser, loop) } }
    try hangUp(browser, loop)
    // A connection that the recording knows only the end of would have bytes without a beginning.
    servers.edge.hangUpUpstream()
    try wait(loop) { servers.app?.isDisconnected ?? true }

    // What holds now: who looks for an address from here on finds it so. The resolver has forgotten what the past took,
    // unless somebody else's past is what it is to remember.
    let usual = Conditions()
    if conditions.answer != usual.answer {
      servers.nameService.answer(as: NameServer(zones: try zones(conditions.answer, for: scene, in: network)))
    }
    configuration.randomness = randomness.fork()
    let stranger = stranger(in: network, configuration, loop)
    defer { stranger.abort() }
    let destinations = try scene.traceroutes.compactMap { try find($0, stranger, loop) }
    names.forget()
    stranger.forgetNames()
    if conditions.resolverRemembers {
      for visit in scene.visits { try warm(visit, stranger, loop) }
      try pass(milliseconds: Self.agingMilliseconds, loop)
    }
    servers.nameService.isSilent = conditions.nameServerIsSilent
    if conditions.certificate != usual.certificate || conditions.newestTLS != usual.newestTLS {
      try servers.secure(with: conditions.certificate, versions: 0x0303...conditions.newestTLS)
    }
    switch conditions.upstream {
    case .up: break
    case .down: servers.stopApp()
    case .slow:
      servers.app?.delayMilliseconds = Self.slowMilliseconds
      servers.edge.configuration.upstreamMilliseconds = Self.shortPatienceMilliseconds
    }
    try traffic?.settle()
    if conditions.siteIsClosed { servers.closeEdge() }
    if conditions.siteIsSilent {
      try servers.silenceEdge()
      browser.configuration.patienceMilliseconds = Self.silenceMilliseconds
    }
    traffic?.change(to: conditions.links)
    recorder.restart()
    if let topology = network.topology { recorder.record(.network(.raised(topology)), by: .laptop) }

    for visit in scene.visits {
      try go(
        Browser.Visit(method: visit.method, address: visit.url, fields: visit.fields, body: visit.body), browser, loop)
    }
    for destination in destinations { try survey(destination, host(.browser), loop, recorder) }
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
    browser.remember(nameIn: visit.url) { _ in isOver = true }
    try wait(loop) { isOver }
  }

  /// The address of a host whose way is looked for: nil where it has none.
  private func find(_ host: String, _ browser: Browser, _ loop: Loop) throws -> IPv4Address? {
    var found: Result<String, Fault>?
    browser.remember(nameIn: "http://\(host)/") { found = $0 }
    try wait(loop) { found != nil }
    guard case .success(let text) = found else { return nil }
    return IPv4Address(text)
  }

  private func survey(_ address: IPv4Address, _ host: Host, _ loop: Loop, _ recorder: Recorder) throws {
    // Where nobody may hear of ICMP the scene is without its hops, and its steps say that they are not live.
    guard let survey = try? RouteSurvey(of: address, in: host, on: loop, recorder: recorder) else { return }
    var isOver = false
    survey.start { isOver = true }
    try wait(loop) { isOver }
    // It lives until here: the loop does not hold it.
    withExtendedLifetime(survey) {}
  }

  /// Another browser in the same network: what the resolver finds out for it, it knows for ours too, and our browser's
  /// own memory stays as it is.
  private func stranger(in network: Network, _ configuration: Browser.Configuration, _ loop: Loop) -> Browser {
    Browser(in: network.host(of: .browser), on: loop, recorder: Recorder(clock: nil), configuration: configuration)
  }

  private func pass(milliseconds: Int, _ loop: Loop) throws {
    var isOver = false
    loop.after(milliseconds: milliseconds) { isOver = true }
    try wait(loop) { isOver }
  }

  /// Closes the browser's connections, and lets their last segments pass.
  private func hangUp(_ browser: Browser, _ loop: Loop) throws {
    browser.close()
    try wait(loop) { browser.isDisconnected }
  }

  private func wait(_ loop: Loop, until done: () -> Bool) throws {
    guard try loop.run(forAtMost: Self.patienceMilliseconds, until: { loop.trouble != nil || done() }) else {
      throw Fault(.unavailable, "the scene did not end within \(Self.patienceMilliseconds / 1000) s")
    }
    if let trouble = loop.trouble { throw trouble }
  }

  /// Sends the shop's own login form as its page would. Throws where that leaves no cookie: the scene would then show a
  /// stranger's visit.
  private func logIn(before scene: Lesson.Scene, _ browser: Browser, _ loop: Loop) throws {
    let host = scene.visits.first.flatMap { try? URL(parsing: $0.url).host?.description } ?? "www.shop.test"
    let form = Browser.Visit(
      method: "POST", address: "https://\(host)/login",
      fields: ["Content-Type": "application/x-www-form-urlencoded"], body: Array("email=ann%40shop.test".utf8))
    try go(form, browser, loop)
    guard browser.jar.cookies.isEmpty else { return }
    throw Fault(
      .unavailable,
      "`browser.cookies = logged-in` expects a cookie from \(form.address), found none: visit the shop, www.shop.test")
  }

  private func zones(_ answer: Conditions.Answer, for scene: Lesson.Scene, in network: Network) throws -> [Zone] {
    let (site, nameServer) = (network.address(of: .edge), network.address(of: .nameServer))
    switch answer {
    case .site: return try Zone.lessons(at: site, nameServer: nameServer)
    case .address(let address): return try Zone.lessons(at: address, nameServer: nameServer)
    case .noName:
      let hosts = scene.visits.compactMap { try? URL(parsing: $0.url).host?.description }
      return try Zone.lessons(at: site, nameServer: nameServer).map { $0.without(hosts) }
    }
  }
}
