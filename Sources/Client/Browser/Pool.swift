import Net
import Tracing
import Wire

/// The browser's connections, kept alive and used again: to one origin at most so many at a time (RFC 9112 section
/// 9.4), further requests wait for their turn.
final class Pool {
  /// Who is connected to: scheme, host and port (RFC 6454).
  struct Origin: Hashable {
    var isSecure: Bool
    var host: String
    var port: UInt16
  }

  typealias Taker = (Result<HTTPChannel, Fault>) -> Void

  private final class Origins {
    var idle: [HTTPChannel] = []
    var busy: [ObjectIdentifier: HTTPChannel] = [:]
    /// Done for, and not gone yet.
    var closing: [ObjectIdentifier: HTTPChannel] = [:]
    /// Connections being made, that count against the limit already.
    var opening = 0
    var waiting: [(open: () -> Void, taker: Taker)] = []
  }

  private let host: Host
  private let loop: Loop
  private let recorder: Recorder
  private var origins: [Origin: Origins] = [:]

  init(in host: Host, on loop: Loop, recorder: Recorder) {
    self.host = host
    self.loop = loop
    self.recorder = recorder
  }

  /// Hands over a connection to that origin: an idle one, or a new one to the address that `resolve` finds, or the next
  /// that is given back.
  func take(
    _ origin: Origin, most: Int, patience: Int, security: Channel.Security?,
    resolve: @escaping (@escaping (Result<Endpoint, Fault>) -> Void) -> Void, then taker: @escaping Taker
  ) {
    let known = origins[origin] ?? Origins()
    origins[origin] = known
    known.idle.removeAll { !$0.isIdle }
    if let channel = known.idle.popLast() {
      known.busy[ObjectIdentifier(channel)] = channel
      return taker(.success(channel))
    }
    let open: () -> Void = { [weak self] in
      known.opening += 1
      resolve { found in
        guard let self else { return }
        switch found {
        case .failure(let fault):
          known.opening -= 1
          taker(.failure(fault))
          self.serveNext(known)
        case .success(let endpoint): self.connect(known, endpoint, patience, security, taker)
        }
      }
    }
    if known.opening + known.busy.count < max(1, most) { return open() }
    known.waiting.append((open, taker))
  }

  /// Gives a connection back after an exchange; it serves the next, unless it is done for.
  func giveBack(_ channel: HTTPChannel, to origin: Origin) {
    guard let known = origins[origin], known.busy.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
    channel.onEvent = { [weak known, weak channel] event in
      guard case .closed = event, let channel else { return }
      known?.idle.removeAll { $0 === channel }
      known?.closing[ObjectIdentifier(channel)] = nil
    }
    if channel.isIdle {
      known.idle.append(channel)
    } else if !channel.channel.isClosed {
      known.closing[ObjectIdentifier(channel)] = channel
      channel.close()
    }
    serveNext(known)
  }

  func close() {
    for known in origins.values {
      known.waiting = []
      for channel in known.idle + Array(known.busy.values) { channel.close() }
    }
  }

  /// Whether every connection has gone.
  var isEmpty: Bool {
    origins.values.allSatisfy { $0.idle.isEmpty && $0.busy.isEmpty && $0.closing.isEmpty && $0.opening == 0 }
  }

  private func serveNext(_ known: Origins) {
    guard !known.waiting.isEmpty else { return }
    let next = known.waiting.removeFirst()
    if let channel = known.idle.popLast() {
      known.busy[ObjectIdentifier(channel)] = channel
      next.taker(.success(channel))
    } else {
      next.open()
    }
  }

  private func connect(
    _ known: Origins, _ endpoint: Endpoint, _ patience: Int, _ security: Channel.Security?, _ taker: @escaping Taker
  ) {
    let fail: (Fault) -> Void = { [weak self] fault in
      known.opening -= 1
      taker(.failure(fault))
      self?.serveNext(known)
    }
    do throws(SystemError) {
      let channel = try Channel.connect(
        to: endpoint, from: host, by: .browser, on: loop, recorder: recorder, security: security)
      let http = HTTPChannel(channel, role: .client, by: .browser, recorder: recorder)
      let timer = loop.after(milliseconds: patience) { [weak channel] in
        channel?.abort(
          Fault(.unavailable, "\(endpoint) did not take the connection within \(patience) ms", bytes: 0..<0))
      }
      var held: HTTPChannel? = http
      http.onEvent = { [weak self] event in
        switch event {
        case .opened:
          self?.loop.cancel(timer)
          guard let opened = held else { return }
          held = nil
          known.opening -= 1
          known.busy[ObjectIdentifier(opened)] = opened
          taker(.success(opened))
        case .closed(let fault):
          self?.loop.cancel(timer)
          held = nil
          fail(fault ?? Fault(.unavailable, "\(endpoint) closed the connection at once", bytes: 0..<0))
        case .head, .request, .response, .refused, .done: break
        }
      }
    } catch { fail(Fault(.unavailable, "\(error)", bytes: 0..<0)) }
  }
}
