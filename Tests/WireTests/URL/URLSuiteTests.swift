import Testing
import Wire

/// The web platform's own cases for URLs, which nobody here wrote.
@Suite("URL: public suites")
struct URLSuiteTests {
  @Test("every address of urltestdata.json is parsed, or refused, as browsers do", .suite("url/urltestdata.json"))
  func parsing() throws {
    let bytes = try SuiteData.bytes("url/urltestdata.json")
    var score = Score("urltestdata")
    for test in try JSON(parsing: bytes).array ?? [] {
      // A string is a comment.
      guard let input = test["input"]?.string else { continue }
      let base = try test["base"]?.string.map { text throws(Fault) in try URL(parsing: text) }
      let url = try? URL(parsing: input, base: base)
      if test["failure"]?.bool == true {
        score.count(url == nil, input)
      } else {
        score.count(url.map { agrees($0, test) } == true, input)
      }
    }
    score.close()
  }

  @Test(
    "every setter of setters_tests.json changes what it should, and nothing else", .suite("url/setters_tests.json"))
  func setters() throws {
    guard case .object(let attributes) = try JSON(parsing: SuiteData.bytes("url/setters_tests.json")) else {
      Issue.record("expected an object")
      return
    }
    var score = Score("setters_tests")
    for attribute in attributes where attribute.name != "comment" {
      for test in attribute.value.array ?? [] {
        guard let href = test["href"]?.string, let value = test["new_value"]?.string, let expected = test["expected"]
        else { continue }
        var url = try URL(parsing: href)
        set(attribute.name, value, on: &url)
        score.count(agrees(url, expected), "\(href) \(attribute.name) = \(value)")
      }
    }
    score.close()
  }

  @Test("percent-encoding.json, as far as it concerns UTF-8", .suite("url/percent-encoding.json"))
  func percentEncoding() throws {
    let bytes = try SuiteData.bytes("url/percent-encoding.json")
    var score = Score("percent-encoding")
    for test in try JSON(parsing: bytes).array ?? [] {
      // Other encodings are those of pages from before UTF-8: not applicable, our pages are UTF-8.
      guard let input = test["input"]?.string, let expected = test["output"]?["utf-8"]?.string else { continue }
      let url = try URL(parsing: "https://example.com/?\(input)#\(input)")
      score.count(url.query == expected && url.fragment == expected, input)
    }
    score.close()
  }

  private func agrees(_ url: URL, _ expected: JSON) -> Bool {
    let attributes = [
      "href": url.href, "origin": url.origin.description, "protocol": url.protocol, "username": url.username,
      "password": url.password, "host": url.hostAndPort, "hostname": url.hostname,
      "port": url.port.map(String.init) ?? "", "pathname": url.pathname, "search": url.search, "hash": url.hash,
    ]
    return attributes.allSatisfy { expected[$0.key]?.string == nil || expected[$0.key]?.string == $0.value }
  }

  private func set(_ attribute: String, _ value: String, on url: inout URL) {
    switch attribute {
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
    default: Issue.record("an attribute that is not known here: \(attribute)")
    }
  }
}

/// Counts a suite's cases; each that fails is named. There is no list of known failures, because there are none.
private struct Score {
  let name: String
  var passed = 0
  var total = 0

  init(_ name: String) { self.name = name }

  mutating func count(_ ok: Bool, _ testCase: String) {
    total += 1
    passed += ok ? 1 : 0
    #expect(ok, "\(name): \(testCase.escapingControls)")
  }

  func close() {
    print("\(name): \(passed)/\(total)")
    #expect(total > 0)
  }
}
