public import Tracing

/// A bound UDP socket on the loop. It tells the recorder what crosses it.
public final class Datagrams {
  /// A datagram came, from there; `entry` is its place in the trace, for what follows from it.
  public var onDatagram: (([UInt8], Endpoint, _ entry: Int?) -> Void)?
  public let local: Endpoint
  private let socket: Socket
  private let party: Party
  private let loop: Loop
  private let recorder: Recorder?
  /// Whether this end answers: it decides who is the client of a conversation.
  private let isServer: Bool
  /// What a client's end has opened, by whom it talks to.
  private var opened: [Endpoint: Connection] = [:]

  /// Port 0 lets the kernel choose, at random.
  public init(
    port: UInt16, in host: Host, isServer: Bool, by party: Party, on loop: Loop, recorder: Recorder?
  ) throws(SystemError) {
    do throws(SystemError) { socket = try host.datagram(port: port) } catch {
      loop.note(error)
      throw error
    }
    guard let local = socket.local else { throw SystemError("bind \(host.address)") }
    self.local = local
    self.isServer = isServer
    self.party = party
    self.loop = loop
    self.recorder = recorder
    socket.watch(on: loop) { [weak self] _ in self?.read() }
  }

  public func close() { socket.close() }

  /// The conversation with that peer.
  public func connection(with peer: Endpoint) -> Connection {
    let client = isServer ? peer : local
    let server = isServer ? local : peer
    guard let recorder else { return Connection(number: 0, transport: .udp, client: client, server: server) }
    if isServer { return recorder.conversation(client: client, server: server) }
    if let known = opened[peer] { return known }
    let connection = recorder.open(.udp, client: client, server: server)
    opened[peer] = connection
    return connection
  }

  public func send(_ bytes: [UInt8], to peer: Endpoint) throws(SystemError) {
    do throws(SystemError) { try socket.send(bytes, to: peer) } catch {
      loop.note(error, towards: peer)
      throw error
    }
    recorder?.record(.socket(.sent(connection(with: peer), bytes)), by: party)
  }

  private func read() {
    // A socket that fails to read is served again when the loop says so. One that a datagram had closed is not read:
    // its number may be another socket's by now.
    while socket.isOpen, let (bytes, from) = try? socket.receive() {
      let entry = recorder?.record(.socket(.received(connection(with: from), bytes)), by: party)
      onDatagram?(bytes, from, entry)
    }
  }
}
