public import Net
public import Tracing
import Wire

/// The name server on its sockets: the same port over UDP and TCP (RFC 7766).
public final class NameService {
  public let local: Endpoint
  private let datagrams: Datagrams
  private let listener: Listener
  private var channels: [ObjectIdentifier: Channel] = [:]

  /// Port 0 lets the kernel choose; both transports get the same one.
  public init(
    port: UInt16, in host: Host, answering server: NameServer, on loop: Loop, recorder: Recorder?
  ) throws(SystemError) {
    let (datagrams, listener) = try Self.open(port, in: host, on: loop, recorder)
    self.datagrams = datagrams
    self.listener = listener
    local = listener.local
    datagrams.onDatagram = { [unowned datagrams] query, peer, _ in
      guard let answer = server.answer(query: query[...], over: .udp) else { return }
      // A peer that has gone needs no answer.
      try? datagrams.send(answer, to: peer)
    }
    listener.onConnection = { [unowned self] socket in
      guard channels.count < Self.mostChannels,
        let channel = Channel.accepted(socket, by: .nameServer, on: loop, recorder: recorder)
      else { return }
      serve(channel, server, on: loop)
    }
  }

  private static let mostChannels = 128
  /// The port that the kernel picks for one transport may be taken for the other: then it picks again.
  private static let mostPicks = 16

  private static func open(
    _ port: UInt16, in host: Host, on loop: Loop, _ recorder: Recorder?
  ) throws(SystemError) -> (Datagrams, Listener) {
    var picks = 0
    while true {
      let datagrams = try Datagrams(
        port: port, in: host, isServer: true, by: .nameServer, on: loop, recorder: recorder)
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

  private func serve(_ channel: Channel, _ server: NameServer, on loop: Loop) {
    channels[ObjectIdentifier(channel)] = channel
    var stream = NameServerStream(server)
    var timer: Loop.Timer?
    func drive(_ input: Input<Never>, _ channel: Channel) {
      for output in stream.handle(input, at: loop.now) {
        switch output {
        case .send(let bytes): channel.send(bytes)
        case .happened: break
        case .wake(let moment):
          loop.cancel(timer)
          timer = loop.at(moment) { [weak channel] in
            if let channel { drive(.woke, channel) }
          }
        case .close: channel.close()
        }
      }
    }
    channel.onEvent = { [unowned self, unowned channel] event in
      switch event {
      case .opened: break
      case .received(let bytes): drive(.received(bytes[...]), channel)
      case .ended: drive(.ended, channel)
      case .closed:
        loop.cancel(timer)
        channels[ObjectIdentifier(channel)] = nil
      }
    }
    channel.start()
  }
}
