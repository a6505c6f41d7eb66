extension HTTP1 {
  /// Names what a ``Reader`` has read by the rules of RFC 9112's grammar. `bytes` are all the bytes given to the reader,
  /// so its offsets are theirs.
  struct Annotation {
    let bytes: [UInt8]
    let kind: Kind
    private(set) var fields: [Field] = []
    /// How far everything is named.
    private(set) var end = 0
    /// The present message's chunks.
    var chunks: [Chunk] = []
    private var rows: [ParseTree.Row] = []

    init(bytes: [UInt8], kind: Kind) {
      self.bytes = bytes
      self.kind = kind
    }
  }
}

extension HTTP1.Annotation {
  /// The reader's present message, whole or not, with what is left before `limit` named `unread`.
  mutating func add(_ reader: borrowing HTTP1.Reader, upTo limit: Int, fault: Fault?) {
    let from = reader.startLine?.line.lowerBound ?? end
    rows.reserveCapacity(reader.fieldLines.count * 7 + 12)
    skipEmptyLines(upTo: from)
    add(kind == .request ? .request : .response, depth: 0, from..<limit)
    var at = from
    if let line = reader.startLine {
      add(line)
      for field in reader.fieldLines { add(field, .fieldLine) }
      at = reader.fieldLines.last?.line.upperBound ?? line.line.upperBound
    }
    if reader.head != nil {
      add(.headEnd, depth: 1, reader.headEnd - 2..<reader.headEnd)
      at = reader.headEnd
      addContent(of: reader, &at)
    }
    if at < limit { add(.unread, depth: 1, at..<limit) }
    var field = HTTP1.ParseTree(rows, of: bytes).field(0)
    if let fault {
      field.fault = fault
      field.mark(with: fault)
    } else {
      // The first is the one that a server refuses with: it is marked last.
      for fault in reader.oddities.reversed() where !field.mark(with: fault) { field.fault = fault }
      end = limit
    }
    fields.append(field)
    rows = []
    chunks = []
  }

  /// What is not HTTP any more.
  mutating func addRest() {
    guard end < bytes.count else { return }
    fields.append(Field("rest", bits: end * 8..<bytes.count * 8, spec: Spec("RFC 9112", "9.6")))
  }

  /// RFC 9112 section 2.2: empty lines before the start line are ignored.
  private mutating func skipEmptyLines(upTo from: Int) {
    for offset in stride(from: end, to: from, by: 2) {
      fields.append(
        Field(HTTP1.Rule.lineEnd.name, bits: offset * 8..<(offset + 2) * 8, spec: HTTP1.Rule.lineEnd.spec))
    }
    end = from
  }

  private mutating func add(_ rule: HTTP1.Rule, depth: UInt8, _ range: Range<Int>) {
    rows.append(HTTP1.ParseTree.Row(rule: rule, depth: depth, bytes: range))
  }

  /// The same of what may be absent.
  private mutating func addUnlessEmpty(_ rule: HTTP1.Rule, depth: UInt8, _ range: Range<Int>) {
    if !range.isEmpty { add(rule, depth: depth, range) }
  }

  // MARK: Lines

  private mutating func add(_ line: HTTP1.StartLine) {
    let (first, second, third) = (line.first, line.second, line.third)
    if kind == .request {
      add(.requestLine, depth: 1, line.line)
      add(.method, depth: 2, first)
      add(.requestSpace, depth: 2, first.upperBound..<second.lowerBound)
      add(.requestTarget, depth: 2, second)
      add(.requestSpace, depth: 2, second.upperBound..<third.lowerBound)
      add(.version, depth: 2, third)
    } else {
      add(.statusLine, depth: 1, line.line)
      add(.version, depth: 2, first)
      add(.statusSpace, depth: 2, first.upperBound..<second.lowerBound)
      add(.statusCode, depth: 2, second)
      addUnlessEmpty(.statusSpace, depth: 2, second.upperBound..<third.lowerBound)
      addUnlessEmpty(.reasonPhrase, depth: 2, third)
    }
    add(.lineEnd, depth: 2, line.line.upperBound - 2..<line.line.upperBound)
  }

  private mutating func add(_ field: HTTP1.FieldLine, _ rule: HTTP1.Rule) {
    let colon = field.name.upperBound
    let crlf = field.line.upperBound - 2
    // An empty value may stand anywhere behind the colon; the blanks around it are one run.
    let value = field.value.isEmpty ? crlf..<crlf : field.value
    add(rule, depth: 1, field.line)
    add(.fieldName, depth: 2, field.name)
    add(.colon, depth: 2, colon..<colon + 1)
    addUnlessEmpty(.blanks, depth: 2, colon + 1..<value.lowerBound)
    addUnlessEmpty(.fieldValue, depth: 2, value)
    addUnlessEmpty(.blanks, depth: 2, value.upperBound..<crlf)
    add(.lineEnd, depth: 2, crlf..<field.line.upperBound)
  }

  // MARK: Content

  private mutating func addContent(of reader: borrowing HTTP1.Reader, _ at: inout Int) {
    guard reader.framing == .chunked else {
      addUnlessEmpty(.content, depth: 1, at..<at + reader.content.count)
      return at += reader.content.count
    }
    for chunk in chunks {
      at = chunk.data.upperBound + 2
      add(.chunk, depth: 1, chunk.line.lowerBound..<at)
      add(chunk)
      add(.chunkData, depth: 2, chunk.data)
      add(.chunkEnd, depth: 2, chunk.data.upperBound..<at)
    }
    guard let last = reader.lastChunk else { return }
    add(.lastChunk, depth: 1, last.line)
    add(last)
    for field in reader.trailerLines { add(field, .trailer) }
    at = reader.trailerLines.last?.line.upperBound ?? last.line.upperBound
    if reader.state == .complete {
      add(.chunkEnd, depth: 1, at..<at + 2)
      at += 2
    }
  }

  /// Its size and extensions.
  private mutating func add(_ chunk: HTTP1.Chunk) {
    add(.chunkSize, depth: 2, chunk.size)
    addUnlessEmpty(.chunkExtension, depth: 2, chunk.extensions)
    add(.chunkEnd, depth: 2, chunk.line.upperBound - 2..<chunk.line.upperBound)
  }
}

extension Field {
  /// Sets the fault on the innermost field below this one that holds all of it, too; false where there is none.
  @discardableResult
  fileprivate mutating func mark(with fault: Fault) -> Bool {
    guard !fault.bits.isEmpty else { return false }
    var inner = children
    let index = inner.firstIndex {
      $0.bits.lowerBound <= fault.bits.lowerBound && fault.bits.upperBound <= $0.bits.upperBound
    }
    guard let index else { return false }
    inner[index].fault = fault
    inner[index].mark(with: fault)
    children = inner
    return true
  }
}
