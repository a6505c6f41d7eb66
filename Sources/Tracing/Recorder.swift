public import Wire

/// The only door into a trace: it alone stamps times and gives numbers.
///
/// The clock comes in from outside. A deterministic recording has none: every tick is then zero, and endpoints are
/// written with the ports of `portNames` (the port a lesson speaks of for the port the kernel gave) and with ephemeral
/// ports numbered from 50001. Frames are rewritten in the same way (``FrameNormalisation``).
public final class Recorder {
  public private(set) var trace: Trace
  private let clock: (() -> Tick)?
  /// Where the recording begins on that clock.
  private var start = Tick.zero
  private var portNames: [UInt16: UInt16] = [:]
  private var nextEphemeral: UInt16 = 50001
  private var connections: [Key: Known] = [:]
  private var connectionCount = 0
  private var exchanges = 0
  private var frames = FrameNormalisation()

  private struct Key: Hashable {
    var transport: Connection.Transport
    var client: Endpoint
    var server: Endpoint
  }

  private struct Known {
    var connection: Connection
    /// The server's end has been told which connection it is.
    var isMet: Bool
  }

  /// `clock` nil makes the recording deterministic. `epoch` is the wall clock where it stands at zero, in nanoseconds since
  /// 1970-01-01 00:00:00 UTC.
  public init(clock: (() -> Tick)?, epoch: UInt64 = 0) {
    self.clock = clock
    trace = Trace(isNormalised: clock == nil, epoch: epoch)
  }

  /// The moment, counted from where the recording begins.
  public var now: Tick { clock.map { Tick(nanoseconds: $0().since(start)) } ?? .zero }

  @discardableResult
  public func record(_ fact: Fact, by party: Party, cause: Int? = nil) -> Int {
    var fact = fact
    if trace.isNormalised, case .network(.frame(var frame)) = fact {
      frame.bytes = frames.normalised(frame.bytes)
      fact = .network(.frame(frame))
    }
    return trace.append(fact, at: now, by: party, cause: cause)
  }

  /// Says that `real`, which the kernel gave, plays `named` in this lesson.
  public func name(port real: UInt16, as named: UInt16) { portNames[real] = named }

  /// Says that a socket at that end sends what belongs to no connection: its port is counted like those of clients.
  public func name(client: Endpoint) { _ = normalised(client: client) }

  /// Forgets what was recorded so far, for a scene whose conditions had to be brought about by doing something first:
  /// the recording begins here.
  public func restart() {
    trace = Trace(isNormalised: trace.isNormalised, epoch: trace.epoch &+ now.nanoseconds)
    start = clock?() ?? .zero
    connections = [:]
    connectionCount = 0
    nextEphemeral = 50001
    exchanges = 0
    frames = FrameNormalisation()
  }

  /// What the client's end opens: always a new connection, also where one that has gone had the same two ends.
  public func open(_ transport: Connection.Transport, client: Endpoint, server: Endpoint) -> Connection {
    make(Key(transport: transport, client: client, server: server), isMet: false)
  }

  /// What the server's end of a TCP connection accepts: the connection that its client opened, or a new one, where the
  /// client is none of ours.
  public func accept(client: Endpoint, server: Endpoint) -> Connection {
    let key = Key(transport: .tcp, client: client, server: server)
    guard let known = connections[key], !known.isMet else { return make(key, isMet: true) }
    connections[key]?.isMet = true
    return known.connection
  }

  /// Which conversation a datagram belongs to at the server's end: the one that the client opened last.
  public func conversation(client: Endpoint, server: Endpoint) -> Connection {
    let key = Key(transport: .udp, client: client, server: server)
    return connections[key]?.connection ?? make(key, isMet: true)
  }

  private func make(_ key: Key, isMet: Bool) -> Connection {
    connectionCount += 1
    let connection = Connection(
      number: connectionCount, transport: key.transport, client: normalised(client: key.client),
      server: normalised(server: key.server))
    connections[key] = Known(connection: connection, isMet: isMet)
    return connection
  }

  /// A number for the next exchange, from 1.
  public func nextExchange() -> Int {
    exchanges += 1
    return exchanges
  }

  private func normalised(server: Endpoint) -> Endpoint {
    guard trace.isNormalised, let named = portNames[server.port] else { return server }
    return Endpoint(address: server.address, port: named)
  }

  /// A client's port is never looked up among the names: over UDP it may happen to be the number of a TCP server's.
  private func normalised(client: Endpoint) -> Endpoint {
    guard trace.isNormalised else { return client }
    defer { nextEphemeral &+= 1 }
    frames.name(client, nextEphemeral)
    return Endpoint(address: client.address, port: nextEphemeral)
  }
}
