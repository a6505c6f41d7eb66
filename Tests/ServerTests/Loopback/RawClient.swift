import Net
import Tracing

/// A client that sends whatever bytes a test says, and keeps whatever comes back.
final class RawClient {
  private(set) var received: [UInt8] = []
  /// The server has sent its last byte, or has let go.
  private(set) var isOver = false
  private let channel: Channel
  private let loop: Loop

  /// Sends `bytes` as soon as the connection stands.
  init(
    _ endpoint: Endpoint, _ bytes: [UInt8], by party: Party = .browser, on loop: Loop, recorder: Recorder? = nil,
    security: Channel.Security? = nil
  ) throws {
    self.loop = loop
    channel = try Channel.connect(
      to: endpoint, from: .loopback, by: party, on: loop, recorder: recorder, security: security)
    channel.onEvent = { [weak self] event in
      guard let self else { return }
      switch event {
      case .opened: channel.send(bytes)
      case .received(let bytes): received += bytes
      case .ended:
        isOver = true
        channel.close()
      case .closed: isOver = true
      }
    }
  }

  deinit { channel.abort() }

  func send(_ text: String) { channel.send(Array(text.utf8)) }
  func hangUp() { channel.abort() }

  var text: String { String(decoding: received, as: UTF8.self) }

  /// The status of every answer so far, in order.
  var statuses: [Int] {
    text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).dropFirst().compactMap { Int($0.prefix(3)) }
  }

  /// Waits for the server's end of the connection; false where it does not come.
  func waitForEnd() throws -> Bool { try loop.run(forAtMost: 10_000) { isOver } }

  func wait(until done: (RawClient) -> Bool) throws -> Bool { try loop.run(forAtMost: 10_000) { done(self) } }
}
