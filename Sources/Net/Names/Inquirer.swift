public import Tracing
public import Wire

/// An ``Inquiry`` on its sockets: from a question and whom to ask, to the response. It tells the recorder what it asks
/// and what it does not believe; what an answer means is for others to say.
public final class Inquirer {
  /// What came of a question, and which message of which conversation says so; none, where nothing came.
  public struct Reply: Sendable {
    public var result: Result<DNS.Message, Fault>
    public var place: Place?
  }

  /// One message of a conversation, counted from 0 in its direction.
  public struct Place: Sendable, Hashable {
    public var connection: Connection
    public var message: Int
  }

  private let host: Host
  private let party: Party
  private let loop: Loop
  private let recorder: Recorder?
  private var inquiry: Inquiry<Randomness>
  private var server = Endpoint(address: "", port: 0)
  private var taker: ((Reply) -> Void)?
  /// Where what led to the question stands in the trace.
  private var cause: Int?
  /// Where the last query of it stands there.
  private var asked: Int?
  private var datagrams: Datagrams?
  private var channel: Channel?
  private var timer: Loop.Timer?
  /// Messages that came on the present socket. Each socket carries one query.
  private var received = 0

  public init(
    in host: Host, by party: Party, on loop: Loop, recorder: Recorder?, recursionDesired: Bool, patience: [Int],
    random: Randomness
  ) {
    self.host = host
    self.party = party
    self.loop = loop
    self.recorder = recorder
    inquiry = Inquiry(recursionDesired: recursionDesired, patience: patience, random: random)
  }

  /// Asks `server`, because of the entry `cause`. One question at a time.
  public func ask(
    _ question: DNS.Question, of server: Endpoint, cause: Int?, then taker: @escaping (Reply) -> Void
  ) {
    self.server = server
    self.cause = cause
    self.taker = taker
    drive(.command(.ask(question, of: server)))
  }

  /// Closes its sockets and forgets the question, if one is out.
  public func stop() {
    taker = nil
    closeSockets()
    loop.cancel(timer)
  }

  private func drive(_ input: Input<Inquiry<Randomness>.Command>) {
    let outputs: [Output<Inquiry<Randomness>.Event>]
    do throws(Misuse) { outputs = try inquiry.handle(input, at: loop.now) } catch {
      return end(.failure(Fault(.malformed, error.description)))
    }
    for output in outputs {
      switch output {
      case .send(let bytes): send(bytes)
      case .happened(let event, _): tell(event)
      case .wake(let moment):
        loop.cancel(timer)
        timer = loop.at(moment) { [weak self] in self?.drive(.woke) }
      case .close: break
      }
    }
  }

  private func tell(_ event: Inquiry<Randomness>.Event) {
    switch event {
    case .open(.udp, let port): openDatagrams(from: port)
    case .open(.tcp, _): openChannel()
    case .asked(_, let question):
      guard let connection else { break }
      asked = record(.asked(connection, message: 0, name: question.name.host, type: question.type.description))
    case .ignored(let fault):
      guard let place else { break }
      record(.ignored(place.connection, message: place.message, fault))
    case .answered(let message): end(.success(message))
    case .failed(let fault): end(.failure(fault))
    }
  }

  private func end(_ result: Result<DNS.Message, Fault>) {
    let reply = Reply(result: result, place: place)
    closeSockets()
    loop.cancel(timer)
    let finished = taker
    taker = nil
    finished?(reply)
  }

  @discardableResult
  private func record(_ event: LookupEvent) -> Int? { recorder?.record(.lookup(event), by: party, cause: cause) }

  // MARK: Sockets

  private var connection: Connection? { channel?.connection ?? datagrams?.connection(with: server) }

  private var place: Place? {
    guard received > 0 else { return nil }
    return connection.map { Place(connection: $0, message: received - 1) }
  }

  private func closeSockets() {
    datagrams?.close()
    datagrams = nil
    channel?.abort()
    channel = nil
    received = 0
  }

  private func openDatagrams(from port: UInt16) {
    closeSockets()
    do throws(SystemError) {
      let opened = try bound(port)
      opened.onDatagram = { [weak self] bytes, from, _ in
        self?.received += 1
        self?.drive(.command(.datagram(bytes[...], from: from)))
      }
      datagrams = opened
    } catch { fail(error) }
  }

  /// The random port, or where somebody has it already, one that the kernel picks at random too.
  private func bound(_ port: UInt16) throws(SystemError) -> Datagrams {
    do throws(SystemError) { return try datagrams(port) } catch { return try datagrams(0) }
  }

  private func datagrams(_ port: UInt16) throws(SystemError) -> Datagrams {
    try Datagrams(port: port, in: host, isServer: false, by: party, on: loop, recorder: recorder)
  }

  private func openChannel() {
    closeSockets()
    do throws(SystemError) {
      let opened = try Channel.connect(
        to: server, from: host, by: party, on: loop, recorder: recorder, cause: asked)
      opened.onEvent = { [weak self] event in
        switch event {
        case .opened: self?.drive(.command(.connected))
        case .received(let bytes):
          // The only message that this connection will bring.
          self?.received = 1
          self?.drive(.received(bytes[...]))
        case .ended: self?.drive(.ended)
        case .closed(let fault):
          if let fault { self?.drive(.command(.socketFailed(fault))) }
        }
      }
      channel = opened
    } catch { fail(error) }
  }

  private func send(_ bytes: [UInt8]) {
    if let channel { return channel.send(bytes) }
    do throws(SystemError) { try datagrams?.send(bytes, to: server) } catch { fail(error) }
  }

  /// Told later: the machine is in the middle of saying what to do.
  private func fail(_ error: SystemError) {
    let fault = Fault(.unavailable, "\(error)")
    loop.after(milliseconds: 0) { [weak self] in self?.drive(.command(.socketFailed(fault))) }
  }
}
