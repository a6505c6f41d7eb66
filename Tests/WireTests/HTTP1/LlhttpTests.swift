import Foundation
import Testing
import Wire

/// llhttp's cases, read by the dissector.
///
/// A case counts as passed when we refuse what llhttp refuses, and otherwise find the same number of whole messages
/// and, at the same offsets, the same methods, targets, versions, reasons, field names and values, and content. Where
/// llhttp needs a lenient flag to let something through, refusing it is right too. Pauses are llhttp's own business:
/// those cases are judged by what was read.
@Suite struct LlhttpTests {
  /// Where we differ on purpose.
  private static let known: [String: String] = [
    "request/content-length.md: Content-Length reset when no body is received": "its user skips a request's body",
    "request/invalid.md: HTTP protocol and ANNOUNCE method": "any token is a method, as RFC 9110 has it",
    "request/invalid.md: Invalid method": "any token is a method, as RFC 9110 has it",
    "request/method.md: ANNOUNCE request with RTSP": "RTSP is not HTTP",
    "request/method.md: OPTIONS request with RTSP": "RTSP is not HTTP",
    "request/method.md: SOURCE request with ICE": "ICE is not HTTP",
    "request/method.md: PRI request HTTP2": "the second half of HTTP/2's preface is no request",
    "request/sample.md: No HTTP version": "HTTP/0.9 is older than RFC 9112",
    "response/sample.md: HTTP version 0.9": "HTTP/0.9 is older than RFC 9112",
    "response/sample.md: ICE response": "ICE is not HTTP",
    "response/sample.md: RTSP response": "RTSP is not HTTP",
  ]

  @Test(.suite("http1/llhttp")) func `llhttp's cases`() throws {
    var failures: [String: String] = [:]
    var total = 0
    for file in try SuiteData.files("http1/llhttp", suffix: ".md") where file != "url.md" {
      let bytes = try SuiteData.bytes("http1/llhttp/\(file)")
      for one in LlhttpCase.all(inFile: file, String(decoding: bytes, as: UTF8.self)) {
        total += 1
        failures[one.name] = Self.difference(one)
      }
    }
    #expect(total > 0)
    print("llhttp: \(total - failures.count)/\(total)")
    for (name, why) in failures.sorted(by: { $0.key < $1.key }) where Self.known[name] == nil {
      Issue.record("\(name): \(why)")
    }
    for name in Self.known.keys where failures[name] == nil { Issue.record("\(name) passes now") }
  }

  private static func difference(_ one: LlhttpCase) -> String? {
    let dissection = HTTP1.dissect(one.bytes, one.kind, answering: one.skipsBody ? "HEAD" : "GET")
    switch dissection.value {
    case .failure(let fault): return one.isRefused || one.isLenient ? nil : "refused: \(fault)"
    case .success(let found):
      if one.isRefused { return "accepted" }
      if one.hasDataAfterClose, found.rest.isEmpty { return "read on after the close" }
      let atClose = one.log.count { $0 == .headComplete } - one.messageCount
      guard (one.messageCount...one.messageCount + atClose).contains(found.messages.count) else {
        return "\(found.messages.count) messages, not \(one.messageCount)"
      }
      guard !one.isLenient else { return nil }
      var leaves: [Int: [Field]] = [:]
      collect(dissection.field, into: &leaves)
      for case .span(let name, let range) in one.log where !range.isEmpty {
        guard let wanted = names[name], range.upperBound <= found.rest.lowerBound else { continue }
        let end = one.bytes[range].lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? range.upperBound
        let value = range.lowerBound..<(wanted == "field-value" ? end : range.upperBound)
        guard leaves[value.lowerBound]?.contains(where: { $0.name == wanted && $0.bytes == value }) == true else {
          return "\(name) at \(range), not in the tree"
        }
      }
      return nil
    }
  }

  private static let names = [
    "method": "method", "url": "request-target", "status": "reason-phrase", "header_field": "field-name",
    "header_value": "field-value",
  ]

  private static func collect(_ field: Field, into leaves: inout [Int: [Field]]) {
    if field.children.isEmpty { leaves[field.bytes.lowerBound, default: []].append(field) }
    for child in field.children { collect(child, into: &leaves) }
  }
}
