public import Net
public import Tracing
import Wire

/// A name server on its sockets: the same port over UDP and TCP (RFC 7766).
public final class NameService {
  /// What answers: it is handed a query's bytes, how they came and by which entry of the trace, and calls back, at once
  /// or later, with the response; with nil where there is to be none.
  public typealias Responder = (
    _ query: ArraySlice<UInt8>, _ transport: ReceivedQuery.Transport, _ cause: Int?,
    _ reply: @escaping ([UInt8]?) -> Void
  ) -> Void

  public let local: Endpoint
  /// True of a server that takes every query and says nothing.
  public var isSilent = false
  private let party: Party
  private let loop: Loop
  private let recorder: Recorder?
  private var respond: Responder
  private let datagrams: Datagrams
  private let listener: Listener
  private var channels: [ObjectIdentifier: Channel] = [:]

  /// Port 0 lets the kernel choose; both transports get the same one.
  public init(
    port: UInt16, in host: Host, by party: Party, on loop: Loop, recorder: Recorder?, answering: @escaping Responder
  ) throws(SystemError) {
    let (datagrams, listener) = try Self.open(port, in: host, by: party, on: loop, recorder)
    self.datagrams = datagrams
    self.listener = listener
    self.party = party
    self.loop = loop
    self.recorder = recorder
    respond = answering
    local = listener.local
    datagrams.onDatagram = { [unowned self] query, peer, entry in
      guard !isSilent else { return }
      respond(query[...], .udp, entry) { [weak socket = self.datagrams] answer in
        // A peer that has gone needs no answer.
        if let answer { try? socket?.send(answer, to: peer) }
      }
    }
    listener.onConnection = { [unowned self] socket in
      guard channels.count < Self.mostChannels,
        let channel = Channel.accepted(socket, by: party, on: loop, recorder: recorder)
      else { return }
      serve(channel)
    }
  }

  /// A server that knows its answers.
  public convenience init(
    port: UInt16, in host: Host, by party: Party, answering server: NameServer, on loop: Loop, recorder: Recorder?
  ) throws(SystemError) {
    try self.init(
      port: port, in: host, by: party, on: loop, recorder: recorder, answering: Self.responder(server))
  }

  /// Answers as that server does from now on.
  public func answer(as server: NameServer) { respond = Self.responder(server) }

  private static func responder(_ server: NameServer) -> Responder {
    { query, transport, _, reply in reply(server.answer(query: query, over: transport)) }
  }

  private static let mostChannels = 128
  /// The port that the kernel picks for one transport may be taken for the other: then it picks again.
  private static let mostPicks = 16

  private static func open(
    _ port: UInt16, in host: Host, by party: Party, on loop: Loop, _ recorder: Recorder?
  ) throws(SystemError) -> (Datagrams, Listener) {
    var picks = 0
    while true {
      let datagrams = try Datagrams(
        port: port, in: host, isServer: true, by: party, on: loop, recorder: recorder)
      do throws(SystemError) { return (datagrams, try Listener(port: datagrams.local.port, in: host, on: loop)) } catch
      {
        picks += 1
        guard port == 0, picks < mostPicks, error.name == "EADDRINUSE" else { throw error }
      }
    }
  }

  public func stop() {
    datagrams.close()
    listener.close()
    for channel in Array(channels.values) { channel.abort() }
  }

  private func serve(_ channel: Channel) {
    channels[ObjectIdentifier(channel)] = channel
    let asker = Asker(channel, of: self)
    channel.onEvent = { [unowned self, unowned channel] event in
      switch event {
      case .opened: break
      case .received(let bytes): asker.drive(.received(bytes[...]))
      case .ended: asker.drive(.ended)
      case .closed:
        asker.rest()
        channels[ObjectIdentifier(channel)] = nil
      }
    }
    asker.drive(.command(.opened))
    channel.start()
  }

  /// One connection with its stream of queries. An answer that comes after the connection has gone finds nobody.
  private final class Asker {
    private weak var channel: Channel?
    private unowned let service: NameService
    private var stream = NameServerStream()
    private var timer: Loop.Timer?

    init(_ channel: Channel, of service: NameService) {
      self.channel = channel
      self.service = service
    }

    func drive(_ input: Input<NameServerStream.Command>) {
      guard let channel, !channel.isClosed else { return }
      for output in stream.handle(input, at: service.loop.now) {
        switch output {
        case .send(let bytes): channel.send(bytes)
        case .happened(.asked(let query), _):
          guard !service.isSilent else { break }
          service.respond(query[...], .tcp, channel.entry) { [weak self] answer in
            self?.drive(.command(.answer(answer)))
          }
        case .happened(.answered, _): break
        case .wake(let moment):
          service.loop.cancel(timer)
          timer = service.loop.at(moment) { [weak self] in self?.drive(.woke) }
        case .close: channel.close()
        }
      }
    }

    func rest() { service.loop.cancel(timer) }
  }
}
