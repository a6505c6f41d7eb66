import Foundation
import Wire

/// One case of llhttp's Markdown files: bytes, and the log of events that llhttp makes of them.
struct LlhttpCase {
  var name: String
  var kind: HTTP1.Kind
  /// A flag under which llhttp lets through what it refuses otherwise.
  var isLenient: Bool
  var skipsBody: Bool
  var bytes: [UInt8]
  var log: [Entry]

  enum Entry: Equatable {
    case span(String, Range<Int>)
    case headComplete
    case messageComplete
    /// Not HTTP any more, by 22 or 23: CONNECT, Upgrade.
    case error(Int)
  }

  /// Whether llhttp refuses the bytes. 5, data after `Connection: close`, is told apart: to us that data is no HTTP,
  /// so it is left as the rest.
  var isRefused: Bool {
    log.contains { if case .error(let code) = $0 { ![5, 21, 22, 23].contains(code) } else { false } }
  }
  var hasDataAfterClose: Bool { log.contains(.error(5)) }
  var messageCount: Int { log.count { $0 == .messageComplete } }

  static func all(inFile path: String, _ text: String) -> [LlhttpCase] {
    var cases: [LlhttpCase] = []
    var title = ""
    var meta: Substring = ""
    var bytes: [UInt8] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    func block() -> [Substring] {
      let body = lines.prefix { $0 != "```" }
      lines = lines.dropFirst(body.count + 1)
      return Array(body)
    }
    while let line = lines.popFirst() {
      if line.hasPrefix("#") { title = line.drop { $0 == "#" || $0 == " " }.description }
      if line.hasPrefix("<!-- meta=") { meta = line.dropFirst(10) }
      if line == "```http" {
        // The last line's end is Markdown's; `\` at a line's end joins it to the next; every other end is CRLF.
        let text = block().joined(separator: "\n").replacing("\\\n", with: "").replacing("\n", with: "\r\n")
          .replacing(/\\x([0-9a-f]{2})/) { UInt8($0.1, radix: 16).map { String(Unicode.Scalar($0)) } ?? "" }
        bytes = SuiteData.unescape(text.utf8)
      }
      if line == "```log" {
        cases.append(
          LlhttpCase(
            name: "\(path): \(title)", kind: meta.contains("\"response") ? .response : .request,
            isLenient: meta.contains("lenient"), skipsBody: meta.contains("skipBody"), bytes: bytes,
            log: block().compactMap(entry)))
      }
    }
    return cases
  }

  private static func entry(_ line: Substring) -> Entry? {
    if line.hasSuffix(" message complete") { return .messageComplete }
    if line.contains(" headers complete ") { return .headComplete }
    if let match = line.firstMatch(of: /error code=(\d+)/) { return Int(match.1).map(Entry.error) }
    guard let match = line.firstMatch(of: /^off=(\d+) len=(\d+) span\[([a-z_]+)\]=/), let start = Int(match.1),
      let count = Int(match.2)
    else { return nil }
    return .span(String(match.3), start..<start + count)
  }
}
