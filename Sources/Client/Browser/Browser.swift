public import Net
public import Tracing
public import Wire

/// The browser: it takes an address apart, finds the machine, connects, asks, follows, and fetches what the page needs.
///
/// Everything it decides is told to the recorder; everything it knows of the servers came over a socket.
public final class Browser {
  /// How it behaves; a lesson's conditions change these.
  public struct Configuration {
    /// Whom to ask for addresses: a resolver, which asks everybody else.
    public var resolver: Endpoint
    /// On loopback every service has a port that the kernel chose: which one plays port 443, and so on.
    public var ports: [UInt16: UInt16] = [:]
    /// What plays every other port: one that nobody listens on, so that a lesson can't reach what else runs here. Nil
    /// is the port itself.
    public var closedPort: UInt16?
    /// Whom to believe about certificates: asked for when a handshake begins.
    public var security: () throws(Fault) -> TLSContext
    public var versions: ClosedRange<UInt16> = 0x0303...0x0304
    /// What it keeps of connections to take them up again; nil keeps nothing.
    public var tickets: TLSTickets?
    public var acceptsGzip = true
    /// Connections to one host at a time; browsers use six.
    public var connectionsPerHost = 6
    /// Which addresses it may connect to: nothing leaves this machine unless a person says so.
    public var allows: (String) -> Bool = { $0.hasPrefix("127.") || $0 == "::1" }
    /// How long a connection, or an answer, may take.
    public var patienceMilliseconds = 10_000
    public var randomness: Randomness
    /// Seconds since 1970, for cookies.
    public var wallClock: () -> Int

    public init(
      resolver: Endpoint, randomness: Randomness, wallClock: @escaping () -> Int,
      security: @escaping () throws(Fault) -> TLSContext
    ) {
      self.resolver = resolver
      self.security = security
      self.randomness = randomness
      self.wallClock = wallClock
    }
  }

  /// What to ask for, as a person or a lesson puts it.
  public struct Visit: Sendable, Hashable {
    public var method: String
    /// The address as it was typed.
    public var address: String
    /// Fields that go in place of the browser's own.
    public var fields: HTTP.Fields
    public var body: [UInt8]

    public init(method: String = "GET", address: String, fields: HTTP.Fields = [:], body: [UInt8] = []) {
      self.method = method
      self.address = address
      self.fields = fields
      self.body = body
    }
  }

  public var configuration: Configuration
  /// The cookies it keeps; a lesson may put some in before the visit.
  public var jar = CookieJar()
  let loop: Loop
  let recorder: Recorder
  let resolution: Resolution
  let client: HTTPClient
  private var current: PageLoad?

  public init(in host: Host, on loop: Loop, recorder: Recorder, configuration: Configuration) {
    self.loop = loop
    self.recorder = recorder
    self.configuration = configuration
    resolution = Resolution(in: host, on: loop, recorder: recorder, configuration: configuration)
    client = HTTPClient(in: host, by: .browser, on: loop, recorder: recorder)
  }

  /// Goes to an address. `done` is called once everything that the page asked for has come or failed; the fault is
  /// what kept the page itself from coming.
  public func visit(_ visit: Visit, then done: @escaping (Fault?) -> Void) {
    let load = PageLoad(visit, in: self) { [weak self] fault in
      guard let self else { return }
      record(.visit(fault.map { .failed($0) } ?? .finished))
      current = nil
      done(fault)
    }
    current = load
    record(.visit(.started(method: visit.method, input: visit.address)))
    load.start()
  }

  /// Looks up the name in an address, and goes nowhere.
  public func remember(nameIn address: String, then done: @escaping (Result<String, Fault>) -> Void) {
    resolution.find(try? URL(parsing: address).host, cause: nil, then: done)
  }

  /// Empties the cache of names.
  public func forgetNames() { resolution.forget() }

  /// Closes every connection that is kept alive.
  public func close() { client.close() }

  /// Gives up whatever is under way: nobody is told.
  public func abort() {
    client.abort()
    resolution.stop()
    current = nil
  }

  public var isDisconnected: Bool { client.isDisconnected }

  @discardableResult
  func record(_ fact: Fact, cause: Int? = nil) -> Int { recorder.record(fact, by: .browser, cause: cause) }
}
