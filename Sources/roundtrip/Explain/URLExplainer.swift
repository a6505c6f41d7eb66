import Wire

/// `roundtrip explain url`: an address, part by part.
struct URLExplainer: Explainer {
  let kind = "url"
  let form = InputForm.line
  let summary = "an address: scheme, host, port, path, query, fragment (WHATWG URL)"

  func dissect(_ input: [UInt8]) -> Field { URL.dissect(input).field }

  /// `{"input","base"}` parses, `{"href","set":[attribute,value]}` sets; both answer with the attributes of
  /// JavaScript's `URL`, or `{"failure":true}`.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    if let set = try request.optionalTexts("set") {
      let href = try request.text("href")
      guard set.count == 2 else { throw request.wrong("set", "an attribute and a value") }
      let value = set[1]
      guard var url = try? URL(parsing: href) else { return ["failure": true] }
      switch set[0] {
      case "href": url = (try? URL(parsing: value)) ?? url
      case "protocol": url.set(protocol: value)
      case "username": url.set(username: value)
      case "password": url.set(password: value)
      case "host": url.set(host: value)
      case "hostname": url.set(hostname: value)
      case "port": url.set(port: value)
      case "pathname": url.set(pathname: value)
      case "search": url.set(search: value)
      case "hash": url.set(hash: value)
      default: throw Fault(.malformed, "expected \"set\" to name an attribute of a URL, such as \"port\"")
      }
      return attributes(of: url)
    }
    let input = try request.text("input")
    var base: URL?
    if let text = try request.optionalText("base") {
      guard let parsed = try? URL(parsing: text) else { return ["failure": true] }
      base = parsed
    }
    guard let url = try? URL(parsing: input, base: base) else { return ["failure": true] }
    return attributes(of: url)
  }

  private func attributes(of url: URL) -> JSON {
    [
      "href": .string(url.href), "origin": .string(url.origin.description), "protocol": .string(url.protocol),
      "username": .string(url.username), "password": .string(url.password), "host": .string(url.hostAndPort),
      "hostname": .string(url.hostname), "port": .string(url.port.map(String.init) ?? ""),
      "pathname": .string(url.pathname), "search": .string(url.search), "hash": .string(url.hash),
    ]
  }
}
