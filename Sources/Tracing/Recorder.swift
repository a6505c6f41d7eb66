public import Wire

/// The only door into a trace: it alone stamps times and gives numbers.
///
/// The clock comes in from outside. A deterministic recording has none: every tick is then zero, and endpoints are
/// written with the ports of `portNames` (the port a lesson speaks of for the port the kernel gave) and with ephemeral
/// ports numbered from 50001.
public final class Recorder {
  public private(set) var trace: Trace
  private let clock: (() -> Tick)?
  private var portNames: [UInt16: UInt16] = [:]
  private var nextEphemeral: UInt16 = 50001
  private var connections: [Key: Connection] = [:]
  private var exchanges = 0

  private struct Key: Hashable {
    var transport: Connection.Transport
    var client: Endpoint
    var server: Endpoint
  }

  /// `clock` nil makes the recording deterministic.
  public init(clock: (() -> Tick)?) {
    self.clock = clock
    trace = Trace(isNormalised: clock == nil)
  }

  /// The moment on this recording's clock.
  public var now: Tick { clock?() ?? .zero }

  @discardableResult
  public func record(_ fact: Fact, by party: Party, cause: Int? = nil) -> Int {
    trace.append(fact, at: now, by: party, cause: cause)
  }

  /// Says that `real`, which the kernel gave, plays `named` in this lesson.
  public func name(port real: UInt16, as named: UInt16) { portNames[real] = named }

  /// Forgets what was recorded so far, for a scene whose conditions had to be brought about by doing something first:
  /// the recording begins here.
  public func restart() {
    trace = Trace(isNormalised: trace.isNormalised)
    connections = [:]
    nextEphemeral = 50001
    exchanges = 0
  }

  /// The one value for the connection between these two ends, whoever asks first.
  public func connection(_ transport: Connection.Transport, client: Endpoint, server: Endpoint) -> Connection {
    let key = Key(transport: transport, client: client, server: server)
    if let known = connections[key] { return known }
    let connection = Connection(
      number: connections.count + 1, transport: transport, client: normalised(client: client),
      server: normalised(server: server))
    connections[key] = connection
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
    return Endpoint(address: client.address, port: nextEphemeral)
  }
}
