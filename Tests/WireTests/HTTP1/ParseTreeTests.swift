import Testing
import Wire

@Suite("HTTP/1.1: each byte has a name, a section and what it says")
struct ParseTreeTests {
  /// Drawn as `bytes name: value  section`, children further in.
  private func drawing(_ field: Field, indent: String = "") -> String {
    let value = field.value.description
    let line =
      "\(indent)\(field.bytes) \(field.name)\(value.isEmpty ? "" : ": \(value)")"
      + "\(field.spec.map { "  \($0)" } ?? "")\(field.fault.map { "  ! \($0.message)" } ?? "")\n"
    return field.children.reduce(line) { $0 + drawing($1, indent: indent + "  ") }
  }

  @Test func `a request`() {
    let bytes = Array("GET /a HTTP/1.1\r\nHost: b \r\nX:\r\n\r\n".utf8)
    #expect(
      drawing(HTTP1.dissect(bytes, .request).field)
        == """
        0..<33 http1  RFC 9112
          0..<33 request  RFC 9112 section 2.1
            0..<17 request-line  RFC 9112 section 3
              0..<3 method: GET  RFC 9112 section 3.1
              3..<4 SP  RFC 9112 section 3
              4..<6 request-target: /a  RFC 9112 section 3.2
              6..<7 SP  RFC 9112 section 3
              7..<15 HTTP-version: HTTP/1.1  RFC 9112 section 2.3
              15..<17 CRLF  RFC 9112 section 2.2
            17..<27 field-line  RFC 9112 section 5
              17..<21 field-name: Host  RFC 9110 section 5.1
              21..<22 colon  RFC 9112 section 5
              22..<23 OWS  RFC 9112 section 5
              23..<24 field-value: b  RFC 9110 section 5.5
              24..<25 OWS  RFC 9112 section 5
              25..<27 CRLF  RFC 9112 section 2.2
            27..<31 field-line  RFC 9112 section 5
              27..<28 field-name: X  RFC 9110 section 5.1
              28..<29 colon  RFC 9112 section 5
              29..<31 CRLF  RFC 9112 section 2.2
            31..<33 CRLF  RFC 9112 section 2.1

        """)
  }

  @Test func `a response in chunks`() {
    let bytes = Array(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a\r\nhi\r\n1\r\n\u{0}\r\n0\r\nT: é\r\n\r\n".utf8)
    let message = HTTP1.dissect(bytes, .response).field.children.first
    #expect(
      message?.children.dropFirst(3).map { drawing($0) }.joined() == """
        47..<56 chunk  RFC 9112 section 7.1
          47..<48 chunk-size: 2  RFC 9112 section 7.1
          48..<50 chunk-ext: ;a  RFC 9112 section 7.1.1
          50..<52 CRLF  RFC 9112 section 7.1
          52..<54 chunk-data: hi  RFC 9112 section 7.1
          54..<56 CRLF  RFC 9112 section 7.1
        56..<62 chunk  RFC 9112 section 7.1
          56..<57 chunk-size: 1  RFC 9112 section 7.1
          57..<59 CRLF  RFC 9112 section 7.1
          59..<60 chunk-data: \u{0}  RFC 9112 section 7.1
          60..<62 CRLF  RFC 9112 section 7.1
        62..<65 last-chunk  RFC 9112 section 7.1
          62..<63 chunk-size: 0  RFC 9112 section 7.1
          63..<65 CRLF  RFC 9112 section 7.1
        65..<72 field-line  RFC 9112 section 7.1.2
          65..<66 field-name: T  RFC 9110 section 5.1
          66..<67 colon  RFC 9112 section 5
          67..<68 OWS  RFC 9112 section 5
          68..<70 field-value: é  RFC 9110 section 5.5
          70..<72 CRLF  RFC 9112 section 2.2
        72..<74 CRLF  RFC 9112 section 7.1

        """)
  }

  @Test func `a mistake stands on the innermost field that holds it`() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".utf8)
    let request = HTTP1.dissect(bytes, .request).field.children.first
    #expect(request?.children.map(\.name) == ["request-line", "field-line", "field-line", "unread"])
    #expect(request?.children.map { $0.fault?.code } == [nil, nil, .conflict, nil])
  }

  @Test func `worked out or not, the same field`() {
    let bytes = Array("\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n\u{7F}é".utf8)
    let field = HTTP1.dissect(bytes, .request).field
    let workedOut = field.moved(byBytes: 0)
    #expect(workedOut == field && workedOut.hashValue == field.hashValue)
    #expect(field.first("request")?.moved(byBytes: 1) != field.first("request"))
  }
}
