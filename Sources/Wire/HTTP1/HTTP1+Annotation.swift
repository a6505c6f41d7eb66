extension HTTP1 {
  /// Turns what a ``Reader`` has read into fields, named as in RFC 9112's grammar. `bytes` are all the bytes given to
  /// the reader, so its offsets are theirs.
  struct Annotation {
    let bytes: [UInt8]
    let kind: Kind
    private(set) var fields: [Field] = []
    /// How far everything is named.
    private(set) var end = 0
    /// The present message's chunks.
    var chunks: [Chunk] = []

    init(bytes: [UInt8], kind: Kind) {
      self.bytes = bytes
      self.kind = kind
    }
  }
}

extension HTTP1.Annotation {
  private static let messageSpec = Spec("RFC 9112", "2.1")
  private static let robustSpec = Spec("RFC 9112", "2.2")
  private static let versionSpec = Spec("RFC 9112", "2.3")
  private static let requestLineSpec = Spec("RFC 9112", "3")
  private static let methodSpec = Spec("RFC 9112", "3.1")
  private static let targetSpec = Spec("RFC 9112", "3.2")
  private static let statusLineSpec = Spec("RFC 9112", "4")
  private static let fieldLineSpec = Spec("RFC 9112", "5")
  private static let fieldNameSpec = Spec("RFC 9110", "5.1")
  private static let fieldValueSpec = Spec("RFC 9110", "5.5")
  private static let contentSpec = Spec("RFC 9112", "6.3")
  private static let chunkSpec = Spec("RFC 9112", "7.1")
  private static let extensionSpec = Spec("RFC 9112", "7.1.1")
  private static let trailerSpec = Spec("RFC 9112", "7.1.2")

  /// The reader's present message, whole or not, with what is left before `limit` named `unread`.
  mutating func add(_ reader: HTTP1.Reader, upTo limit: Int, fault: Fault?) {
    let from = reader.startLine?.line.lowerBound ?? end
    skipEmptyLines(upTo: from)
    var parts: [Field] = []
    var at = from
    if let line = reader.startLine {
      parts.reserveCapacity(reader.fieldLines.count + 4)
      parts.append(startLine(line, reader.head))
      at = line.line.upperBound
      let lines: [HTTP.Fields.Line] =
        switch reader.head {
        case .request(let request): request.fields.lines
        case .response(let response): response.fields.lines
        case nil: reader.fieldLines.map(line(of:))
        }
      for (field, line) in zip(reader.fieldLines, lines) { parts.append(fieldLine(field, line, Self.fieldLineSpec)) }
      at = reader.fieldLines.last?.line.upperBound ?? at
    }
    if reader.head != nil {
      parts.append(crlf(at: reader.headEnd - 2, Self.messageSpec))
      at = reader.headEnd
      addContent(of: reader, to: &parts, &at)
    }
    if at < limit { parts.append(Field("unread", bits: at * 8..<limit * 8)) }
    var field = Field(
      kind.rawValue, bits: from * 8..<limit * 8, spec: Self.messageSpec, fault: fault ?? missingHost(reader),
      children: parts)
    if let fault { Self.mark(&field, with: fault) }
    fields.append(field)
    chunks = []
    if fault == nil { end = limit }
  }

  /// What is not HTTP any more.
  mutating func addRest() {
    guard end < bytes.count else { return }
    fields.append(Field("rest", bits: end * 8..<bytes.count * 8, spec: Spec("RFC 9112", "9.6")))
  }

  // MARK: Lines

  /// `head`'s texts are used again where there are any.
  private func startLine(_ line: HTTP1.StartLine, _ head: HTTP.Message?) -> Field {
    let isRequest = kind == .request
    var parts: [Field] = []
    parts.reserveCapacity(6)
    if isRequest {
      let (method, target) =
        if case .request(let request) = head { (request.method, request.target) } else {
          (text(line.first), text(line.second))
        }
      parts.append(leaf("method", line.first, .text(method), Self.methodSpec))
      parts.append(leaf("SP", line.first.upperBound..<line.second.lowerBound, .none, Self.requestLineSpec))
      parts.append(leaf("request-target", line.second, .text(target), Self.targetSpec))
      parts.append(leaf("SP", line.second.upperBound..<line.third.lowerBound, .none, Self.requestLineSpec))
      parts.append(version(line.third))
    } else {
      let code = bytes[line.second].reduce(0) { $0 * 10 + UInt64($1 & 15) }
      parts.append(version(line.first))
      parts.append(leaf("SP", line.first.upperBound..<line.second.lowerBound, .none, Self.statusLineSpec))
      parts.append(leaf("status-code", line.second, .number(code), Self.statusLineSpec))
      if line.second.upperBound < line.third.lowerBound {
        parts.append(leaf("SP", line.second.upperBound..<line.third.lowerBound, .none, Self.statusLineSpec))
      }
      if !line.third.isEmpty {
        parts.append(leaf("reason-phrase", line.third, .text(text(line.third)), Self.statusLineSpec))
      }
    }
    parts.append(crlf(at: line.line.upperBound - 2, Self.robustSpec))
    return Field(
      isRequest ? "request-line" : "status-line", bits: bits(line.line),
      spec: isRequest ? Self.requestLineSpec : Self.statusLineSpec, children: parts)
  }

  private func fieldLine(_ field: HTTP1.FieldLine, _ line: HTTP.Fields.Line, _ spec: Spec) -> Field {
    let colon = field.name.upperBound
    let crlf = field.line.upperBound - 2
    // An empty value may stand anywhere behind the colon; the blanks around it are one run.
    let value = field.value.isEmpty ? crlf..<crlf : field.value
    var parts: [Field] = []
    parts.reserveCapacity(6)
    parts.append(leaf("field-name", field.name, .text(line.name), Self.fieldNameSpec))
    parts.append(leaf("colon", colon..<colon + 1, .none, Self.fieldLineSpec))
    if colon + 1 < value.lowerBound {
      parts.append(leaf("OWS", colon + 1..<value.lowerBound, .none, Self.fieldLineSpec))
    }
    if !value.isEmpty { parts.append(leaf("field-value", value, .text(line.value), Self.fieldValueSpec)) }
    if value.upperBound < crlf { parts.append(leaf("OWS", value.upperBound..<crlf, .none, Self.fieldLineSpec)) }
    parts.append(self.crlf(at: crlf, Self.robustSpec))
    return Field("field-line", bits: bits(field.line), spec: spec, children: parts)
  }

  private func line(of field: HTTP1.FieldLine) -> HTTP.Fields.Line {
    HTTP.Fields.Line(HTTP1.text(bytes, field.name), HTTP1.text(bytes, valueOf: field))
  }

  // MARK: Content

  private func addContent(of reader: HTTP1.Reader, to parts: inout [Field], _ at: inout Int) {
    guard reader.framing == .chunked else {
      guard !reader.content.isEmpty else { return }
      let range = at..<at + reader.content.count
      parts.append(leaf("content", range, value(range), Self.contentSpec))
      return at = range.upperBound
    }
    for chunk in chunks {
      parts.append(self.chunk(chunk))
      at = chunk.data.upperBound + 2
    }
    guard let last = reader.lastChunk else { return }
    parts.append(
      Field("last-chunk", bits: bits(last.line), spec: Self.chunkSpec, children: chunkLine(last)))
    for field in reader.trailerLines { parts.append(fieldLine(field, line(of: field), Self.trailerSpec)) }
    at = reader.trailerLines.last?.line.upperBound ?? last.line.upperBound
    if reader.state == .complete {
      parts.append(crlf(at: at, Self.chunkSpec))
      at += 2
    }
  }

  private func chunk(_ chunk: HTTP1.Chunk) -> Field {
    Field(
      "chunk", bits: chunk.line.lowerBound * 8..<(chunk.data.upperBound + 2) * 8, spec: Self.chunkSpec,
      children: chunkLine(chunk) + [
        leaf("chunk-data", chunk.data, value(chunk.data), Self.chunkSpec),
        crlf(at: chunk.data.upperBound, Self.chunkSpec),
      ])
  }

  private func chunkLine(_ chunk: HTTP1.Chunk) -> [Field] {
    var parts = [leaf("chunk-size", chunk.size, .number(UInt64(chunk.length)), Self.chunkSpec)]
    if !chunk.extensions.isEmpty {
      parts.append(leaf("chunk-ext", chunk.extensions, .text(text(chunk.extensions)), Self.extensionSpec))
    }
    parts.append(crlf(at: chunk.line.upperBound - 2, Self.chunkSpec))
    return parts
  }

  // MARK: Small things

  private mutating func skipEmptyLines(upTo from: Int) {
    for offset in stride(from: end, to: from, by: 2) { fields.append(crlf(at: offset, Self.robustSpec)) }
    end = from
  }

  private func version(_ range: Range<Int>) -> Field {
    leaf("HTTP-version", range, .text(bytes[range].last == 0x31 ? "HTTP/1.1" : text(range)), Self.versionSpec)
  }

  @inline(__always)
  private func leaf(_ name: String, _ range: Range<Int>, _ value: Value, _ spec: Spec) -> Field {
    Field(name, bits: range.lowerBound * 8..<range.upperBound * 8, value: value, spec: spec)
  }

  @inline(__always)
  private func crlf(at offset: Int, _ spec: Spec) -> Field {
    Field("CRLF", bits: offset * 8..<(offset + 2) * 8, spec: spec)
  }

  private func bits(_ range: Range<Int>) -> Range<Int> { range.lowerBound * 8..<range.upperBound * 8 }

  private func text(_ range: Range<Int>) -> String { HTTP1.text(bytes, range) }

  /// Content as text where it is, else as bytes.
  private func value(_ range: Range<Int>) -> Value {
    String(validating: bytes[range], as: UTF8.self).map(Value.text) ?? .bytes(Array(bytes[range]))
  }

  private func missingHost(_ reader: HTTP1.Reader) -> Fault? {
    guard case .request(let request) = reader.head, request.version != "1.0", reader.control.hosts == 0,
      let line = reader.startLine
    else { return nil }
    return Fault(
      .malformed, "no Host; HTTP/1.1 wants exactly one", bytes: line.line.lowerBound..<reader.headEnd,
      spec: Spec("RFC 9112", "3.2"))
  }

  /// Sets the fault on the innermost field that holds all of it, too.
  private static func mark(_ field: inout Field, with fault: Fault) {
    guard !fault.bits.isEmpty else { return }
    for index in field.children.indices
    where field.children[index].bits.lowerBound <= fault.bits.lowerBound
      && fault.bits.upperBound <= field.children[index].bits.upperBound
    {
      field.children[index].fault = fault
      mark(&field.children[index], with: fault)
      return
    }
  }
}
