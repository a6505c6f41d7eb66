public import Tracing

/// A listening TCP socket on the loop.
public final class Listener {
  /// Where it listens; the kernel's choice, if it was given one.
  public let local: Endpoint
  private let socket: Socket
  private let loop: Loop
  private var isOpen = true

  public init(at endpoint: Endpoint, on loop: Loop, accept: @escaping (Socket) -> Void) throws(SystemError) {
    let socket = try Socket.listening(at: endpoint)
    guard let local = socket.local else { throw SystemError("listen on \(endpoint)") }
    self.socket = socket
    self.local = local
    self.loop = loop
    loop.watch(socket.descriptor) { _ in
      // Out of descriptors, the connection stays in the queue until one is free.
      while let connection = try? socket.accept() { accept(connection) }
    }
  }

  deinit { close() }

  public func close() {
    // Once only: the system may have given the number to another socket since.
    guard isOpen else { return }
    isOpen = false
    loop.forget(socket.descriptor)
    socket.close()
  }
}
