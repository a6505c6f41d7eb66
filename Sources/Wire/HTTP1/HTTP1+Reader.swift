extension HTTP1 {
  /// Reads one side of a connection, message by message, however the bytes are cut.
  ///
  /// It reads whole lines, so the same fault stands at the same byte whatever came when. Offsets inside are indices
  /// of `buffer`; those of its faults and of `messageBytes` count from the start of the stream.
  struct Reader: Sendable {
    let kind: Kind
    let limits: Limits
    /// The method of the request that the next response answers: a response to HEAD has no content.
    var method = "GET"

    private(set) var state = Transition.State.startLine
    private(set) var startLine: StartLine?
    private(set) var fieldLines: [FieldLine] = []
    private(set) var trailerLines: [FieldLine] = []
    private(set) var control = Control()
    private(set) var framing = Framing.none
    private(set) var content: [UInt8] = []
    /// The message's head as a value, from the empty line on; `message` adds content and trailers to it.
    private(set) var head: HTTP.Message?
    private(set) var status = 0
    /// Whether it is a request of HTTP/1.1 without Host, read all the same.
    private(set) var lacksHost = false
    /// Behind the empty line.
    private(set) var headEnd = 0

    private(set) var buffer: [UInt8] = []
    /// The stream's offset of the buffer's first byte.
    private(set) var base = 0
    private(set) var cursor = 0
    /// Where the search for the next LF goes on.
    private var scanned = 0
    private var messageStart = 0
    private var sectionStart = 0
    private var left = 0
    /// How many field lines `control` knows.
    private var noted = 0
    private var chunk: Chunk?
    /// The chunk of size 0, once it was read.
    var lastChunk: Chunk? { chunk.flatMap { $0.length == 0 ? $0 : nil } }

    init(_ kind: Kind, limits: Limits, received bytes: [UInt8] = []) {
      self.kind = kind
      self.limits = limits
      buffer = bytes
    }

    /// What `read` has got to.
    enum Progress: Sendable, Hashable {
      /// The empty line was read; content follows.
      case head
      case chunk(Chunk)
      /// The last byte was read.
      case message
    }

    /// Whether its sender ends the connection after this message (RFC 9112 section 9.3).
    var closes: Bool {
      let version =
        switch head {
        case .request(let request): request.version
        case .response(let response): response.version
        case nil: "1.1"
        }
      return control.closes || framing == .untilClose || version == "1.0" && !control.keepsAlive
    }

    /// Whether a field value may go on over a second line.
    private var readsFolds: Bool { kind == .response || limits.replacesFolds }

    /// Whether this is a 1xx response: another one follows it.
    var isInterim: Bool { kind == .response && status < 200 }

    /// Whether another protocol may begin after this message: a request can ask for it, a response does it.
    var mayUpgrade: Bool {
      switch head {
      case .request(let request): control.upgrades || request.method == "CONNECT"
      case .response: status == 101 || method == "CONNECT" && (200...299).contains(status)
      case nil: false
      }
    }

    /// Where the present message stands in the stream, as far as it was read.
    var messageBytes: Range<Int> { base + messageStart..<base + cursor }

    /// Bytes that were received and not read.
    var unread: ArraySlice<UInt8> { buffer[cursor...] }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
      // The offsets of a head's and a trailer section's lines stay good until they have become values.
      let isInSection = state == .fields || state == .trailers || state == .complete
      if !isInSection, cursor > buffer.count / 2 {
        buffer.removeFirst(cursor)
        base += cursor
        scanned = max(0, scanned - cursor)
        messageStart -= cursor
        sectionStart -= cursor
        cursor = 0
      }
      buffer.append(contentsOf: bytes)
    }

    /// The next thing that is whole; nil where that takes more bytes.
    mutating func read() throws(Refusal) -> Progress? {
      do throws(Refusal) {
        while true {
          switch state {
          case .startLine: guard try readStartLine() else { return nil }
          case .fields:
            guard let line = try nextLine(limit: limits.fieldLine, of: "field line", status: 431) else { return nil }
            if line.count > 2 {
              try readFieldLine(line)
            } else {
              try endHead(line)
              return state == .complete ? .message : .head
            }
          case .content:
            take(upTo: left)
            guard left == 0 else { return nil }
            go(.contentEnd)
            return .message
          case .contentUntilClose:
            take(upTo: limits.content + 1 - content.count)
            if content.count > limits.content { throw tooLong(content.count) }
            return nil
          case .chunkLine: guard try readChunkLine() else { return nil }
          case .chunkData:
            take(upTo: left)
            guard left == 0 else { return nil }
            go(.chunkDataEnd)
          case .chunkEnd:
            guard unread.count >= 2 else { return nil }
            guard buffer[cursor] == 0x0D, buffer[cursor + 1] == 0x0A else {
              throw Refusal(.malformed, "expected CRLF after the chunk's data", cursor..<cursor + 2, Grammar.chunkSpec)
            }
            cursor += 2
            go(.chunkEnd)
            if let chunk { return .chunk(chunk) }
          case .trailers:
            guard let line = try nextLine(limit: limits.fieldLine, of: "trailer", status: 431) else { return nil }
            if line.count > 2 {
              try readTrailerLine(line)
            } else {
              go(.trailersEnd)
              return .message
            }
          case .complete, .finished, .refused: return nil
          }
        }
      } catch {
        go(.mistake)
        throw error.moved(by: base)
      }
    }

    /// The other side will send nothing more: the end of content until close, or a message cut off.
    mutating func end() throws(Refusal) -> Progress? {
      switch state {
      case .contentUntilClose:
        go(.close)
        return .message
      case .complete, .finished, .refused: return nil
      case .startLine where unread.isEmpty:
        go(.close)
        return nil
      case .startLine, .fields, .content, .chunkLine, .chunkData, .chunkEnd, .trailers:
        let truncated = Refusal(
          .truncated, "the connection ended inside a \(kind.rawValue)", buffer.count..<buffer.count,
          Spec("RFC 9112", "8"))
        let reason = mistakeInUnendedLine() ?? truncated
        go(.mistake)
        throw reason.moved(by: base)
      }
    }

    /// What is wrong with the last line whatever its missing end might be: a mistake before the last byte.
    private mutating func mistakeInUnendedLine() -> Refusal? {
      guard !unread.isEmpty else { return nil }
      let ended = buffer + [0x0D, 0x0A]
      let line = cursor..<ended.count
      do throws(Refusal) {
        switch state {
        case .startLine:
          _ = kind == .request ? try Grammar.requestLine(ended, line) : try Grammar.statusLine(ended, line)
        case .fields where readsFolds && !fieldLines.isEmpty && buffer[cursor].isBlank: break
        case .trailers where readsFolds && !trailerLines.isEmpty && buffer[cursor].isBlank: break
        case .fields, .trailers: _ = try Grammar.fieldLine(ended, line)
        case .chunkLine: _ = try Grammar.chunkLine(ended, line)
        case .content, .contentUntilClose, .chunkData, .chunkEnd, .complete, .finished, .refused: break
        }
        return nil
      } catch {
        return error.fault.bytes.upperBound < buffer.count ? error : nil
      }
    }

    /// The whole message; nil before it is complete.
    var message: HTTP.Message? {
      guard state == .complete, let head else { return nil }
      switch head {
      case .request(var request):
        request.body = content
        request.trailers = fields(trailerLines)
        return .request(request)
      case .response(var response):
        response.body = content
        response.trailers = fields(trailerLines)
        return .response(response)
      }
    }

    /// Goes on to the next message, or, where none may follow, leaves the rest unread.
    mutating func next(isLast: Bool) {
      go(isLast ? .last : .next)
      startLine = nil
      fieldLines.removeAll(keepingCapacity: true)
      trailerLines.removeAll(keepingCapacity: true)
      control = Control()
      noted = 0
      framing = .none
      content = []
      head = nil
      chunk = nil
      messageStart = cursor
    }
  }
}

// MARK: One step

extension HTTP1.Reader {
  typealias Refusal = HTTP1.Refusal
  typealias Grammar = HTTP1.Grammar

  private mutating func go(_ step: HTTP1.Transition.Step) {
    state = HTTP1.destination(state, step) ?? .refused
  }

  /// The next line with its CRLF; nil while its LF has not come. A line over `limit` is refused at the same byte
  /// whether its end has come or not.
  private mutating func nextLine(limit: Int, of what: String, status: Int) throws(Refusal) -> Range<Int>? {
    let stop = min(buffer.count, cursor + limit + 2)
    let at = buffer.end(from: max(scanned, cursor), to: stop, lanes: { $0.lanes(or: 0x0A) }, where: { $0 != 0x0A })
    scanned = at
    if at == stop {
      guard buffer.count < cursor + limit + 2 else {
        throw Refusal(
          .limit, "\(what) over \(limit) bytes; send a shorter one", cursor..<cursor + limit + 2, status: status)
      }
      return nil
    }
    let line = try Grammar.line(buffer, from: cursor, feed: at)
    cursor = line.upperBound
    return line
  }

  private mutating func readStartLine() throws(Refusal) -> Bool {
    let status = kind == .request ? 414 : 400
    guard let line = try nextLine(limit: limits.startLine, of: "start line", status: status) else { return false }
    if line.count == 2 {
      guard cursor - messageStart <= limits.startLine else {
        throw Refusal(
          .limit, "over \(limits.startLine) bytes of empty lines; begin with the \(kind.rawValue)",
          messageStart..<cursor, Grammar.lineSpec)
      }
      return true  // Section 2.2: empty lines before the start line are ignored.
    }
    startLine = kind == .request ? try Grammar.requestLine(buffer, line) : try Grammar.statusLine(buffer, line)
    messageStart = line.lowerBound
    sectionStart = line.lowerBound
    go(.startLine)
    return true
  }

  private mutating func readFieldLine(_ line: Range<Int>) throws(Refusal) {
    guard line.upperBound - sectionStart <= limits.head else {
      throw Refusal(.limit, "head over \(limits.head) bytes; send fewer or shorter fields", line, status: 431)
    }
    if buffer[line.lowerBound].isBlank, let last = fieldLines.last {
      guard readsFolds else {
        throw Refusal(
          .forbidden, "a field value that goes on over a second line; write it on one", line, Grammar.foldSpec)
      }
      fieldLines[fieldLines.count - 1] = try Grammar.fold(buffer, line, onto: last)
    } else {
      guard fieldLines.count < limits.fieldCount else {
        throw Refusal(.limit, "more than \(limits.fieldCount) field lines; send fewer", line, status: 431)
      }
      try noteLastField()
      if fieldLines.isEmpty { fieldLines.reserveCapacity(16) }
      fieldLines.append(try Grammar.fieldLine(buffer, line))
      // A line that can't go on: what is wrong with it is known at once.
      if !readsFolds { try noteLastField() }
    }
    go(.fieldLine)
  }

  /// Takes note of the last field line, once it can't go on any more.
  private mutating func noteLastField() throws(Refusal) {
    guard let last = fieldLines.last, fieldLines.count > noted else { return }
    noted = fieldLines.count
    try control.note(buffer, last, of: kind)
  }

  private mutating func readTrailerLine(_ line: Range<Int>) throws(Refusal) {
    guard trailerLines.count < limits.fieldCount, line.upperBound - sectionStart <= limits.head else {
      throw Refusal(
        .limit, "trailer section over \(limits.fieldCount) lines or \(limits.head) bytes", line, status: 431)
    }
    if readsFolds, buffer[line.lowerBound].isBlank, let last = trailerLines.last {
      trailerLines[trailerLines.count - 1] = try Grammar.fold(buffer, line, onto: last)
    } else {
      let field = try Grammar.fieldLine(buffer, line)
      try HTTP1.Control.check(trailer: buffer, field)
      trailerLines.append(field)
    }
    go(.trailerLine)
  }

  /// At the empty line: works out how the message ends, and makes the head a value.
  private mutating func endHead(_ line: Range<Int>) throws(Refusal) {
    headEnd = line.upperBound
    guard let startLine else { return go(.mistake) }
    try noteLastField()
    let minor = buffer[(kind == .request ? startLine.third : startLine.first).upperBound - 1]
    switch kind {
    case .request:
      lacksHost = minor != UInt8(ascii: "0") && control.hosts == 0
      framing = try control.framing(ofRequest: minor)
      head = .request(
        HTTP.Request(
          method: HTTP1.text(buffer, startLine.first), target: HTTP1.text(buffer, startLine.second),
          version: minor == UInt8(ascii: "1") ? "1.1" : "1.\(minor - 0x30)", fields: fields(fieldLines)))
      if limits.refusesOddities, let fault = oddities.first { throw Refusal(fault) }
    case .response:
      status = buffer[startLine.second].reduce(0) { $0 * 10 + Int($1 & 15) }
      framing = try control.framing(ofResponseTo: method, status: status, minor: minor)
      head = .response(
        HTTP.Response(
          status: status, reason: HTTP1.text(buffer, startLine.third),
          version: minor == UInt8(ascii: "1") ? "1.1" : "1.\(minor - 0x30)", fields: fields(fieldLines)))
    }
    switch framing {
    case .none, .length(0): go(.headWithoutContent)
    case .length(let length):
      guard length <= limits.content else { throw tooLong(length) }
      left = length
      go(.headWithLength)
    case .chunked: go(.headWithChunks)
    case .untilClose: go(.headUntilClose)
    }
  }

  private mutating func readChunkLine() throws(Refusal) -> Bool {
    guard let line = try nextLine(limit: limits.chunkLine, of: "chunk's first line", status: 400) else { return false }
    var chunk = try Grammar.chunkLine(buffer, line)
    guard chunk.length <= limits.content - content.count else { throw tooLong(chunk.length) }
    left = chunk.length
    chunk.data = cursor..<cursor + chunk.length
    self.chunk = chunk
    sectionStart = cursor
    go(left == 0 ? .lastChunkLine : .chunkLine)
    return true
  }

  private mutating func take(upTo count: Int) {
    let count = min(count, buffer.count - cursor)
    content.append(contentsOf: buffer[cursor..<cursor + count])
    cursor += count
    left -= min(left, count)
  }

  private func tooLong(_ length: Int) -> Refusal {
    Refusal(
      .limit, "content of \(length) bytes or more, over \(limits.content); send less", cursor..<cursor, status: 413,
      Spec("RFC 9110", "15.5.14"))
  }

  private func fields(_ lines: [HTTP1.FieldLine]) -> HTTP.Fields {
    HTTP.Fields(
      lines.map { HTTP.Fields.Line(HTTP1.text(buffer, $0.name), HTTP1.text(buffer, unfolding: $0.value)) })
  }
}
