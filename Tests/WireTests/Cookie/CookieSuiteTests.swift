import Testing
import Wire

/// Cases of abarth/http-state: what a browser sends back after some Set-Cookie fields, and what dates mean.
@Suite struct CookieSuiteTests {
  private static let known = [
    "DISABLED_PATH0029": "RFC 6265 compares paths as they are written, %6F is not o"
  ]

  @Test(.suite("cookies/parser.json")) func `what is sent back`() throws {
    let cases = try JSON(parsing: SuiteData.bytes("cookies/parser.json")).array ?? []
    var failures: [String: String] = [:]
    // The suite was written in 2011; its dates are before or after that.
    let now = HTTP.Date(seconds: 1_325_376_000)
    let from = CookieJar.Request(host: "home.example.org", path: "/cookie-parser", isSecure: false)
    for one in cases {
      var jar = CookieJar()
      for field in one["received"]?.array ?? [] { jar.store(field.string ?? "", from: from, now: now) }
      let url = one["sent-to"]?.string ?? "/cookie-parser-result"
      let path = url.hasPrefix("/") ? url : "/" + url.split(separator: "/").dropFirst(2).joined(separator: "/")
      let host = url.hasPrefix("/") ? "home.example.org" : String(url.split(separator: "/")[1].prefix { $0 != ":" })
      let sent = jar.cookies(for: CookieJar.Request(host: host, path: path, isSecure: false), now: now)
      let wanted = (one["sent"]?.array ?? []).map {
        Cookie.Pair($0["name"]?.string ?? "", $0["value"]?.string ?? "")
      }
      let found = sent.map { Cookie.Pair($0.name, $0.value) }
      if found != wanted { failures[one["test"]?.string ?? ""] = "\(found), not \(wanted)" }
    }
    print("cookies: \(cases.count - failures.count)/\(cases.count)")
    for (name, why) in failures where Self.known[name] == nil { Issue.record("\(name): \(why)") }
    for name in Self.known.keys where failures[name] == nil { Issue.record("\(name) passes now") }
  }

  @Test(.suite("cookies/dates"), arguments: ["examples", "bsd-examples"])
  func `cookie dates`(file: String) throws {
    let bytes = try SuiteData.bytes("cookies/dates/\(file).json")
    let lines = bytes.split(separator: 0x0A).filter { !$0.starts(with: "//".utf8) }
    let cases = try JSON(parsing: Array(lines.joined(separator: [0x0A]))).array ?? []
    var passed = 0
    for one in cases {
      let text = one["test"]?.string ?? ""
      let found = HTTP.Date(cookieDate: text)?.description
      if found == one["expected"]?.string {
        passed += 1
      } else {
        Issue.record("\(text): \(found ?? "no date"), not \(one["expected"]?.string ?? "no date")")
      }
    }
    print("cookie dates, \(file): \(passed)/\(cases.count)")
  }
}
