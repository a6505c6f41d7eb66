extension HTTP1 {
  /// What the bytes of a stream of messages are: the rules of RFC 9112's grammar, each with the section that has it.
  ///
  ///     request     request-line ( method SP request-target SP HTTP-version CRLF )
  ///     response    status-line ( HTTP-version SP status-code SP reason-phrase CRLF )
  ///     either      then field-line ( field-name ":" OWS field-value OWS CRLF ) …, CRLF, content or chunks
  enum Rule: UInt8, Sendable {
    case request, response
    case requestLine, method, requestTarget, requestSpace
    case statusLine, statusCode, reasonPhrase, statusSpace
    case version
    case fieldLine, fieldName, colon, blanks, fieldValue
    case lineEnd, headEnd
    case content
    case chunk, lastChunk, chunkSize, chunkExtension, chunkData, chunkEnd
    case trailer
    /// What came after the last thing that could be read.
    case unread
  }
}

extension HTTP1.Rule {
  /// As the grammar spells it.
  var name: String {
    switch self {
    case .request: "request"
    case .response: "response"
    case .requestLine: "request-line"
    case .method: "method"
    case .requestTarget: "request-target"
    case .requestSpace, .statusSpace: "SP"
    case .statusLine: "status-line"
    case .statusCode: "status-code"
    case .reasonPhrase: "reason-phrase"
    case .version: "HTTP-version"
    case .fieldLine, .trailer: "field-line"
    case .fieldName: "field-name"
    case .colon: "colon"
    case .blanks: "OWS"
    case .fieldValue: "field-value"
    case .lineEnd, .headEnd, .chunkEnd: "CRLF"
    case .content: "content"
    case .chunk: "chunk"
    case .lastChunk: "last-chunk"
    case .chunkSize: "chunk-size"
    case .chunkExtension: "chunk-ext"
    case .chunkData: "chunk-data"
    case .unread: "unread"
    }
  }

  var spec: Spec? {
    switch self {
    case .request, .response, .headEnd: Spec("RFC 9112", "2.1")
    case .lineEnd: Spec("RFC 9112", "2.2")
    case .version: Spec("RFC 9112", "2.3")
    case .requestLine, .requestSpace: Spec("RFC 9112", "3")
    case .method: Spec("RFC 9112", "3.1")
    case .requestTarget: Spec("RFC 9112", "3.2")
    case .statusLine, .statusSpace, .statusCode, .reasonPhrase: Spec("RFC 9112", "4")
    case .fieldLine, .colon, .blanks: Spec("RFC 9112", "5")
    case .fieldName: Spec("RFC 9110", "5.1")
    case .fieldValue: Spec("RFC 9110", "5.5")
    case .content: Spec("RFC 9112", "6.3")
    case .chunk, .lastChunk, .chunkSize, .chunkData, .chunkEnd: Spec("RFC 9112", "7.1")
    case .chunkExtension: Spec("RFC 9112", "7.1.1")
    case .trailer: Spec("RFC 9112", "7.1.2")
    case .unread: nil
    }
  }

  func value(of bytes: Range<Int>, in source: [UInt8]) -> Value {
    switch self {
    case .request, .response, .requestLine, .requestSpace, .statusLine, .statusSpace, .fieldLine, .colon, .blanks,
      .lineEnd, .headEnd, .chunk, .lastChunk, .chunkEnd, .trailer, .unread:
      .none
    case .method, .requestTarget, .reasonPhrase, .version, .fieldName, .chunkExtension:
      .text(HTTP1.text(source, bytes))
    case .fieldValue: .text(HTTP1.text(source, unfolding: bytes))
    case .statusCode: .number(source[bytes].reduce(0) { $0 &* 10 &+ UInt64($1 & 15) })
    case .chunkSize: .number(source[bytes].reduce(0) { $0 << 4 | UInt64($1.hexDigitValue ?? 0) })
    // As text where it is text.
    case .content, .chunkData:
      String(validating: source[bytes], as: UTF8.self).map(Value.text) ?? .bytes(Array(source[bytes]))
    }
  }
}
