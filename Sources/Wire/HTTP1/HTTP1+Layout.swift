extension HTTP1 {
  /// Where the parts of a request line or status line stand; what lies between them is one space each.
  ///
  ///     GET /cart?id=7 HTTP/1.1\r\n        HTTP/1.1 404 Not Found\r\n
  ///     first second   third               first    second third
  struct StartLine: Sendable, Hashable {
    var first: Range<Int>
    var second: Range<Int>
    var third: Range<Int>
    /// With CRLF.
    var line: Range<Int>
  }

  /// Where the parts of a field line stand.
  ///
  ///     Accept:  text/html \r\n
  ///     name  |ows|value  |ows, then CRLF
  ///           colon
  struct FieldLine: Sendable, Hashable {
    var name: Range<Int>
    var value: Range<Int>
    /// With CRLF.
    var line: Range<Int>
  }

  /// Where the parts of a chunk stand. The last chunk has no data and no CRLF after it.
  ///
  ///     5;name=value\r\n   hello\r\n
  ///     size|extensions    data
  struct Chunk: Sendable, Hashable {
    var size: Range<Int>
    var extensions: Range<Int>
    /// Size and extensions, with CRLF.
    var line: Range<Int>
    var data: Range<Int>
    var length: Int
  }
}
