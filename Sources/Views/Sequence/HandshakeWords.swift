import Tracing

/// What TLS messages are called, and what each is for (RFC 8446 section 4, RFC 5246 section 7.4).
struct HandshakeWords {
  let name: String
  let meaning: String

  init(_ content: TLSEvent.Content, _ bytes: [UInt8]) {
    switch content {
    case .changeCipherSpec: (name, meaning) = ("ChangeCipherSpec", "a left-over that old middleboxes expect")
    case .alert: (name, meaning) = ("Alert", "something is wrong, or this is the end")
    case .handshake: (name, meaning) = bytes.first.flatMap { Self.words[$0] } ?? ("handshake message", "")
    }
  }

  private static let words: [UInt8: (String, String)] = [
    0: ("HelloRequest", "please begin again"),
    1: ("ClientHello", "what I speak, whom I want, my half of a key"),
    2: ("ServerHello", "what we shall speak, and my half of the key"),
    4: ("NewSessionTicket", "show me this next time, and we are faster"),
    5: ("EndOfEarlyData", "that was all I sent ahead"),
    8: ("EncryptedExtensions", "the rest of my choices, ALPN among them"),
    11: ("Certificate", "who I am, and who vouches for it"),
    12: ("ServerKeyExchange", "my half of the key, signed"),
    13: ("CertificateRequest", "and who are you?"),
    14: ("ServerHelloDone", "your turn"),
    15: ("CertificateVerify", "a signature: I own that certificate's key"),
    16: ("ClientKeyExchange", "my half of the key"),
    20: ("Finished", "a check over all messages: nobody changed one"),
    24: ("KeyUpdate", "new keys from here on"),
  ]
}

extension String {
  /// `TLS 1.3` for OpenSSL's `TLSv1.3`.
  var replacingTLSVersion: String { hasPrefix("TLSv") ? "TLS " + dropFirst(4) : self }

  /// The path and what follows, of an absolute address.
  var withoutOrigin: String {
    var slashes = 0
    for (index, byte) in zip(utf8.indices, utf8) where byte == UInt8(ascii: "/") {
      slashes += 1
      if slashes == 3 { return String(self[index...]) }
    }
    return self
  }
}
