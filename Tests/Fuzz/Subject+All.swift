import Lessons
import Net
import Tracing
import Wire

extension Subject {
  static let all = [
    Subject(name: "url", take: url), Subject(name: "http1", take: http1), Subject(name: "dns", take: dns),
    Subject(name: "tls", take: tls), Subject(name: "html", take: html), Subject(name: "css", take: css),
    Subject(name: "cookies", take: cookies), Subject(name: "lessons", take: lessons), Subject(name: "json", take: json),
    Subject(name: "png", take: png), Subject(name: "packet", take: packet), Subject(name: "pcapng", take: pcapng),
    Subject(name: "tcp", take: tcp), Subject(name: "router", take: router), Subject(name: "proxy", take: proxy),
  ]

  /// An address, as such and against a base. Parsing what was written must give the same again.
  private static func url(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let base = try? URL(parsing: "https://www.shop.test:8443/a/b?c#d")
    for base in [nil, base] {
      covered(URL.dissect(bytes, base: base), bytes)
      guard let url = try? URL(parsing: text, base: base) else { continue }
      require((try? URL(parsing: url.href)) == url, "\(url.href) does not parse to itself")
    }
    guard let base else { return }
    let setters: [(inout URL, String) -> Void] = [
      { $0.set(protocol: $1) }, { $0.set(username: $1) }, { $0.set(password: $1) }, { $0.set(host: $1) },
      { $0.set(hostname: $1) }, { $0.set(port: $1) }, { $0.set(pathname: $1) }, { $0.set(search: $1) },
      { $0.set(hash: $1) },
    ]
    for set in setters {
      var url = base
      set(&url, text)
      require((try? URL(parsing: url.href)) == url, "\(url.href), once set, does not parse to itself")
    }
  }

  /// A connection's bytes. However cut, they give the same; a request that was read is read again as it was written.
  private static func http1(_ bytes: [UInt8]) {
    for kind in HTTP1.Kind.allCases {
      _ = covered(HTTP1.dissect(bytes, kind), bytes)
    }
    for role in [HTTP1.Role.client, .server] {
      let whole = outputs(of: bytes, cutAt: bytes.count, role)
      let cut = outputs(of: bytes, cutAt: bytes.first.map { Int($0) % bytes.count } ?? 0, role)
      require(whole == cut, "cutting changes\n\(whole)\ninto\n\(cut)")
    }
    for message in covered(HTTP1.dissect(bytes, .request), bytes)?.messages ?? [] {
      guard case .request(let request) = message else { continue }
      let written = HTTP1.encode(request)
      let again = try? HTTP1.dissect(written, .request).value.get()
      require(again?.messages == [message], "\(message) is read again as \(again, default: "nothing")")
    }
  }

  private static func outputs(
    of bytes: [UInt8], cutAt place: Int, _ role: HTTP1.Role
  ) -> [Output<HTTP1.Endpoint.Event>] {
    var machine = HTTP1.Endpoint(role: role)
    var outputs: [Output<HTTP1.Endpoint.Event>] = []
    func handle(_ input: Input<HTTP1.Endpoint.Command>) {
      var inputs = [input]
      while let input = inputs.popLast() {
        for output in (try? machine.handle(input, at: .zero)) ?? [] {
          // What follows a switch is another protocol's, so it is told of only as far as it came along.
          if case .happened(.switched, _) = output { continue }
          outputs.append(output)
          // The next pipelined request is read only once this one is answered.
          if case .happened(.request, _) = output { inputs.append(.command(.response(HTTP.Response(status: 200)))) }
        }
      }
    }
    // A response only means something to who has asked.
    if role == .client { for _ in 1...3 { handle(.command(.request(HTTP.Request(target: "/")))) } }
    handle(.received(bytes[..<place]))
    handle(.received(bytes[place...]))
    handle(.ended)
    return outputs
  }

  private static func dns(_ bytes: [UInt8]) {
    guard let message = covered(DNS.dissect(bytes), bytes) else { return }
    let again = try? DNS.dissect(message.encoded()).value.get()
    require(again == message, "\(message) is read again as \(again, default: "nothing")")
  }

  private static func tls(_ bytes: [UInt8]) {
    covered(TLS.dissect(bytes), bytes)
    covered(TLS.dissectAlert(bytes[...]), bytes)
    for version in [nil, TLS.ProtocolVersion.tls12, .tls13] {
      covered(TLS.dissectHandshake(bytes[...], version: version), bytes)
    }
  }

  /// A page from its bytes to its boxes.
  private static func html(_ bytes: [UInt8]) {
    let document = HTML.parse(bytes)
    require(covered(HTML.dissect(bytes), bytes) == document, "the page is another one where it is explained")
    layOut(document, styledBy: [])
    _ = HTML.parseFragment(bytes, in: Document.Element(name: "select"), scripting: true)
  }

  /// A style sheet, and a page in it.
  private static func css(_ bytes: [UInt8]) {
    covered(CSS.dissect(bytes), bytes)
    for production in CSS.Production.allCases { _ = production.json(bytes) }
    layOut(
      HTML.parse(
        Array(
          """
          <h1 id=a class=b>Shop</h1><ul class="b c"><li>one <b>two</b><li><img src=x></ul>
          <table><tr><th>a<td id=b>b</table><pre>a\n b</pre>
          """.utf8)),
      styledBy: [CSS.Source(name: "fuzz.css", bytes: bytes)])
  }

  private static func layOut(_ document: Document, styledBy sheets: [CSS.Source]) {
    _ = Layout.boxes(
      RenderTree(CSS.Styles(document, CSS.Cascade(sheets))), width: 40, columns: { $0.isASCII ? 1 : 2 },
      imageSize: { _ in Layout.ImageSize(width: 3, height: 2) })
  }

  private static func cookies(_ bytes: [UInt8]) {
    covered(SetCookie.dissect(bytes), bytes)
    let now = HTTP.Date(seconds: 1_767_225_600)
    let request = CookieJar.Request(host: "www.shop.test", path: "/a/b", isSecure: true)
    let text = String(decoding: bytes, as: UTF8.self)
    var jar = CookieJar()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      _ = jar.store(String(line), from: request, now: now)
    }
    let shown = jar.cookies(for: request, now: now)
    let field = Array(Cookie.field(shown).utf8)
    require(shown.isEmpty || covered(Cookie.dissect(field), field) != nil, "\(shown) cannot be read")
    covered(Cookie.dissect(bytes), bytes)
    _ = HTTP.Date(cookieDate: text)
    _ = HTTP.Date(text)
  }

  private static func lessons(_ bytes: [UInt8]) { _ = try? Lesson(parsing: bytes, file: "fuzz.md") }

  /// What was read is written, and read again the same.
  private static func json(_ bytes: [UInt8]) {
    guard let value = try? JSON(parsing: bytes) else { return }
    require((try? JSON(parsing: value.description)) == value, "\(value) is read again as another")
  }

  /// An image from its bytes to its colours. Few inputs inflate, so their own bytes are taken for pixels too.
  private static func png(_ bytes: [UInt8]) {
    guard let image = covered(PNG.dissect(bytes), bytes), image.header.inflatedSize <= 1 << 16 else { return }
    let inflated = try? Gzip.decompress(image.compressed, as: .zlib, limit: image.header.inflatedSize)
    let pixels = (0..<image.header.inflatedSize).map { bytes[$0 % bytes.count] & 7 }
    for data in [inflated ?? [], pixels] { _ = try? image.pixels(inflated: data) }
  }

  /// What is written of a packet, checksums made right, is read again the same.
  private static func packet(_ bytes: [UInt8]) {
    _ = Packet.Summary(bytes)
    var frame = bytes
    IPv4.decrementTimeToLive(in: &frame)
    guard var packet = covered(Packet.dissect(bytes), bytes) else { return }
    packet.isIntact = true
    let again = try? Packet.dissect(packet.encoded()).value.get()
    require(again == packet, "\(packet) is read again as \(again, default: "nothing")")
  }

  /// What stands behind the header changes nothing about it.
  private static func proxy(_ bytes: [UInt8]) {
    guard let header = covered(ProxyProtocol.dissect(bytes), bytes) else { return }
    let alone = covered(ProxyProtocol.dissect(bytes[..<header.length]), Array(bytes[..<header.length]))
    require(alone == header, "\(header), alone, is read as \(alone, default: "nothing")")
  }

  private static func pcapng(_ bytes: [UInt8]) { covered(PCAPNG.dissect(bytes), bytes) }

  /// Segments of twelve bytes each: which way, flags, numbers, window, how much data.
  private static func tcp(_ bytes: [UInt8]) {
    var flow = TCP.Flow()
    var ends: [TCP.Flow.Direction: TCP.Endpoint] = [.outward: TCP.Endpoint(), .back: TCP.Endpoint()]
    for start in stride(from: 0, to: bytes.count - 11, by: 12) {
      let row = bytes[start..<start + 12].map(UInt32.init)
      let segment = TCP.Segment(
        sourcePort: 1, destinationPort: 2, sequenceNumber: row[2] << 24 | row[3] << 16 | row[4] << 8 | row[5],
        acknowledgmentNumber: row[6] << 24 | row[7] << 16 | row[8] << 8 | row[9],
        flags: TCP.Flags(rawValue: bytes[start + 1]), window: UInt16(row[10]),
        options: row[0] & 2 == 0 ? [] : [.windowScale(bytes[start + 10])],
        data: [UInt8](repeating: 0, count: Int(row[11])))
      let direction = row[0] & 1 == 0 ? TCP.Flow.Direction.outward : .back
      let reading = flow.add(segment, direction)
      require(reading.bytesInFlight >= 0 && reading.window >= 0, "\(reading) has less than nothing")
      ends[direction]?.sent(segment)
      ends[direction.opposite]?.received(segment)
    }
  }

  /// Frames one after the other, each behind a byte for the cable that it comes in on and two for its length. What comes
  /// of it is told: a frame is passed on, answered, kept for later or dropped; what goes out has a right header.
  private static func router(_ bytes: [UInt8]) {
    let topology = Topology.standard
    var router = Router(topology.node(of: .exchange) ?? 0, in: topology, limits: [6: 600])
    var rest = bytes[...]
    var now = Tick.zero
    while let cable = rest.popFirst(), let high = rest.popFirst(), let low = rest.popFirst() {
      let frame = Array(rest.prefix(Int(high % 8) << 8 | Int(low)))
      rest = rest.dropFirst(frame.count)
      now = now.adding(milliseconds: Int(cable))
      for action in router.receive(frame, on: Int(cable % 10), at: now) + router.wake(at: now) {
        let out: (frame: [UInt8], cable: Int)
        switch action {
        case .send(let frame, let cable): out = (frame, cable)
        case .release(let waiting, let cable): out = (waiting.frame, cable)
        case .drop, .giveUp, .wake: continue
        }
        require(topology.cables.indices.contains(out.cable), "there is no cable \(out.cable)")
        guard let summary = Packet.Summary(out.frame), summary.type == .ipv4 else { continue }
        require(summary.ipv4 != nil, "\(out.frame.hex) goes out with a wrong header")
      }
    }
  }
}
