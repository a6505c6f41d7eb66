import Tracing
import Wire

/// The two things that a TLS handshake is for (RFC 8446 section 2). A step looks at one of them, or at both.
public enum HandshakePart: Sendable, Hashable {
  /// Both sides agree on how to talk, and come to one secret.
  case keyExchange
  /// The server shows who it is, and both prove that they saw the same handshake.
  case authentication

  /// Which part a message belongs to; nil for what belongs to the one before it.
  init?(_ content: TLSEvent.Content, _ bytes: [UInt8]) {
    guard content == .handshake, let type = bytes.first.map(TLS.HandshakeType.init) else { return nil }
    let proving: [TLS.HandshakeType] = [.certificate, .certificateVerify, .finished, .newSessionTicket]
    self = proving.contains(type) ? .authentication : .keyExchange
  }
}

extension Handshake {
  /// The messages of one part, or all of them.
  func messages(of part: HandshakePart?) -> [Message] {
    var current = HandshakePart.keyExchange
    return messages.filter { message in
      current = HandshakePart(message.content, message.bytes) ?? current
      return part == nil || part == current
    }
  }
}

extension Step {
  /// The part that its author's words are about, told by the values they show; nil for both.
  var handshakePart: HandshakePart? {
    switch (subjects.contains(.agreement), subjects.contains(.identity)) {
    case (true, false): .keyExchange
    case (false, true): .authentication
    case (true, true), (false, false): nil
    }
  }
}
