import Tracing
import Wire

/// What a message of a TLS handshake is called, and what it is for.
struct HandshakeWords {
  private let content: TLSEvent.Content
  private let bytes: [UInt8]

  init(_ content: TLSEvent.Content, _ bytes: [UInt8]) {
    self.content = content
    self.bytes = bytes
  }

  var name: String {
    switch content {
    case .changeCipherSpec: "ChangeCipherSpec"
    case .alert: "Alert" + (alert.map { ": \($0.description)" } ?? "")
    case .handshake: type?.description ?? "empty message"
    }
  }

  var meaning: String {
    switch content {
    case .changeCipherSpec: "No handshake message, a leftover: old boxes on the way expect to see it."
    case .alert:
      alert?.description == .closeNotify
        ? "Goodbye: nothing more will come this way." : "Why this end gives up."
    case .handshake: type?.meaning ?? ""
    }
  }

  private var alert: TLS.Alert? { try? TLS.dissectAlert(bytes[...]).value.get() }

  private var type: TLS.HandshakeType? { bytes.first.map(TLS.HandshakeType.init) }
}

extension String {
  /// `TLS 1.3` for OpenSSL's `TLSv1.3`.
  var replacingTLSVersion: String { hasPrefix("TLSv") ? "TLS " + String(dropFirst(4)) : self }

  /// The path and what follows, of an absolute address.
  var withoutOrigin: String {
    let parts = utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count < 4 ? self : "/" + String(Substring(parts[3]))
  }
}
