import Tracing
import Wire

/// The two things that a TLS handshake is for (RFC 8446 section 2), and what may follow it. A step looks at one of them,
/// or at the whole handshake.
public enum HandshakePart: Sendable, Hashable {
  /// Both sides agree on how to talk, and come to one secret.
  case keyExchange
  /// The server shows who it is, and both prove that they saw the same handshake.
  case authentication
  /// The server hands out what may save the second the next time (RFC 8446 section 4.6.1).
  case tickets

  /// Which part a message belongs to; nil for what belongs to the one before it.
  init?(_ content: TLSEvent.Content, _ bytes: [UInt8]) {
    guard content == .handshake, let type = bytes.first.map(TLS.HandshakeType.init) else { return nil }
    switch type {
    case .certificate, .certificateVerify, .finished: self = .authentication
    case .newSessionTicket: self = .tickets
    default: self = .keyExchange
    }
  }
}

extension Handshake {
  /// The messages of one part, or of the whole handshake.
  func messages(of part: HandshakePart?) -> [Message] {
    var current = HandshakePart.keyExchange
    return messages.filter { message in
      current = HandshakePart(message.content, message.bytes) ?? current
      return part.map { $0 == current } ?? (current != .tickets)
    }
  }
}

extension Step {
  /// The part that its author's words are about, told by the values they show; nil for the whole handshake.
  var handshakePart: HandshakePart? {
    let subjects = subjects
    if subjects.contains(.tickets) { return .tickets }
    return switch (subjects.contains(.agreement), subjects.contains(.identity)) {
    case (true, false): .keyExchange
    case (false, true): .authentication
    case (true, true), (false, false): nil
    }
  }
}
