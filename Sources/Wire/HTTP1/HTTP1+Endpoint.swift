extension HTTP1 {
  /// One end of an HTTP/1.1 connection: what a client or a server does with the bytes (RFC 9112).
  ///
  /// It frames what it is asked to send, tells what it read, and decides whether the connection lives on. A server is
  /// told of one request at a time: the next pipelined one only after the answer to the one before, so answers can't
  /// change places.
  public struct Endpoint: Machine, Sendable {
    public enum Command: Sendable, Hashable {
      /// A client's. Content-Length is set from the body, unless `Transfer-Encoding: chunked` is among the fields.
      case request(HTTP.Request)
      /// A server's answer to the present request: an interim one (1xx), or the final one. Framed like a request, and
      /// without content where RFC 9110 has none. `Connection: close` among the fields ends the connection after it.
      case response(HTTP.Response)
    }

    public enum Event: Sendable, Hashable {
      /// A head whose content is still to come; told also where that came in the same packet.
      case head(HTTP.Message)
      /// The whole request, content out of its chunks.
      case request(HTTP.Request)
      /// The whole response. An interim one (1xx) is not the last.
      case response(HTTP.Response, isInterim: Bool)
      /// What was asked for left; the range is in the stream that this end sends.
      case sent(HTTP.Message)
      /// The peer sent what is not HTTP. A server answers with this status, which closes the connection;
      /// nothing more is read.
      case refused(Fault, status: Int)
      /// Request and response are both whole.
      case done(keepAlive: Bool)
      /// The connection speaks another protocol now (101, or CONNECT), beginning with these bytes.
      case switched(rest: [UInt8])
    }

    public let role: Role
    public let limits: Limits
    private var reader: Reader
    /// What goes into one chunk when content is sent chunked.
    private let chunkLength: Int
    private var bytesSent = 0
    /// A client's requests without a final answer; a server's present request.
    private var open: [Open] = []
    private var phase = Phase.talking
    private var peerEnded = false

    private struct Open: Sendable {
      var method: String
      var isHTTP10 = false
      /// Whether the connection may live on after it.
      var keepAlive: Bool
      var upgrades: Bool
      /// Whether all of the request has been read (server) or sent (client).
      var isWhole: Bool
    }

    private enum Phase: Sendable {
      case talking
      /// The peer's bytes make no sense any more; a server may answer once.
      case refused
      case switched, closed
    }

    public init(role: Role, limits: Limits = Limits(), chunkLength: Int = 4_096) {
      self.role = role
      self.limits = limits
      self.chunkLength = chunkLength
      reader = Reader(role.reads, limits: limits)
    }

    /// Whether nothing is under way: a connection that may be reused or closed.
    public var isIdle: Bool { phase == .talking && open.isEmpty && reader.unread.isEmpty && reader.state == .startLine }

    /// Whether so much waits behind a request without an answer that nothing should be read before it has one.
    public var isFull: Bool {
      role == .server && phase == .talking && !mayRead && reader.unread.count >= limits.backlog
    }

    public mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>] {
      switch input {
      case .received(let bytes):
        guard phase == .talking, !peerEnded else { return [] }
        reader.append(bytes)
        return read()
      case .ended:
        peerEnded = true
        return read()
      case .woke: return []
      case .command(.request(let request)): return try send(request)
      case .command(.response(let response)): return try send(response)
      }
    }
  }
}

// MARK: Reading

extension HTTP1.Endpoint {
  private mutating func read() -> [Output<Event>] {
    var outputs: [Output<Event>] = []
    do throws(HTTP1.Refusal) {
      while phase == .talking, mayRead {
        if role == .client { reader.method = open.first?.method ?? "GET" }
        guard let progress = try reader.read() else { break }
        tell(progress, &outputs)
      }
      if role == .client, phase == .talking, open.isEmpty, !reader.unread.isEmpty {
        let start = reader.base + reader.cursor
        throw HTTP1.Refusal(
          .forbidden, "bytes from a server that nobody asked; close the connection", start..<start + 1, status: 502,
          Spec("RFC 9112", "9.2"))
      }
      if peerEnded, phase == .talking { try end(&outputs) }
    } catch {
      phase = .refused
      outputs.append(.happened(.refused(error.fault, status: error.status), bytes: error.fault.bytes))
      if role == .client {
        phase = .closed
        outputs.append(.close(error.fault))
      }
    }
    return outputs
  }

  /// A server waits with the next request until it has answered; a client's next response needs a request.
  private var mayRead: Bool {
    switch role {
    case .server: open.first.map { !$0.isWhole } ?? true
    case .client: !open.isEmpty
    }
  }

  private mutating func tell(_ progress: HTTP1.Reader.Progress, _ outputs: inout [Output<Event>]) {
    switch progress {
    case .chunk: break
    case .head:
      guard let head = reader.head else { return }
      if case .request(let request) = head { begin(request, isWhole: false) }
      outputs.append(.happened(.head(head), bytes: reader.messageBytes))
    case .message:
      let bytes = reader.messageBytes
      switch reader.message {
      case .request(let request):
        if open.isEmpty { begin(request, isWhole: true) } else { open[0].isWhole = true }
        outputs.append(.happened(.request(request), bytes: bytes))
        reader.next(isLast: false)
      case .response(let response): finish(response, bytes, &outputs)
      case nil: break
      }
    }
  }

  private mutating func begin(_ request: HTTP.Request, isWhole: Bool) {
    open = [
      Open(
        method: request.method, isHTTP10: request.version == "1.0", keepAlive: !reader.closes,
        upgrades: reader.mayUpgrade, isWhole: isWhole)
    ]
  }

  /// A client's response is whole: interim, final, or the door to another protocol.
  private mutating func finish(_ response: HTTP.Response, _ bytes: Range<Int>, _ outputs: inout [Output<Event>]) {
    let asked = open[0]
    let switches = reader.mayUpgrade
    let isInterim = reader.isInterim && !switches
    let keepAlive = asked.keepAlive && !reader.closes
    outputs.append(.happened(.response(response, isInterim: isInterim), bytes: bytes))
    reader.next(isLast: switches || !isInterim && !keepAlive)
    if isInterim { return }
    open.removeFirst()
    if switches {
      phase = .switched
      outputs.append(.happened(.switched(rest: Array(reader.unread)), bytes: bytes.upperBound..<bytes.upperBound))
      return
    }
    outputs.append(.happened(.done(keepAlive: keepAlive), bytes: bytes))
    if !keepAlive {
      phase = .closed
      outputs.append(.close(nil))
    }
  }

  private mutating func end(_ outputs: inout [Output<Event>]) throws(HTTP1.Refusal) {
    if role == .server, !mayRead { return }  // The answer is still to come; the peer may be waiting for it.
    if role == .client, !open.isEmpty, reader.state == .startLine, reader.unread.isEmpty {
      let end = reader.messageBytes.upperBound
      throw HTTP1.Refusal(
        .truncated, "the connection ended before a response came", end..<end, status: 502, Spec("RFC 9112", "9.5"))
    }
    if let progress = try reader.end() { tell(progress, &outputs) }
    if phase == .talking {
      phase = .closed
      outputs.append(.close(nil))
    }
  }
}

// MARK: Sending

extension HTTP1.Endpoint {
  private mutating func send(_ request: HTTP.Request) throws(Misuse) -> [Output<Event>] {
    guard role == .client else { throw Misuse("a server sends responses only") }
    guard phase == .talking, !peerEnded, open.last?.keepAlive ?? true, !(open.last?.upgrades ?? false) else {
      throw Misuse("this connection takes no more requests")
    }
    try HTTP1.check(.request(request))
    var request = request
    if request.fields.contains("Transfer-Encoding") {
      request.fields.remove("Content-Length")
    } else if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
      request.fields.set("Content-Length", String(request.body.count))
    }
    let connection = HTTP.list(request.fields.values("Connection"))
    open.append(
      Open(
        method: request.method, keepAlive: !connection.contains("close"),
        upgrades: connection.contains("upgrade") || request.method == "CONNECT", isWhole: true))
    return sent(.request(request), HTTP1.encode(request, chunkLength: chunkLength))
  }

  private mutating func send(_ response: HTTP.Response) throws(Misuse) -> [Output<Event>] {
    guard role == .server else { throw Misuse("a client sends requests only") }
    // A request that has only begun may be answered too: it did not come whole in time (408).
    guard phase == .refused || phase == .talking && !isIdle else { throw Misuse("no request to answer") }
    try HTTP1.check(.response(response))
    let asked = open.first ?? Open(method: "GET", keepAlive: false, upgrades: false, isWhole: false)
    var response = response
    if response.status == 101 || asked.method == "CONNECT" && (200...299).contains(response.status) {
      return switched(response)
    }
    guard response.status >= 200 else {
      response.body = []
      return sent(.response(response), HTTP1.encode(response))
    }
    frame(&response, for: asked)
    let keepAlive =
      phase == .talking && asked.keepAlive && asked.isWhole
      && !HTTP.list(response.fields.values("Connection")).contains("close")
    if !keepAlive {
      response.fields.set("Connection", "close")
    } else if asked.isHTTP10 {
      response.fields.set("Connection", "keep-alive")
    }
    let isHeadOnly = asked.method == "HEAD" || response.status == 204 || response.status == 304
    if isHeadOnly { response.body = [] }
    let bytes = HTTP1.encode(response, omittingContent: isHeadOnly, chunkLength: chunkLength)
    return finishExchange(sent(.response(response), bytes), keepAlive)
  }

  /// Says how the content ends (RFC 9112 section 6; RFC 9110 section 8.6).
  private func frame(_ response: inout HTTP.Response, for asked: Open) {
    if response.status == 205 { response.body = [] }
    if response.status == 204 || asked.isHTTP10 { response.fields.remove("Transfer-Encoding") }
    if response.status == 204 {
      response.fields.remove("Content-Length")
    } else if response.fields.contains("Transfer-Encoding") {
      response.fields.remove("Content-Length")
    } else if response.status != 304 {
      // Without content, an answer to HEAD says what its owner knows of the length, if anything.
      if asked.method != "HEAD" || !response.body.isEmpty {
        response.fields.set("Content-Length", String(response.body.count))
      }
    }
  }

  private mutating func sent(_ message: HTTP.Message, _ bytes: [UInt8]) -> [Output<Event>] {
    let start = bytesSent
    bytesSent += bytes.count
    return [.send(bytes), .happened(.sent(message), bytes: start..<bytesSent)]
  }

  private mutating func finishExchange(_ outputs: [Output<Event>], _ keepAlive: Bool) -> [Output<Event>] {
    var outputs = outputs
    open = []
    outputs.append(.happened(.done(keepAlive: keepAlive), bytes: bytesSent..<bytesSent))
    guard keepAlive else {
      phase = .closed
      return outputs + [.close(nil)]
    }
    return outputs + read()
  }

  private mutating func switched(_ response: HTTP.Response) -> [Output<Event>] {
    var response = response
    response.body = []
    for name in ["Content-Length", "Transfer-Encoding"] { response.fields.remove(name) }
    phase = .switched
    let rest = Array(reader.unread)
    let end = reader.messageBytes.upperBound
    return sent(.response(response), HTTP1.encode(response))
      + [.happened(.switched(rest: rest), bytes: end..<end + rest.count)]
  }
}
