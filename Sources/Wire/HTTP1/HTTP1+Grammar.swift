extension HTTP1 {
  /// The grammar of single lines (RFC 9112 sections 3 to 5 and 7.1), over `bytes[line]` with the CRLF at its end.
  ///
  /// It is strict wherever leniency lets two servers disagree about where a message ends (section 11.2). All offsets
  /// are indices of `bytes`. Both the machine and the dissector read through these functions, and only these.
  enum Grammar {}
}

extension HTTP1.Grammar {
  typealias Refusal = HTTP1.Refusal

  static let lineSpec = Spec("RFC 9112", "2.2")
  static let startLineSpec = Spec("RFC 9112", "3")
  static let statusLineSpec = Spec("RFC 9112", "4")
  static let versionSpec = Spec("RFC 9112", "2.3")
  static let foldSpec = Spec("RFC 9112", "5.2")
  static let nameSpec = Spec("RFC 9110", "5.1")
  static let valueSpec = Spec("RFC 9110", "5.5")
  static let chunkSpec = Spec("RFC 9112", "7.1")
  static let extensionSpec = Spec("RFC 9112", "7.1.1")

  /// The line whose LF stands at `feed`, which must follow a CR.
  static func line(_ bytes: [UInt8], from start: Int, feed: Int) throws(Refusal) -> Range<Int> {
    guard feed > start, bytes[feed - 1] == 0x0D else {
      throw Refusal(.malformed, "expected CR before LF; end each line with both", feed..<feed + 1, lineSpec)
    }
    return start..<feed + 1
  }

  /// `method SP request-target SP HTTP-version CRLF`
  static func requestLine(_ bytes: [UInt8], _ line: Range<Int>) throws(Refusal) -> HTTP1.StartLine {
    let end = line.upperBound - 2
    var at = line.lowerBound
    at = bytes.end(from: at, to: end, lanes: \.lanesOutsideWords, where: \.isToken)
    let method = line.lowerBound..<at
    guard !method.isEmpty else {
      throw Refusal(.malformed, "expected a method, as in GET", at..<at + 1, Spec("RFC 9112", "3.1"))
    }
    at = try space(bytes, at, end, after: "the method", startLineSpec)
    let targetStart = at
    at = bytes.end(from: at, to: end, lanes: { $0.lanes(under: 0x21, or: 0x7F) }, where: \.isVisible)
    let target = targetStart..<at
    guard !target.isEmpty else {
      throw Refusal(
        .malformed, "expected a request target; one space only stands before it", at..<at + 1, Spec("RFC 9112", "3.2"))
    }
    at = try space(
      bytes, at, end, after: "the target; write any other character than visible ASCII as %XX", startLineSpec)
    let version = at..<end
    try check(version: bytes, version)
    try check(target: bytes, target, method: method)
    return HTTP1.StartLine(first: method, second: target, third: version, line: line)
  }

  /// `HTTP-version SP status-code SP [ reason-phrase ] CRLF`; the second space may be missing with the phrase.
  static func statusLine(_ bytes: [UInt8], _ line: Range<Int>) throws(Refusal) -> HTTP1.StartLine {
    let end = line.upperBound - 2
    let version = line.lowerBound..<min(line.lowerBound + 8, end)
    try check(version: bytes, version)
    var at = try space(bytes, version.upperBound, end, after: "the version", statusLineSpec)
    let status = at..<min(at + 3, end)
    guard status.count == 3, bytes[status].allSatisfy(\.isDigit), (0x31...0x39).contains(bytes[status.lowerBound])
    else {
      throw Refusal(
        .malformed, "expected a status of three digits from 100", status.lowerBound..<max(status.upperBound, at + 1),
        statusLineSpec)
    }
    at = status.upperBound
    if at < end { at = try space(bytes, at, end, after: "the status", statusLineSpec) }
    let reason = at..<end
    at = bytes.end(from: at, to: end, lanes: { $0.lanes(under: 0x20, or: 0x7F) }, where: \.isFieldValue)
    guard at == end else {
      throw Refusal(.malformed, "control character in the reason phrase", at..<at + 1, statusLineSpec)
    }
    return HTTP1.StartLine(first: version, second: status, third: reason, line: line)
  }

  /// `field-name ":" OWS field-value OWS CRLF`
  static func fieldLine(_ bytes: [UInt8], _ line: Range<Int>) throws(Refusal) -> HTTP1.FieldLine {
    let end = line.upperBound - 2
    var at = line.lowerBound
    at = bytes.end(from: at, to: end, lanes: \.lanesOutsideWords, where: \.isToken)
    guard at < end, bytes[at] == UInt8(ascii: ":"), at > line.lowerBound else { throw misnamed(bytes, at, line) }
    let name = line.lowerBound..<at
    at += 1
    while at < end, bytes[at].isBlank { at += 1 }
    let value = try fieldValue(bytes, at..<end)
    return HTTP1.FieldLine(name: name, value: value, line: line)
  }

  /// One more line of a folded value: `line` begins with a blank (section 5.2).
  static func fold(_ bytes: [UInt8], _ line: Range<Int>, onto field: HTTP1.FieldLine) throws(Refusal)
    -> HTTP1.FieldLine
  {
    var at = line.lowerBound
    while at < line.upperBound - 2, bytes[at].isBlank { at += 1 }
    let more = try fieldValue(bytes, at..<line.upperBound - 2)
    var field = field
    if !more.isEmpty {
      field.value = (field.value.isEmpty ? more.lowerBound : field.value.lowerBound)..<more.upperBound
    }
    field.line = field.line.lowerBound..<line.upperBound
    return field
  }

  /// `chunk-size [ chunk-ext ] CRLF`
  static func chunkLine(_ bytes: [UInt8], _ line: Range<Int>) throws(Refusal) -> HTTP1.Chunk {
    let end = line.upperBound - 2
    var at = line.lowerBound
    var length = 0
    while at < end, let digit = bytes[at].hexDigitValue {
      let (shifted, overflow) = length.multipliedReportingOverflow(by: 16)
      guard !overflow, shifted <= Int.max - 15 else {
        throw Refusal(.limit, "chunk size over \(Int.max)", line.lowerBound..<end, chunkSpec)
      }
      length = shifted + Int(digit)
      at += 1
    }
    guard at > line.lowerBound, at == end || bytes[at] == UInt8(ascii: ";") else {
      throw Refusal(
        .malformed, "expected a chunk size in hexadecimal, then CRLF or ';'", at..<at + 1, chunkSpec)
    }
    let size = line.lowerBound..<at
    try check(extensions: bytes, at..<end)
    return HTTP1.Chunk(
      size: size, extensions: at..<end, line: line, data: line.upperBound..<line.upperBound, length: length)
  }

  // MARK: Parts of lines

  private static func space(
    _ bytes: [UInt8], _ at: Int, _ end: Int, after what: String, _ spec: Spec
  ) throws(Refusal) -> Int {
    guard at < end, bytes[at] == 0x20 else {
      throw Refusal(.malformed, "expected one space after \(what)", at..<at + 1, spec)
    }
    return at + 1
  }

  private static let versionForm = Array("HTTP/1.1".utf8)

  /// `HTTP/1.DIGIT`: another major version has another syntax (505).
  private static func check(version bytes: [UInt8], _ range: Range<Int>) throws(Refusal) {
    let start = range.lowerBound
    var at = start
    for expected in versionForm {
      guard at < range.upperBound, bytes[at] == expected || expected.isDigit && bytes[at].isDigit else {
        throw Refusal(.malformed, "expected a version, as in HTTP/1.1", at..<at + 1, versionSpec)
      }
      at += 1
    }
    guard at == range.upperBound else {
      throw Refusal(.malformed, "expected the version to end here", at..<at + 1, versionSpec)
    }
    guard bytes[start + 5] == UInt8(ascii: "1") else {
      throw Refusal(
        .unsupported, "expected HTTP/1.1 or HTTP/1.0; other major versions look different on the wire",
        start + 5..<start + 6, status: 505, versionSpec)
    }
  }

  /// The value without blanks at its end, every byte of it allowed.
  private static func fieldValue(_ bytes: [UInt8], _ range: Range<Int>) throws(Refusal) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1].isBlank { end -= 1 }
    let at = bytes.end(
      from: range.lowerBound, to: end, lanes: { $0.lanes(under: 0x20, or: 0x7F) }, where: \.isFieldValue)
    guard at == end else {
      let what = bytes[at] == 0x0D ? "CR without LF" : "control character 0x\([bytes[at]].hex)"
      throw Refusal(.malformed, "\(what) in a field value; leave it out", at..<at + 1, valueSpec)
    }
    return range.lowerBound..<end
  }

  private static func misnamed(_ bytes: [UInt8], _ at: Int, _ line: Range<Int>) -> Refusal {
    if at < line.upperBound - 2, bytes[at].isBlank {
      return at == line.lowerBound
        ? Refusal(.malformed, "white space before a field name; begin the line with the name", at..<at + 1, lineSpec)
        : Refusal(
          .malformed, "white space after a field name; put the colon right behind it", at..<at + 1,
          Spec("RFC 9112", "5.1"))
    }
    return Refusal(
      .malformed, at == line.lowerBound ? "expected a field name" : "expected ':' after the field name",
      at..<at + 1, nameSpec)
  }

  /// `*( ";" BWS token [ "=" BWS ( token / quoted-string ) ] )`. Not applicable: white space before `;` and `=`, which
  /// the grammar lets recipients read; llhttp and others refuse it too.
  private static func check(extensions bytes: [UInt8], _ range: Range<Int>) throws(Refusal) {
    let end = range.upperBound
    var at = range.lowerBound
    func token() throws(Refusal) {
      let start = at
      at = bytes.end(from: at, to: end, lanes: \.lanesOutsideWords, where: \.isToken)
      guard at > start else {
        throw Refusal(.malformed, "expected a token in the chunk extension", at..<at + 1, extensionSpec)
      }
    }
    func blanks() { while at < end, bytes[at].isBlank { at += 1 } }
    while at < end {
      guard bytes[at] == UInt8(ascii: ";") else {
        throw Refusal(.malformed, "expected ';' or CRLF after the chunk extension", at..<at + 1, extensionSpec)
      }
      at += 1
      blanks()
      try token()
      guard at < end, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      blanks()
      guard at < end, bytes[at] == UInt8(ascii: "\"") else {
        try token()
        continue
      }
      at += 1
      while at < end, bytes[at] != UInt8(ascii: "\"") {
        at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        guard at <= end, bytes[at - 1].isFieldValue else {
          throw Refusal(.malformed, "control character in a quoted string", at - 1..<at, extensionSpec)
        }
      }
      guard at < end else {
        throw Refusal(.malformed, "quoted string without its closing quote", range, extensionSpec)
      }
      at += 1
    }
  }
}
