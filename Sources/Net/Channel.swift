public import Tracing
public import Wire

/// One end of a TCP connection on the loop, with TLS inside where it is asked for: the driver that joins a socket and a
/// machine that knows nothing of sockets.
///
/// It tells the recorder what crosses the socket, and what TLS makes of it. Its owner sees plaintext only.
public final class Channel {
  public enum Event: Sendable {
    /// Ready for bytes: the connection stands and, with TLS, so does the agreement.
    case opened(TLSEvent.Agreement?)
    case received([UInt8])
    /// The other side will send no more.
    case ended
    /// The last event; with the fault, if one is the reason.
    case closed(Fault?)
  }

  private var isClient: Bool { if case .client = security?.role { true } else { false } }

  private enum State { case connecting, securing, open, closing, closed }

  /// Past so many unsent bytes it stops reading: a peer that asks and never reads can't fill our memory.
  private static let mostUnsent = 256 << 10
  /// How long a closed channel still reads, so that the peer gets our last bytes instead of a reset.
  private static let lingerMilliseconds = 1000
  /// How long a closed channel waits for a peer that takes nothing of what is still unsent.
  private static let stallMilliseconds = 10_000

  public let connection: Connection
  /// Where its beginning stands in the trace, for what follows from it.
  public private(set) var entry: Int?
  public var onEvent: ((Event) -> Void)?
  /// Called where ``isFull`` has come to an end.
  public var onRelief: (() -> Void)?
  /// Whether the peer takes too little of what it is sent: whoever can wait hands over no more for now.
  public var isFull: Bool { unsent.count >= Self.mostUnsent }
  /// Whether nothing is to be read for now: the owner has enough to do.
  public var isPaused = false {
    didSet { if isPaused != oldValue { watchReading() } }
  }
  public var isClosed: Bool { state == .closed }
  private let party: Party
  /// The loop holds the channel for as long as it watches it, so not the other way round too.
  private weak var loop: Loop?
  private let socket: Socket
  private let opensFast: Bool
  private let recorder: Recorder?
  private let security: Security?
  private var tls: TLSMachine?
  private var state = State.connecting
  private var unsent: ArraySlice<UInt8> = []
  private var hasReceived = false
  private var peerHasEnded = false
  private var hasFinishedWriting = false
  /// The connection is used before it stands: the first bytes go along with the first packet (RFC 7413).
  private var isEarly = false
  /// The other side's close_notify came.
  private var hasSaidGoodbye = false
  /// When a closing channel gives up.
  private var patience: Loop.Timer?
  /// Above zero while TLS's outputs are being told: nothing is written before they all have been.
  private var isDriving = 0

  /// Begins a connection, because of the entry `cause`. Throws what the kernel says at once; what it says later comes as
  /// `.closed`.
  public static func connect(
    to endpoint: Endpoint, from host: Host, by party: Party, on loop: Loop, recorder: Recorder?,
    security: Security? = nil, cause: Int? = nil
  ) throws(SystemError) -> Channel {
    let socket: Socket
    do throws(SystemError) { socket = try host.connecting(to: endpoint) } catch {
      loop.note(error, towards: endpoint)
      throw error
    }
    guard let local = socket.local else { throw SystemError("connect to \(endpoint)") }
    let channel = Channel(
      socket,
      connection: recorder?.open(.tcp, client: local, server: endpoint)
        ?? Connection(number: 0, transport: .tcp, client: local, server: endpoint), party, loop, recorder, security,
      opensFast: host.opensFast)
    channel.entry = recorder?.record(.socket(.connecting(channel.connection)), by: party, cause: cause)
    socket.watch(on: loop, writing: true) { channel.serve($0) }
    return channel
  }

  /// Takes over a connection that a listener accepted.
  public static func accepted(
    _ socket: Socket, by party: Party, on loop: Loop, recorder: Recorder?, security: Security? = nil
  ) -> Channel? {
    guard let peer = socket.peer, let local = socket.local else { return nil }
    let channel = Channel(
      socket,
      connection: recorder?.accept(client: peer, server: local)
        ?? Connection(number: 0, transport: .tcp, client: peer, server: local), party, loop, recorder, security)
    channel.entry = recorder?.record(.socket(.accepted(channel.connection)), by: party)
    socket.watch(on: loop) { channel.serve($0) }
    return channel
  }

  private init(
    _ socket: Socket, connection: Connection, _ party: Party, _ loop: Loop, _ recorder: Recorder?,
    _ security: Security?,
    opensFast: Bool = false
  ) {
    self.socket = socket
    self.opensFast = opensFast
    self.connection = connection
    self.party = party
    self.loop = loop
    self.recorder = recorder
    self.security = security
  }

  /// Begins on an accepted connection, once the owner listens to events.
  public func start() { stand() }

  /// Hands plaintext over; it goes out as fast as the other side takes it.
  public func send(_ bytes: [UInt8]) {
    guard state == .open, !bytes.isEmpty else { return }
    if tls == nil {
      unsent += bytes
      return flush()
    }
    record(.tls(.plaintextSent(connection, bytes)))
    drive(.command(.send(bytes)))
  }

  /// Says goodbye, and closes when everything unsent has gone.
  public func close() {
    guard state != .closing && state != .closed else { return }
    if state == .connecting { return finish(nil) }
    measure()
    if tls != nil && state == .open { drive(.command(.close)) }
    if state == .closed { return }
    state = .closing
    watchReading()
    finish(after: Self.stallMilliseconds)
    closeWhenSent()
  }

  /// Lets go at once. A connection that does not stand yet has then taken longer than its owner would wait, and a
  /// kernel's word for that is ETIMEDOUT.
  public func abort(_ fault: Fault? = nil) {
    if state == .connecting, fault != nil { record(.socket(.failed(connection, reason: "ETIMEDOUT"))) }
    finish(fault)
  }

  // MARK: The socket's side

  private func serve(_ readiness: Loop.Readiness) {
    if state == .connecting {
      if let error = socket.pendingError { return refuse(error) }
      guard readiness.canWrite else { return }
      isEarly = opensFast && socket.isOnlyAskedFor
      loop?.setWriting(isEarly, for: socket.descriptor)
      if !isEarly { record(.socket(.connected(connection))) }
      stand()
    } else if isEarly, !socket.isOnlyAskedFor {
      if let error = socket.pendingError { return refuse(error) }
      isEarly = false
      record(.socket(.connected(connection)))
      measure()
      loop?.setWriting(!unsent.isEmpty, for: socket.descriptor)
    }
    if readiness.canWrite { flush() }
    if readiness.canRead && state != .closed { read() }
  }

  private func stand() {
    measure()
    guard let security else {
      state = .open
      onEvent?(.opened(nil))
      return
    }
    state = .securing
    do throws(Fault) {
      tls = try TLSMachine(
        security.role, context: security.context(), versions: security.versions, tickets: security.tickets)
    } catch { return giveUp(error) }
    if case .client(let name) = security.role { record(.tls(.started(connection, serverName: name))) }
    drive(.command(.start))
  }

  private func read() {
    do throws(SystemError) {
      switch try socket.read() {
      case .nothingYet: return
      case .end: end()
      case .bytes(let bytes):
        if state == .closing { return }
        record(.socket(.received(connection, bytes)))
        let isFirst = !hasReceived
        hasReceived = true
        if tls == nil {
          onEvent?(.received(bytes))
        } else if isFirst, let first = bytes.first, Self.isLetter(first),
          let answer = security?.answerToPlain
        {
          hangUp(saying: answer())
        } else {
          drive(.received(bytes[...]))
        }
      }
    } catch { refuse(error) }
  }

  /// A record begins with its type, a number below 32 (RFC 8446 section 5.1): a letter is the beginning of something
  /// else.
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func hangUp(saying words: [UInt8]) {
    record(
      .tls(
        .failed(
          connection,
          Fault(
            .malformed, "expected a TLS record, found a letter: the client speaks no TLS", bytes: 0..<1,
            spec: .rfc(8446, "5.1")))))
    tls = nil
    state = .closing
    unsent += words
    finish(after: Self.stallMilliseconds)
    flush()
  }

  private func end() {
    record(.socket(.ended(connection)))
    peerHasEnded = true
    switch state {
    case .connecting, .closed: finish(nil)
    // What is still unsent goes out: an end of the peer's sending is not the end of its reading.
    case .closing: if hasFinishedWriting { finish(nil) } else { loop?.setReading(false, for: socket.descriptor) }
    case .securing: drive(.ended)
    // A client takes no answer for whole that could have been cut off (RFC 9112 section 9.8).
    case .open where isClient && tls != nil && !hasSaidGoodbye: drive(.ended)
    case .open:
      onEvent?(.ended)
      // Nobody who ended sends again: stop watching for more of the end.
      if state == .open { loop?.setReading(false, for: socket.descriptor) }
    }
  }

  private func refuse(_ error: SystemError) {
    loop?.note(error, towards: connection.server)
    record(.socket(.failed(connection, reason: error.name)))
    finish(Fault(.unavailable, "\(connection.server) did not go on: \(error)"))
  }

  private func flush() {
    guard isDriving == 0, !unsent.isEmpty, state != .closed else { return }
    let wasFull = isFull
    do throws(SystemError) { try write() } catch { return refuse(error) }
    loop?.setWriting(isEarly || !unsent.isEmpty, for: socket.descriptor)
    watchReading()
    if state == .closing { closeWhenSent() }
    if wasFull, !isFull, state == .open { onRelief?() }
  }

  private func watchReading() {
    guard state != .closed else { return }
    let isWanted = state == .closing || !isPaused
    loop?.setReading(!isFull && !peerHasEnded && isWanted, for: socket.descriptor)
  }

  private func write() throws(SystemError) {
    let taken = try socket.write(unsent)
    guard taken > 0 else { return }
    record(.socket(.sent(connection, Array(unsent.prefix(taken)))))
    unsent.removeFirst(taken)
    if state == .closing { finish(after: Self.stallMilliseconds) }
  }

  private func closeWhenSent() {
    guard unsent.isEmpty, !hasFinishedWriting else { return }
    if peerHasEnded { return finish(nil) }
    socket.finishWriting()
    hasFinishedWriting = true
    finish(after: Self.lingerMilliseconds)
  }

  private func finish(after milliseconds: Int) {
    loop?.cancel(patience)
    patience = loop?.after(milliseconds: milliseconds) { [weak self] in self?.finish(nil) }
  }

  private func finish(_ fault: Fault?) {
    guard state != .closed else { return }
    // An alert that tells the other side why may still wait.
    if fault != nil && !unsent.isEmpty { try? write() }
    state = .closed
    loop?.cancel(patience)
    socket.close()
    record(.socket(.closed(connection)))
    onEvent?(.closed(fault))
    onEvent = nil
    onRelief = nil
  }

  // MARK: TLS's side

  private func drive(_ input: Input<TLSMachine.Command>) {
    let outputs: [Output<TLSMachine.Event>]
    do throws(Misuse) { outputs = try tls?.handle(input, at: loop?.now ?? .zero) ?? [] } catch {
      return finish(Fault(.malformed, error.description))
    }
    // Records must leave in the order in which they were made, and an owner may send while it is told of an event. So
    // these records go into the queue first, and what the owner adds leaves with them in one write.
    for case .send(let bytes) in outputs { unsent += bytes }
    isDriving += 1
    for output in outputs where state != .closed {
      switch output {
      case .send, .wake: break
      case .happened(let event, _): tell(event)
      case .close(let fault):
        guard let fault else { break }
        record(.tls(.failed(connection, fault)))
        giveUp(fault)
      }
    }
    isDriving -= 1
    flush()
  }

  /// Ends it because of what TLS says: that there is no memory tells of no peer, but of the machine.
  private func giveUp(_ fault: Fault) {
    if fault.code == .exhausted {
      loop?.note(.outOfMemory("TLS with \(connection.server): \(fault.message)"))
    }
    finish(fault)
  }

  private func tell(_ event: TLSMachine.Event) {
    switch event {
    case .message(let sent, let content, let encrypted, let bytes):
      record(.tls(.message(connection, sent: sent, content: content, encrypted: encrypted, bytes)))
    case .secret(let label, let clientRandom, let secret):
      record(.tls(.secret(connection, label: label, clientRandom: clientRandom, secret)))
    case .verified(let chain, let fault): record(.tls(.verified(connection, chain: chain, fault)))
    case .established(let agreement):
      record(.tls(.established(connection, agreement)))
      state = .open
      onEvent?(.opened(agreement))
    case .plaintext(let bytes):
      record(.tls(.plaintextReceived(connection, bytes)))
      if state == .open { onEvent?(.received(bytes)) }
    case .finished:
      hasSaidGoodbye = true
      if state == .open { onEvent?(.ended) }
    }
  }

  private func measure() {
    guard let recorder, var info = socket.tcpInfo else { return }
    // The kernel's figures follow its timing, which no seed fixes. Nor does one fix whether the other side's end has come
    // already: it counts from when it was read here.
    if recorder.trace.isNormalised {
      info = TCPInfo(state: info.state == "CLOSE-WAIT" && !peerHasEnded ? "ESTABLISHED" : info.state)
    }
    recorder.record(.socket(.measured(connection, info)), by: party)
  }

  /// A fact is not even built where nobody records.
  private func record(_ fact: @autoclosure () -> Fact) { recorder?.record(fact(), by: party) }
}
