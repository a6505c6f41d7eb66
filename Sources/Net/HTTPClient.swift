public import Tracing
public import Wire

/// HTTP/1.1 as a client speaks it: connections are kept alive and used again, to one origin at most so many at a time
/// (RFC 9112 section 9.4); further exchanges wait for their turn, so many and so long.
///
/// A browser asks with it, and so does a server that asks another one. Whom to connect to, what to send and what a
/// failure means is theirs to say.
public final class HTTPClient {
  /// Who is asked: scheme, host and port (RFC 6454 section 4).
  public struct Origin: Sendable, Hashable {
    public var isSecure: Bool
    public var host: String
    public var port: UInt16
    public init(isSecure: Bool, host: String, port: UInt16) {
      self.isSecure = isSecure
      self.host = host
      self.port = port
    }
  }

  /// What an owner bears.
  public struct Terms {
    /// The TLS of a connection that is made for the exchange; nil is none.
    public var security: Channel.Security?
    public var connectionsPerOrigin: Int
    /// How long an exchange may wait for its turn where all of them are taken.
    public var turnMilliseconds: Int
    /// How many exchanges may wait so for one origin.
    public var mostWaiting = 4096
    /// How long a connection may take to stand, and then the answer to come whole.
    public var milliseconds: Int
    public init(
      security: Channel.Security?, connectionsPerOrigin: Int, turnMilliseconds: Int, milliseconds: Int
    ) {
      self.security = security
      self.connectionsPerOrigin = connectionsPerOrigin
      self.turnMilliseconds = turnMilliseconds
      self.milliseconds = milliseconds
    }
  }

  public struct Answer: Sendable {
    public var response: HTTP.Response
    /// Where the response stands in the trace.
    public var entry: Int?
  }

  /// Why there is no answer.
  public enum Failure: Error, Sendable, Hashable {
    /// No address, no connection to it, or no room to wait for one.
    case unreachable(Fault)
    /// The time ran out.
    case late(milliseconds: Int)
    /// What came is no HTTP.
    case unreadable(Fault)
    /// The connection went before the answer was whole; with the fault, if one is the reason.
    case closed(Fault?)
  }

  /// Where an origin can be reached: asked only where a new connection is needed, and answered when it is known.
  public typealias Finder = (@escaping (Result<Endpoint, Fault>) -> Void) -> Void

  /// The request, with the entry of the trace that it follows from; asked for when it is known which connection carries
  /// it, and as its which exchange.
  public typealias Former = (Connection, _ index: Int) -> (request: HTTP.Request, cause: Int?)

  typealias Taker = (Result<HTTPChannel, Failure>) -> Void

  /// The connections to one origin.
  private final class Site {
    enum State {
      case connecting, idle, busy
      /// Done for, and not gone yet.
      case closing
    }

    let origin: Origin
    /// Those that have not gone, as they were opened: in that order goodbyes are said, which a recording shows.
    private(set) var connections: [(http: HTTPChannel, state: State)] = []
    /// How many more are to be opened once it is known where.
    var sought = 0
    var waiting: [Turn] = []

    init(_ origin: Origin) { self.origin = origin }

    /// What a connection is doing; nil where it has gone, or has not come.
    subscript(http: HTTPChannel) -> State? {
      get { connections.first { $0.http === http }?.state }
      set {
        let place = connections.firstIndex { $0.http === http }
        switch (place, newValue) {
        case (let place?, let state?): connections[place].state = state
        case (let place?, nil): connections.remove(at: place)
        case (nil, let state?): connections.append((http, state))
        case (nil, nil): break
        }
      }
    }

    /// How many count against the limit of those that work at once.
    var taken: Int { sought + connections.count { $0.state == .connecting || $0.state == .busy } }

    /// The newest connection that is idle; from now on it is busy.
    func takeIdle() -> HTTPChannel? {
      guard let place = connections.lastIndex(where: { $0.state == .idle && $0.http.isIdle }) else { return nil }
      connections[place].state = .busy
      return connections[place].http
    }
  }

  /// An exchange that waits for a connection.
  private final class Turn {
    let open: () -> Void
    let taker: Taker
    /// When it has waited long enough.
    var patience: Loop.Timer?

    init(open: @escaping () -> Void, taker: @escaping Taker) {
      self.open = open
      self.taker = taker
    }
  }

  let loop: Loop
  private let host: Host
  private let party: Party
  private let recorder: Recorder?
  /// As they were first asked.
  private var sites: [Site] = []

  public init(in host: Host, by party: Party, on loop: Loop, recorder: Recorder?) {
    self.host = host
    self.party = party
    self.loop = loop
    self.recorder = recorder
  }

  /// Asks that origin, because of the entry `cause`, and tells `done` once what came of it.
  public func ask(
    _ origin: Origin, on terms: Terms, cause: Int? = nil, find: @escaping Finder, form: @escaping Former,
    then done: @escaping (Result<Answer, Failure>) -> Void
  ) {
    HTTPExchange(with: origin, on: terms, cause: cause, find: find, form: form, in: self, then: done).start()
  }

  /// Says goodbye on every connection that stands. What waits for its turn has it no more, and is told.
  public func close() {
    for site in sites {
      let turns = site.waiting
      site.waiting = []
      for (http, state) in site.connections where state == .idle || state == .busy { http.close() }
      for turn in turns {
        loop.cancel(turn.patience)
        turn.taker(
          .failure(.closed(Fault(.unavailable, "the connections were closed before its turn came"))))
      }
    }
  }

  /// Lets every connection go at once; nobody is told.
  public func abort() {
    for site in sites {
      for (http, _) in site.connections {
        http.onEvent = nil
        http.channel.abort()
      }
      for turn in site.waiting { loop.cancel(turn.patience) }
    }
    sites = []
  }

  /// Whether every connection has gone.
  public var isDisconnected: Bool {
    sites.allSatisfy { $0.connections.isEmpty && $0.sought == 0 }
  }

  // MARK: Connections

  private func site(of origin: Origin) -> Site {
    if let site = sites.first(where: { $0.origin == origin }) { return site }
    let site = Site(origin)
    sites.append(site)
    return site
  }

  /// Hands over a connection to that origin: an idle one, unless it has to be `fresh`, or a new one, or the next that is
  /// given back.
  func take(
    _ origin: Origin, on terms: Terms, fresh: Bool, cause: Int?, find: @escaping Finder, then taker: @escaping Taker
  ) {
    let site = site(of: origin)
    if !fresh, let http = site.takeIdle() { return taker(.success(http)) }
    let open: () -> Void = { [weak self] in
      site.sought += 1
      find { found in
        site.sought -= 1
        guard let self else { return }
        switch found {
        case .success(let endpoint): self.connect(site, to: endpoint, on: terms, cause: cause, taker)
        case .failure(let fault): self.fail(site, .unreachable(fault), taker)
        }
      }
    }
    if site.taken < max(1, terms.connectionsPerOrigin) { return open() }
    guard site.waiting.count < terms.mostWaiting else {
      return taker(
        .failure(
          .unreachable(
            Fault(
              .limit, "expected at most \(terms.mostWaiting) requests to wait for a connection, found more"))))
    }
    let turn = Turn(open: open, taker: taker)
    turn.patience = loop.after(milliseconds: terms.turnMilliseconds) { [weak site, weak turn] in
      guard let site, let turn, let place = site.waiting.firstIndex(where: { $0 === turn }) else { return }
      site.waiting.remove(at: place)
      turn.taker(.failure(.late(milliseconds: terms.turnMilliseconds)))
    }
    site.waiting.append(turn)
  }

  /// Takes a connection back after an exchange; it serves the next, unless it is done for.
  func giveBack(_ http: HTTPChannel, to origin: Origin) {
    guard let site = sites.first(where: { $0.origin == origin }), site[http] == .busy else { return }
    http.onEvent = { [weak site, weak http] event in
      if case .closed = event, let http { site?[http] = nil }
    }
    if http.isIdle {
      site[http] = .idle
    } else if http.channel.isClosed {
      site[http] = nil
    } else {
      site[http] = .closing
      http.close()
    }
    serveNext(site)
  }

  private func serveNext(_ site: Site) {
    guard !site.waiting.isEmpty else { return }
    let next = site.waiting.removeFirst()
    loop.cancel(next.patience)
    if let http = site.takeIdle() { next.taker(.success(http)) } else { next.open() }
  }

  private func fail(_ site: Site, _ failure: Failure, _ taker: Taker) {
    taker(.failure(failure))
    serveNext(site)
  }

  private func connect(
    _ site: Site, to endpoint: Endpoint, on terms: Terms, cause: Int?, _ taker: @escaping Taker
  ) {
    let channel: Channel
    do throws(SystemError) {
      channel = try Channel.connect(
        to: endpoint, from: host, by: party, on: loop, recorder: recorder, security: terms.security, cause: cause)
    } catch { return fail(site, .unreachable(Fault(.unavailable, "\(error)")), taker) }
    let http = HTTPChannel(channel, role: .client, by: party, recorder: recorder)
    var isLate = false
    let timer = loop.after(milliseconds: terms.milliseconds) { [weak channel] in
      isLate = true
      channel?.abort(Fault(.unavailable, "\(endpoint) did not take the connection in time"))
    }
    site[http] = .connecting
    http.onEvent = { [weak self, unowned http] event in
      switch event {
      case .opened:
        guard let self else { return }
        loop.cancel(timer)
        site[http] = .busy
        taker(.success(http))
      case .closed(let fault):
        guard let self else { return }
        loop.cancel(timer)
        site[http] = nil
        let closed = Fault(.unavailable, "\(endpoint) closed the connection at once")
        fail(site, isLate ? .late(milliseconds: terms.milliseconds) : .unreachable(fault ?? closed), taker)
      case .head, .request, .response, .refused, .done: break
      }
    }
  }
}
