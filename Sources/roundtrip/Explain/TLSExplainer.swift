import Wire

/// `roundtrip explain tls`: the records of one direction, or a single handshake message.
struct TLSExplainer: Explainer {
  let kind = "tls"
  let form = InputForm.binary
  let summary = "TLS records of one direction, or one handshake message"

  func dissect(_ input: [UInt8]) -> Field {
    Self.isHandshakeMessage(input) ? TLS.dissectHandshake(input[...]).field : TLS.dissect(input).field
  }

  /// `{"hex"}` in; `{"records":[{"type","version","content"}…]}` or `{"handshake"}` out.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let bytes = try request.hex()
    if Self.isHandshakeMessage(bytes) {
      return ["handshake": .string(try TLS.dissectHandshake(bytes[...]).value.get().title)]
    }
    let records = try TLS.dissect(bytes).value.get().map { record -> JSON in
      [
        "type": .string(record.type.description), "version": .string(record.version.description),
        "content": .string(record.title),
      ]
    }
    return ["records": .array(records)]
  }

  /// A record begins with 20 to 24 and a version 3.x; a handshake message's second byte is the top of its length, and
  /// none is so long that it would be 3.
  private static func isHandshakeMessage(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, bytes[1] != 3 else { return false }
    return bytes.count == 4 + (Int(bytes[1]) << 16 | Int(bytes[2]) << 8 | Int(bytes[3]))
  }
}
