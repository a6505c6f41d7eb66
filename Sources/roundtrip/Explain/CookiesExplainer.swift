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
    guard let received = try request.optionalTexts("received") else {
      throw request.wrong("received", "a list of texts")
    }
    guard let url = try? URL(parsing: try request.text("url")), let from = Self.place(url) else {
      throw request.wrong("url", "the address that the answer came from")
    }
    let target = try request.optionalText("sent-to") ?? url.href
    guard let to = (try? URL(parsing: target, base: url)).flatMap(Self.place) else {
      throw request.wrong("sent-to", "the address that the next request goes to")
    }
    let now = try request.optional("now", "seconds since 1970, or a date", Self.moment) ?? Self.newYear
    var jar = CookieJar()
    for field in received { jar.store(field, from: from, now: now) }
    return ["cookie": .string(Cookie.field(jar.cookies(for: to, now: now)))]
  }

  private static func place(_ url: URL) -> CookieJar.Request? {
    guard let host = url.host else { return nil }
    return CookieJar.Request(
      host: host.description, path: url.pathname, isSecure: url.scheme == "https" || url.scheme == "wss")
  }

  /// The first second of 2026, where a request says no other.
  private static let newYear = HTTP.Date(seconds: 1_767_225_600)

  private static func moment(_ json: JSON) -> HTTP.Date? {
    switch json {
    case .number(let text):
      Double(text).flatMap { Int(exactly: $0.rounded(.down)) }.map { HTTP.Date(seconds: $0) }
    case .string(let text): HTTP.Date(text) ?? HTTP.Date(cookieDate: text) ?? timestamp(text)
    case .null, .bool, .array, .object: nil
    }
  }

  /// `2026-01-01T12:30:00.5Z` or less of it, in UTC and no other zone; a fraction of a second is dropped.
  private static func timestamp(_ text: String) -> HTTP.Date? {
    let numbers = text.split(whereSeparator: { !$0.isNumber }).map { Int($0) ?? -1 }
    // A sign after the date would be a zone's.
    guard text.utf8.dropFirst(4).first == UInt8(ascii: "-"), !text.utf8.contains(UInt8(ascii: "+")),
      !text.utf8.dropFirst(10).contains(UInt8(ascii: "-")),
      3...(text.contains(".") ? 7 : 6) ~= numbers.count
    else { return nil }
    let parts = numbers + [0, 0, 0]
    return HTTP.Date(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5])
  }
}
