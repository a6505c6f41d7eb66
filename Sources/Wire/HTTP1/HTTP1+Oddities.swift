extension HTTP1.Reader {
  /// What a recipient can read past, and a sender should not have written: a fault where the grammar has no such thing,
  /// else a remark.
  var oddities: [Fault] {
    guard let startLine, head != nil else { return [] }
    switch kind {
    case .request:
      let target = startLine.second
      var found: [Fault] = []
      if lacksHost {
        found.append(
          Fault(
            .malformed, "no Host; HTTP/1.1 wants exactly one", bytes: startLine.line.lowerBound..<headEnd,
            spec: .rfc(9112, "3.2")))
      }
      if let sign = buffer[target].firstIndex(of: UInt8(ascii: "#")) {
        found.append(
          Fault(
            .malformed, "expected no '#': a fragment stays with the browser", bytes: sign..<target.upperBound,
            spec: .rfc(9112, "3.2")))
      }
      if let user = Grammar.userinfo(buffer, target) {
        found.append(
          Fault(
            .forbidden, "expected the host right behind '//': a name before it can make a host look like another's",
            bytes: user, spec: .rfc(9110, "4.2.4")))
      }
      return found
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
