public import Tracing
public import Wire

/// HTTP/1.1 on a channel: the machine joined with the connection below it, and the recorder told of whole messages.
public final class HTTPChannel {
  public enum Event: Sendable {
    case opened(TLSEvent.Agreement?)
    /// A head whose content is still to come.
    case head(HTTP.Message)
    /// A whole request; `entry` is its place in the trace, for what follows from it.
    case request(HTTP.Request, entry: Int?)
    case response(HTTP.Response, isInterim: Bool, entry: Int?)
    /// The peer sent what is not HTTP. A server may still answer once, with this status.
    case refused(Fault, status: Int)
    /// One exchange is over; the connection takes another if `keepAlive`.
    case done(keepAlive: Bool)
    /// The last event; with the fault, if one is the reason.
    case closed(Fault?)
  }

  public var onEvent: ((Event) -> Void)?
  public let channel: Channel
  /// Counts the exchanges on this connection: the present one's index, from 0.
  public private(set) var index = 0
  /// Whether nothing is under way, so that it may carry the next exchange.
  public var isIdle: Bool { isOpen && machine.isIdle }
  private var machine: HTTP1.Endpoint
  /// Whether it stands: TLS has agreed, and nobody has closed it.
  public private(set) var isOpen = false
  private let party: Party
  private let recorder: Recorder?
  /// Where the last request that was sent stands in the trace.
  private var asked: Int?
  /// What the machine wants done and is not done yet, each with the entry it follows from. An owner may answer while
  /// it is told of a request; the next pipelined request then waits here, and needs no deeper stack than the first.
  private var waiting: [(output: Output<HTTP1.Endpoint.Event>, cause: Int?)] = []
  private var isDriving = false

  public init(
    _ channel: Channel, role: HTTP1.Role, by party: Party, recorder: Recorder?, limits: HTTP1.Limits = HTTP1.Limits()
  ) {
    self.channel = channel
    self.party = party
    self.recorder = recorder
    machine = HTTP1.Endpoint(role: role, limits: limits)
    channel.onEvent = { [weak self] in self?.serve($0) }
  }

  /// A client's request; throws where the connection takes none.
  public func send(_ request: HTTP.Request, cause: Int? = nil) throws(Misuse) {
    drive(try machine.handle(.command(.request(request)), at: .zero), cause)
  }

  /// A server's answer to the present request.
  public func send(_ response: HTTP.Response, cause: Int? = nil) throws(Misuse) {
    drive(try machine.handle(.command(.response(response)), at: .zero), cause)
  }

  public func close() { channel.close() }

  private func serve(_ event: Channel.Event) {
    switch event {
    case .opened(let agreement):
      isOpen = true
      onEvent?(.opened(agreement))
    case .received(let bytes): take(.received(bytes[...]))
    case .ended: take(.ended)
    case .closed(let fault):
      isOpen = false
      onEvent?(.closed(fault))
      onEvent = nil
    }
  }

  private func take(_ input: Input<HTTP1.Endpoint.Command>) {
    do throws(Misuse) { drive(try machine.handle(input, at: .zero), nil) } catch {
      channel.abort(Fault(.malformed, error.description))
    }
  }

  private func drive(_ outputs: [Output<HTTP1.Endpoint.Event>], _ cause: Int?) {
    waiting += outputs.map { ($0, cause) }
    guard !isDriving else { return }
    isDriving = true
    while !waiting.isEmpty {
      let present = waiting
      waiting = []
      for (output, cause) in present { carryOut(output, cause) }
    }
    isDriving = false
    channel.isPaused = machine.isFull
  }

  private func carryOut(_ output: Output<HTTP1.Endpoint.Event>, _ cause: Int?) {
    switch output {
    case .send(let bytes): channel.send(bytes)
    case .happened(let event, let bytes): tell(event, bytes, cause)
    case .wake: break
    case .close:
      isOpen = false
      channel.close()
    }
  }

  private func tell(_ event: HTTP1.Endpoint.Event, _ bytes: Range<Int>, _ cause: Int?) {
    let message = HTTPEvent.Message(connection: channel.connection, index: index, bytes: bytes)
    switch event {
    case .head(let head): onEvent?(.head(head))
    case .request(let request):
      onEvent?(.request(request, entry: recorder?.record(.http(.requestReceived(message)), by: party)))
    case .response(let response, let isInterim):
      let entry = recorder?.record(.http(.responseReceived(message)), by: party)
      if !isInterim { index += 1 }
      onEvent?(.response(response, isInterim: isInterim, entry: entry))
    case .sent(.request):
      asked = recorder?.record(.http(.requestSent(message)), by: party, cause: cause)
    case .sent(.response(let response)):
      recorder?.record(.http(.responseSent(message)), by: party, cause: cause)
      if response.status >= 200 { index += 1 }
    case .refused(let fault, let status):
      recorder?.record(.http(.refused(channel.connection, fault)), by: party, cause: asked ?? channel.entry)
      onEvent?(.refused(fault, status: status))
    case .done(let keepAlive): onEvent?(.done(keepAlive: keepAlive))
    case .switched: channel.close()
    }
  }
}
