import Tracing
import Wire

/// What a message of a TLS handshake is called, and what it is for.
struct HandshakeWords {
  let name: String
  let meaning: String

  init(_ content: TLSEvent.Content, _ bytes: [UInt8]) {
    switch content {
    case .changeCipherSpec:
      (name, meaning) = (
        "ChangeCipherSpec", "No handshake message, a leftover: old boxes on the way expect to see it."
      )
    case .alert:
      let alert = try? TLS.dissectAlert(bytes[...]).value.get()
      let isGoodbye = alert?.description == .closeNotify
      name = "Alert" + (alert.map { ": \($0.description)" } ?? "")
      meaning = isGoodbye ? "Goodbye: nothing more will come this way." : "Why this end gives up."
    case .handshake:
      let type = bytes.first.map(TLS.HandshakeType.init)
      (name, meaning) = (type?.description ?? "empty message", type?.meaning ?? "")
    }
  }
}

extension String {
  /// `TLS 1.3` for OpenSSL's `TLSv1.3`.
  var replacingTLSVersion: String { hasPrefix("TLSv") ? "TLS " + dropFirst(4) : self }

  /// The path and what follows, of an absolute address.
  var withoutOrigin: String {
    let parts = split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count < 4 ? self : "/" + String(parts[3])
  }
}
