extension Trace.Entry {
  /// The stretch of the cycle that the entry belongs to; nil for bytes on their way, which belong to whatever message
  /// they carry, and for the ends of visits and of TLS.
  public var phase: Phase? {
    switch fact {
    case .visit(let event):
      switch event {
      case .started: .url
      case .exchange, .assigned: .request
      case .redirected: .response
      case .finished, .failed: nil
      }
    case .url: .url
    case .lookup: .dns
    case .network(let event):
      switch event {
      // The way is found before anything is sent over it.
      case .probed, .hop: .tcp
      // A frame carries whatever it carries, of any phase.
      case .raised, .frame, .dropped: nil
      }
    case .socket(let event):
      switch event {
      case .connecting, .connected, .accepted, .failed, .measured, .ended, .closed:
        event.connection.transport == .udp ? .dns : .tcp
      case .sent, .received: event.connection.transport == .udp ? .dns : nil
      }
    case .tls(let event):
      switch event {
      // A goodbye ends the connection, long after the handshake that the phase is about (RFC 8446 section 6.1), and
      // tickets for a next time come whenever the server likes (section 4.6.1).
      case .message(_, _, .alert, _, [1, 0]): nil
      case .message(_, _, .handshake, encrypted: true, let bytes) where bytes.first == 4: nil
      case .started, .message, .secret, .established, .verified, .failed: .tls
      case .plaintextSent, .plaintextReceived: nil
      }
    case .http(let event):
      switch event {
      // What the edge sends on, and what the app takes, is the server's work.
      case .requestSent: by == .browser ? .request : .routing
      case .requestReceived: by == .app ? .handler : .request
      case .responseSent, .responseReceived, .refused: .response
      }
    case .routing: .routing
    case .handler: .handler
    case .database: .database
    case .cookie: .cookies
    case .rendering: .render
    }
  }
}
