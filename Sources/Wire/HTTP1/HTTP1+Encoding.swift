extension HTTP1 {
  /// A request as it goes on the wire, head and content together. The fields go as they are, so what they say about
  /// the content's end must be true; ``Endpoint`` sees to that.
  public static func encode(_ request: HTTP.Request, chunkLength: Int = 4_096) -> [UInt8] {
    encode(
      startLine: "\(request.method) \(request.target) HTTP/\(request.version)", request.fields, request.body,
      request.trailers, chunkLength)
  }

  /// A response as it goes on the wire, head and content together; an empty reason becomes the registered one. An
  /// answer to HEAD is all head.
  public static func encode(
    _ response: HTTP.Response, omittingContent: Bool = false, chunkLength: Int = 4_096
  ) -> [UInt8] {
    let reason = response.reason.isEmpty ? HTTP.Status(response.status).name : response.reason
    let startLine = "HTTP/\(response.version) \(response.status) \(reason)"
    if omittingContent { return head(startLine, response.fields) }
    return encode(startLine: startLine, response.fields, response.body, response.trailers, chunkLength)
  }

  /// Content in the chunked coding, cut into chunks of `length` bytes, with the trailer section at its end
  /// (RFC 9112 section 7.1).
  public static func chunked(_ content: [UInt8], trailers: HTTP.Fields = [:], length: Int = 4_096) -> [UInt8] {
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: max(1, length)) {
      let data = content[start..<min(content.count, start + max(1, length))]
      bytes += Array("\(String(data.count, radix: 16))\r\n".utf8) + data + [0x0D, 0x0A]
    }
    bytes += Array("0\r\n".utf8)
    write(trailers, to: &bytes)
    return bytes
  }

  /// What must not be sent: a name, target or value that would end its line, and begin another, too early.
  static func check(_ message: HTTP.Message) throws(Misuse) {
    let fields: [HTTP.Fields.Line]
    let startLine: Bool
    switch message {
    case .request(let request):
      fields = request.fields.lines + request.trailers.lines
      startLine =
        !request.method.isEmpty && request.method.utf8.allSatisfy(\.isToken) && !request.target.isEmpty
        && request.target.utf8.allSatisfy(\.isVisible)
    case .response(let response):
      fields = response.fields.lines + response.trailers.lines
      startLine = (100...999).contains(response.status) && response.reason.utf8.allSatisfy(\.isFieldValue)
    }
    guard startLine else { throw Misuse("a start line that is not HTTP/1.1's") }
    for line in fields {
      guard !line.name.isEmpty, line.name.utf8.allSatisfy(\.isToken), line.value.utf8.allSatisfy(\.isFieldValue) else {
        throw Misuse("a field that is not HTTP's: \(line.name)")
      }
    }
  }

  private static func encode(
    startLine: String, _ fields: HTTP.Fields, _ content: [UInt8], _ trailers: HTTP.Fields, _ chunkLength: Int
  ) -> [UInt8] {
    let isChunked = HTTP.list(fields.values("Transfer-Encoding")).last == "chunked"
    return head(startLine, fields)
      + (isChunked ? chunked(content, trailers: trailers, length: chunkLength) : content)
  }

  private static func head(_ startLine: String, _ fields: HTTP.Fields) -> [UInt8] {
    var bytes = Array(startLine.utf8) + [0x0D, 0x0A]
    write(fields, to: &bytes)
    return bytes
  }

  /// The lines and the empty line after them.
  private static func write(_ fields: HTTP.Fields, to bytes: inout [UInt8]) {
    for line in fields.lines { bytes += Array("\(line.name): \(line.value)\r\n".utf8) }
    bytes += [0x0D, 0x0A]
  }
}
