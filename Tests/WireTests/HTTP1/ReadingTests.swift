import Testing
import Wire

/// What must hold of any stream: however cut the same events, and whatever the bytes a result or a fault.
@Suite struct ReadingTests {
  typealias Event = HTTP1.Endpoint.Event

  /// Two requests, one in chunks with an extension and a trailer.
  private static let requests = """
    POST /basket HTTP/1.1\r
    Host: shop.test\r
    Transfer-Encoding: chunked\r
    \r
    5;a="b;c"\r
    apple\r
    4\r
    pear\r
    0\r
    Sum: 9\r
    \r
    \r
    GET / HTTP/1.1\r
    Host:shop.test\r
    Content-Length: 2\r
    \r
    ok
    """

  /// An interim response, one with a folded field, one that lasts until the connection's end.
  private static let responses = """
    HTTP/1.1 103 Early Hints\r
    Link: </a.css>\r
    \r
    HTTP/1.1 200 OK\r
    Server: one\r
      two\r
    Content-Length: 5\r
    \r
    HelloHTTP/1.1 404\r
    \r
    to the end
    """

  /// What a server makes of the pieces when it answers each request at once.
  private static func serve(_ pieces: [ArraySlice<UInt8>]) throws -> [Output<Event>] {
    var server = HTTP1.Endpoint(role: .server)
    var all: [Output<Event>] = []
    func add(_ outputs: [Output<Event>]) throws {
      for output in outputs {
        all.append(output)
        if case .happened(.request, _) = output {
          try add(try server.handle(.command(.response(HTTP.Response(status: 204))), at: .zero))
        }
      }
    }
    for piece in pieces { try add(try server.handle(.received(piece), at: .zero)) }
    try add(try server.handle(.ended, at: .zero))
    return all
  }

  private static func ask(_ pieces: [ArraySlice<UInt8>]) throws -> [Output<Event>] {
    var client = HTTP1.Endpoint(role: .client)
    for _ in 0..<2 { _ = try client.handle(.command(.request(HTTP.Request(target: "/"))), at: .zero) }
    var all: [Output<Event>] = []
    for piece in pieces { all += try client.handle(.received(piece), at: .zero) }
    return all + (try client.handle(.ended, at: .zero))
  }

  @Test(arguments: [HTTP1.Role.server, .client]) func `however cut, the same events`(role: HTTP1.Role) throws {
    let bytes = Array((role == .server ? Self.requests : Self.responses).utf8)
    let run = role == .server ? Self.serve : Self.ask
    let whole = try run([bytes[...]])
    #expect(whole.last == .close(nil))
    #expect(try run(bytes.indices.map { bytes[$0...$0] }) == whole)
    for cut in bytes.indices {
      let cutUp = try run([bytes[..<cut], bytes[cut...]])
      if cutUp != whole { Issue.record("cut at \(cut): \(cutUp)") }
    }
  }

  @Test func `what is wrong is found at the same byte, however cut`() throws {
    for wrong in [
      "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n", "GET / HTTP/2.0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
    ] {
      let bytes = Array(wrong.utf8)
      let whole = try Self.serve([bytes[...]])
      guard case .happened(.refused, _) = whole.last else {
        Issue.record("not refused: \(wrong)")
        continue
      }
      #expect(try Self.serve(bytes.indices.map { bytes[$0...$0] }) == whole)
    }
  }

  @Test(
    arguments: [
      (
        "GET /#f HTTP/1.1\r\nHost: a\r\n\r\n", "request-target", "expected no '#': a fragment stays with the browser",
        false
      ),
      (
        "GET http://a:b@c@d/e@f HTTP/1.1\r\nHost: d\r\n\r\n", "request-target",
        "expected the host right behind '//': a name before it can make a host look like another's", false
      ),
      ("GET / HTTP/1.1\r\n\r\n", "request", "no Host; HTTP/1.1 wants exactly one", false),
      ("HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n", "status-code", "over 599: a client takes it as a 5xx", true),
      (
        "HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n", "field-value",
        "passed over: a 204 never has content, and no Content-Length either", true
      ),
    ] as [(String, String, String, Bool)])
  func `what can be read past is told where it stands`(text: String, name: String, message: String, isRemark: Bool)
    throws
  {
    let dissection = HTTP1.dissect(Array(text.utf8), text.hasPrefix("HTTP") ? .response : .request)
    #expect(try dissection.value.get().messages.count == 1)
    let fault = dissection.field.first(name)?.fault
    #expect(fault?.message == message)
    #expect(fault?.isRemark == isRemark)
  }

  @Test(arguments: ["GET /a#b HTTP/1.1\r\nHost: a", "GET http://a@b/ HTTP/1.1\r\nHost: b", "GET / HTTP/1.1"])
  func `a server refuses a request's oddities, which the reader of a recording reads past`(head: String) throws {
    let bytes = Array("\(head)\r\n\r\n".utf8)
    #expect(try HTTP1.parse(bytes, .request).messages.count == 1)
    var server = HTTP1.Endpoint(role: .server)
    guard case .happened(.refused(let fault, status: 400), _) = try server.handle(.received(bytes[...]), at: .zero).last
    else {
      Issue.record("not refused")
      return
    }
    let field = HTTP1.dissect(bytes, .request).field
    #expect((field.first("request")?.fault ?? field.first("request-target")?.fault) == fault)
  }

  @Test func `empty lines before a request have an end, and their own word for it`() throws {
    for count in [4_096, 4_097] {
      let bytes = Array((String(repeating: "\r\n", count: count) + "GET / HTTP/1.0\r\n\r\n").utf8)
      let found = HTTP1.dissect(bytes, .request)
      expectCovered(found.field)
      switch found.value {
      case .success(let conversation): #expect(count == 4_096 && conversation.messages.count == 1)
      case .failure(let fault):
        #expect(count == 4_097 && fault.code == .limit && fault.bytes == 0..<8_194)
        #expect(fault.message == "over 8192 bytes of empty lines; begin with the request")
      }
    }
  }

  @Test func `a response's Host means nothing, and a folded trailer is read as one line`() throws {
    let text =
      "HTTP/1.1 200 OK\r\nHost: a b\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nSum: 9\r\n \t8\r\n\r\n"
    let found = HTTP1.dissect(Array(text.utf8), .response)
    expectCovered(found.field)
    guard case .response(let response)? = try found.value.get().messages.first else {
      Issue.record("no response")
      return
    }
    #expect(response.trailers == ["Sum": "9 8"])
    // A request's are refused, as its folded fields are.
    let request = "POST / HTTP/1.0\r\n\r\n"
    #expect(throws: Never.self) { try HTTP1.parse(Array(request.utf8), .request) }
    let folded = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nSum: 9\r\n 8\r\n\r\n"
    #expect(throws: Fault.self) { try HTTP1.parse(Array(folded.utf8), .request) }
  }

  @Test func `a request's folded line is refused, or read as one space where that was asked for`() throws {
    let bytes = Array(
      "GET / HTTP/1.1\r\nHost: a\r\nLong: one\r\n \t two\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n".utf8)
    let refused = HTTP1.dissect(bytes, .request)
    #expect(refused.field.fault?.code == .forbidden && refused.field.fault?.bytes == 36..<44)
    var limits = HTTP1.Limits()
    limits.replacesFolds = true
    let dissection = HTTP1.dissect(bytes, .request, limits: limits)
    expectCovered(dissection.field)
    // The framing goes by the value as it is joined, not by its first line.
    let request = HTTP.Request(
      target: "/", fields: ["Host": "a", "Long": "one two", "Transfer-Encoding": "chunked"])
    #expect(try dissection.value.get().messages == [.request(request)])

    func serve(_ pieces: [ArraySlice<UInt8>]) throws -> [Output<Event>] {
      var server = HTTP1.Endpoint(role: .server, limits: limits)
      return try pieces.flatMap { try server.handle(.received($0), at: .zero) }
    }
    let whole = try serve([bytes[...]])
    #expect(whole.count == 2)
    #expect(try serve(bytes.indices.map { bytes[$0...$0] }) == whole)
  }

  @Test(arguments: HTTP1.Kind.allCases) func `cut off or with any bit wrong, a result or a fault`(kind: HTTP1.Kind) {
    let bytes = Array((kind == .request ? Self.requests : Self.responses).utf8)
    var inputs = bytes.indices.map { Array(bytes[..<$0]) }
    for index in bytes.indices {
      for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
        var flipped = bytes
        flipped[index] ^= mask
        inputs.append(flipped)
      }
    }
    for input in inputs {
      let dissection = HTTP1.dissect(input, kind)
      expectCovered(dissection.field)
      if case .failure(let fault) = dissection.value { #expect(fault.bytes.upperBound <= input.count + 1) }
    }
  }

  @Test func `every byte has a name`() {
    for (kind, text) in [(HTTP1.Kind.request, Self.requests), (.response, Self.responses)] {
      let field = HTTP1.dissect(Array(text.utf8), kind).field
      expectCovered(field)
      #expect(field.first("unread") == nil && field.first("rest") == nil)
    }
  }

  /// The children stand side by side from the parent's first bit to its last.
  private func expectCovered(_ field: Field) {
    guard !field.children.isEmpty else { return }
    var at = field.bits.lowerBound
    for child in field.children {
      if child.bits.lowerBound != at { Issue.record("\(child.name) at bit \(child.bits.lowerBound), not \(at)") }
      at = child.bits.upperBound
      expectCovered(child)
    }
    if at != field.bits.upperBound { Issue.record("\(field.name) ends at \(field.bits.upperBound), not \(at)") }
  }

  @Test func `the table has one row for each state and step, and each state is reached`() {
    let rows = HTTP1.transitions
    #expect(Set(rows.map { [$0.from.rawValue, $0.on.rawValue] }).count == rows.count)
    var reached: Set<HTTP1.Transition.State> = [.startLine]
    for _ in rows { for row in rows where reached.contains(row.from) { reached.insert(row.to) } }
    #expect(reached == Set(HTTP1.Transition.State.allCases))
    #expect(Set(rows.map(\.on)) == Set(HTTP1.Transition.Step.allCases))
  }

  @Test(arguments: [
    // What is too much, the status that says so.
    ("GET /" + String(repeating: "a", count: 9_000), 414),
    ("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 1_000_000), 431),
    ("GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 10_000), 431),
    ("GET / HTTP/1.1\r\n" + String(repeating: "A: \(String(repeating: "b", count: 9_000))\r\n", count: 9), 431),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10485761\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "a", count: 2_000), 400),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/3.0\r\n\r\n", 505),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: br, chunked\r\n\r\n", 501),
  ])
  func `a server refuses with the status that fits`(text: String, status: Int) throws {
    let bytes = Array(text.utf8)
    let outputs = try Self.serve([bytes[...]])
    guard case .happened(.refused(let fault, let found), let range) = outputs.last else {
      Issue.record("not refused: \(outputs.suffix(2))")
      return
    }
    #expect(found == status, "\(fault)")
    #expect(range == fault.bytes)
  }
}
