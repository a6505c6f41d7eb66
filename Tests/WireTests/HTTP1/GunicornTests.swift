import Foundation
import Testing
import Wire

/// gunicorn's request files: those in `valid` must not be refused, those in `invalid` must be refused or leave something
/// that is no whole request. Each is read with the settings it was written for: gunicorn's limits for the invalid ones,
/// folded lines and the PROXY protocol where the file's name says so.
@Suite struct GunicornTests {
  private static let known: [String: String] = [
    "valid/009.http": "Transfer-Encoding: identity is gone since RFC 7230; with Content-Length it must be refused",
    "valid/027.http": "raw UTF-8 in a target: RFC 9112 section 3.2 has no such target",
    "valid/028.http": "white space before the colon: a server MUST refuse it (RFC 9112 section 5.1)",
    "invalid/003c.http": "lower-case methods, which RFC 9110 allows",
    "invalid/019.http": "X-Forwarded fields that contradict each other, which is not about framing",
    "invalid/chunked_07.http": "Transfer_Encoding with an underscore, which is another field",
  ]

  /// What gunicorn is set to: by default, and for single files.
  private static func limits(_ path: String) -> HTTP1.Limits {
    var limits = HTTP1.Limits()
    limits.replacesFolds = path.hasPrefix("valid/compat_obs_fold")
    guard path.hasPrefix("invalid/") else { return limits }
    // It counts CRLF too.
    limits.startLine = 4_092
    limits.fieldLine = path == "invalid/010.http" ? 8 : path == "invalid/012.http" ? 96 : 8_188
    limits.fieldCount = path == "invalid/011.http" ? 2 : 100
    return limits
  }

  /// The requests behind the PROXY protocol's header, where there is one to expect; nil where it is refused.
  private static func request(in bytes: [UInt8], _ path: String) -> [UInt8]? {
    // The third valid one is there to show that without the setting none is expected.
    guard path.contains("/pp_"), path != "valid/pp_03.http" else { return bytes }
    guard case .success(let header) = ProxyProtocol.dissect(bytes).value else { return nil }
    return Array(bytes.dropFirst(header.length))
  }

  @Test(.suite("http1/gunicorn"), arguments: ["valid", "invalid"])
  func `gunicorn's requests`(folder: String) throws {
    var failures: [String: String] = [:]
    let files = try SuiteData.files("http1/gunicorn/\(folder)", suffix: ".http")
    for file in files {
      let path = "\(folder)/\(file)"
      let text = try SuiteData.bytes("http1/gunicorn/\(path)")
      let bytes = Self.request(in: SuiteData.unescape(text.filter { $0 != 0x0A }), path)
      let found = bytes.map { HTTP1.dissect($0, .request, limits: Self.limits(path)).value }
      switch found {
      case .success(let found)?:
        if folder == "invalid", !found.messages.isEmpty, found.rest.isEmpty { failures[path] = "accepted" }
      case .failure(let fault)?: if folder == "valid" { failures[path] = "refused: \(fault)" }
      case nil: if folder == "valid" { failures[path] = "refused: no PROXY header" }
      }
    }
    #expect(!files.isEmpty)
    print("gunicorn \(folder): \(files.count - failures.count)/\(files.count)")
    for (name, why) in failures.sorted(by: { $0.key < $1.key }) where Self.known[name] == nil {
      Issue.record("\(name): \(why)")
    }
    for name in Self.known.keys where name.hasPrefix("\(folder)/") && failures[name] == nil {
      Issue.record("\(name) passes now")
    }
  }
}
