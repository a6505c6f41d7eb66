import Net
import Tracing

/// A server that sends whatever bytes the test says.
final class ScriptedServer {
  struct Reply {
    var bytes: [UInt8]
    /// Hangs up behind them.
    var closes: Bool

    init(bytes: [UInt8], closes: Bool = false) {
      self.bytes = bytes
      self.closes = closes
    }

    /// `head` without its last empty line; Content-Length is added.
    init(_ head: String, body: [UInt8] = [], closes: Bool = false) {
      self.init(bytes: Array("HTTP/1.1 \(head)\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body, closes: closes)
    }
  }

  /// What to say to a request, told by its first line; nil for nothing.
  var script: (String) -> Reply? = { _ in nil }
  /// Every request that came, as text.
  private(set) var requests: [String] = []
  private(set) var connectionCount = 0
  private(set) var mostAtOnce = 0
  private var channels: [Channel] = []
  private let listener: Listener

  var port: UInt16 { listener.local.port }

  init(on loop: Loop, security: Channel.Security? = nil) throws {
    listener = try Listener(port: 0, in: .loopback, on: loop)
    listener.onConnection = { [unowned self] socket in
      guard let channel = Channel.accepted(socket, by: .edge, on: loop, recorder: nil, security: security) else {
        return
      }
      connectionCount += 1
      channels.append(channel)
      mostAtOnce = max(mostAtOnce, channels.count)
      channel.onEvent = { [unowned self, unowned channel] event in
        switch event {
        case .opened: break
        case .received(let bytes): answer(String(decoding: bytes, as: UTF8.self), on: channel)
        case .ended: channel.close()
        case .closed: channels.removeAll { $0 === channel }
        }
      }
      channel.start()
    }
  }

  deinit {
    listener.close()
    for channel in channels {
      channel.onEvent = nil
      channel.abort()
    }
  }

  private func answer(_ request: String, on channel: Channel) {
    requests.append(request)
    guard let reply = script(request.split(separator: "\r\n").first.map(String.init) ?? "") else { return }
    channel.send(reply.bytes)
    if reply.closes { channel.close() }
  }

  /// Their first lines.
  var lines: [String] { requests.map { $0.split(separator: "\r\n").first.map(String.init) ?? "" } }

  func field(_ name: String, of request: Int) -> String? {
    guard requests.indices.contains(request) else { return nil }
    return requests[request].split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }
}
