public import Tracing

/// A listening TCP socket on the loop.
public final class Listener {
  /// Where it listens; the kernel's choice, if it was given one.
  public let local: Endpoint
  /// Takes each connection that comes; one that nobody takes is closed.
  public var onConnection: ((Socket) -> Void)?
  private let socket: Socket
  private let loop: Loop
  /// Out of descriptors, the loop would tell of the waiting connection again at once: so it is left alone this long.
  private static let restMilliseconds = 100

  /// Port 0 lets the kernel choose.
  public init(port: UInt16, in host: Host, on loop: Loop) throws(SystemError) {
    let socket = try host.listening(port: port)
    guard let local = socket.local else { throw SystemError("listen on \(host.address)") }
    self.socket = socket
    self.local = local
    self.loop = loop
    socket.watch(on: loop) { [weak self] _ in self?.accept() }
  }

  private func accept() {
    do throws(SystemError) {
      while socket.isOpen, let connection = try socket.accept() { onConnection?(connection) }
    } catch {
      loop.note(error)
      // The connection stays in the kernel's queue until a descriptor is free.
      loop.setReading(false, for: socket.descriptor)
      loop.after(milliseconds: Self.restMilliseconds) { [weak self] in
        guard let self, socket.isOpen else { return }
        loop.setReading(true, for: socket.descriptor)
      }
    }
  }

  public func close() { socket.close() }
}
