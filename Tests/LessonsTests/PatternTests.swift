import Testing
import Wire

@testable import Lessons

@Suite("Regular expressions in claims")
struct PatternTests {
  static func finds(_ pattern: String, _ text: String) throws -> Bool {
    try Pattern(parsing: pattern).isFound(in: text)
  }

  @Test(
    "what is found",
    arguments: [
      ("GMT$", "Thu, 01 Jan 2026 00:00:00 GMT"), ("", ""), ("", "x"), ("^$", ""), ("^a|b$", "cb"), ("b", "abc"),
      ("^(?:ab)+$", "ababab"), ("[(+]*x", "(+(x"), ("(a+)?b", "b"), ("a.*b.*c", "a1b2c"), ("\\d{3}", "x404"),
      ("^HTTP/\\d\\.\\d \\d{3}", "HTTP/1.1 302 Found"), ("^a{2,3}$", "aaa"), ("^a{2,}$", "aaaaa"), ("^[^a-c]$", "d"),
      ("[]x]", "]"), ("[a-]", "-"), ("^\\w+\\s\\S$", "ab_9 \u{E9}"), ("^.$", "\u{1F600}"), ("[\\d.]+$", "1.5"),
      ("(x*)*y", "xxxy"), ("^a?a?a?aaa$", "aaa"), ("a{0}b", "b"), ("x*?y", "y"), ("(a|(b|c))d", "cd"),
    ])
  func found(_ pattern: String, _ text: String) throws { #expect(try Self.finds(pattern, text)) }

  @Test(
    "what is not",
    arguments: [
      ("GMT$", "GMT+1"), ("^b", "ab"), ("^a{2,3}$", "aaaa"), ("^a{2}$", "a"), ("[^a-c]", "abc"), ("a.b", "a\nb"),
      ("^(ab)+$", "aba"), ("x", ""), ("^$", "x"), ("\\.", "a"), ("a|b", "c"), ("\\D", "42"),
    ])
  func notFound(_ pattern: String, _ text: String) throws { #expect(try !Self.finds(pattern, text)) }

  @Test(
    "patterns that others try for ever take a time that grows with the text alone",
    arguments: ["(a+)+$", "(a|a)*b", "(a|aa)+$", "a*a*a*a*a*a*a*a*b", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)z"])
  func patience(_ pattern: String) throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(try !Self.finds(pattern, text))
  }

  @Test(
    "what is no pattern, and what to do",
    arguments: [
      ("(", "expected a closing `)`"), (")", "expected a `(`"), ("[a", "expected a closing `]`"),
      ("*", "something to repeat"),
      ("a**", "one repetition"), ("a{3,2}", "such as `{2}`"), ("a{", "such as `{2}`"), ("\\", "after `\\`"),
      ("\\b", "expected one of \\d"), ("(?=a)", "`(?:`"), ("[z-a]", "from the lower"),
      ("((.{1,200}){1,200})zzz", "at most 1000"),
      ("a{1000000000000}", "at most 1000"), (String(repeating: "a", count: 201), "at most 200 bytes"),
      (String(repeating: "(", count: 100), "at most 20 groups"),
    ])
  func refused(_ pattern: String, _ message: String) {
    let fault = #expect(throws: Fault.self) { try Pattern(parsing: pattern) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  @Test("any text gives a pattern or a fault")
  func hostile() {
    let good = "^(?:a|[b-d\\w]{2,3}?)+\\.x*$"
    for cut in 0...good.utf8.count { _ = try? Pattern(parsing: String(decoding: good.utf8.prefix(cut), as: UTF8.self)) }
    for place in 0..<good.utf8.count {
      for other in "()[]{}|*+?\\^$,9".utf8 {
        var bytes = Array(good.utf8)
        bytes[place] = other
        _ = try? Pattern(parsing: String(decoding: bytes, as: UTF8.self)).isFound(in: "abc.xx")
      }
    }
  }
}
