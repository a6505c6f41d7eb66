import Wire

/// `roundtrip explain cookies`: Set-Cookie and Cookie fields taken apart, and what a browser sends back.
struct CookiesExplainer: Explainer {
  let kind = "cookies"
  let summary = "Set-Cookie or Cookie: name, value, attributes; what a browser sends back"

  /// A whole field line, or the value of a Set-Cookie field.
  func dissect(_ input: [UInt8]) -> Field {
    let end = input.last == 0x0A ? input.dropLast(input.dropLast().last == 0x0D ? 2 : 1).endIndex : input.count
    let line = Array(input[..<end])
    for (name, isCookie) in [("Set-Cookie:", false), ("Cookie:", true)]
    where String(decoding: line.prefix(name.utf8.count), as: UTF8.self).equalsIgnoringASCIICase(name) {
      let start = name.utf8.count
      let value = Array(line[start...])
      let field = isCookie ? Cookie.dissect(value).field : SetCookie.dissect(value).field
      return Field(
        "field-line", bits: 0..<input.count * 8, spec: Spec("RFC 9112", "5"),
        children: [Field("field-name", bits: 0..<start * 8, value: .text(name)), field.moved(byBytes: start)]
          + (end < input.count ? [Field("line end", bits: end * 8..<input.count * 8)] : []))
    }
    return SetCookie.dissect(input).field
  }

  /// `{"now","received","url","sent-to"}` in: the Cookie field of a request to `sent-to`, after the Set-Cookie fields
  /// in `received` came from `url` at `now` (seconds since 1970, or a date as HTTP or ISO 8601 writes it).
  func answer(_ request: JSON) throws(Fault) -> JSON {
    guard let received = request["received"]?.array else {
      throw Fault(.malformed, "expected \"received\": a list of Set-Cookie values")
    }
    guard let text = request["url"]?.string, let url = try? URL(parsing: text), let from = Self.place(url) else {
      throw Fault(.malformed, "expected \"url\": where the answer came from")
    }
    let target = request["sent-to"]?.string ?? text
    guard let to = (try? URL(parsing: target, base: url)).flatMap(Self.place) else {
      throw Fault(.malformed, "expected \"sent-to\": where the next request goes")
    }
    let now = try Self.moment(request["now"])
    var jar = CookieJar()
    for field in received { jar.store(field.string ?? "", from: from, now: now) }
    return ["cookie": .string(Cookie.field(jar.cookies(for: to, now: now)))]
  }

  private static func place(_ url: URL) -> CookieJar.Request? {
    guard let host = url.host else { return nil }
    return CookieJar.Request(
      host: host.description, path: url.pathname, isSecure: url.scheme == "https" || url.scheme == "wss")
  }

  private static func moment(_ json: JSON?) throws(Fault) -> HTTP.Date {
    switch json {
    case nil, .null: return HTTP.Date(seconds: 1_767_225_600)
    case .number(let text):
      if let seconds = Double(text).flatMap({ Int(exactly: $0.rounded(.down)) }) { return HTTP.Date(seconds: seconds) }
    case .string(let text):
      if let date = HTTP.Date(text) ?? HTTP.Date(cookieDate: text) { return date }
      let parts = text.split(whereSeparator: { !$0.isNumber }).map { Int($0) ?? -1 } + [0, 0, 0]
      if text.utf8.dropFirst(4).first == UInt8(ascii: "-"), parts.count >= 6,
        let date = HTTP.Date(
          year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5])
      {
        return date
      }
    case .bool, .array, .object: break
    }
    throw Fault(.malformed, "expected \"now\": seconds since 1970, or a date")
  }
}
