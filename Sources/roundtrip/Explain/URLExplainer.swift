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
    if let set = request["set"]?.array {
      guard let href = request["href"]?.string, set.count == 2, let name = set[0].string, let value = set[1].string
      else {
        throw malformed("\"href\" and \"set\" with an attribute and a value, all strings")
      }
      guard var url = try? URL(parsing: href) else { return ["failure": true] }
      switch name {
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
      default: throw malformed("an attribute of a URL to set, such as \"port\"")
      }
      return attributes(of: url)
    }
    guard let input = request["input"]?.string else {
      throw malformed("\"input\" with a string, or \"href\" and \"set\"")
    }
    var base: URL?
    if let text = request["base"]?.string {
      guard let parsed = try? URL(parsing: text) else { return ["failure": true] }
      base = parsed
    }
    guard let url = try? URL(parsing: input, base: base) else { return ["failure": true] }
    return attributes(of: url)
  }

  private func malformed(_ expected: String) -> Fault {
    Fault(.malformed, "expected \(expected)")
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
