extension HTTP1.Reader {
  /// What a recipient can read past, and a sender should not have written: a fault where the grammar has no such thing,
  /// else a remark.
  var oddities: [Fault] {
    guard let startLine, head != nil else { return [] }
    switch kind {
    case .request:
      guard let sign = buffer[startLine.second].firstIndex(of: UInt8(ascii: "#")) else { return [] }
      return [
        Fault(
          .malformed, "expected no '#': a fragment stays with the browser", bytes: sign..<startLine.second.upperBound,
          spec: .rfc(9112, "3.2"))
      ]
    case .response:
      if status > 599 {
        let message = "over 599: a client takes it as a 5xx"
        return [Fault(.ignored, message, bytes: startLine.second, spec: .rfc(9110, "15"))]
      }
      guard status < 200 || status == 204 else { return [] }
      return fieldLines.filter { HTTP1.text(buffer, $0.name).equalsIgnoringASCIICase("content-length") }.map {
        Fault(
          .ignored, "passed over: a \(status) never has content, and no Content-Length either", bytes: $0.value,
          spec: .rfc(9110, "8.6"))
      }
    }
  }
}
