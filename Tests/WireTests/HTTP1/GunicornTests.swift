import Foundation
import Testing
import Wire

/// gunicorn's request files: those in `valid` must not be refused, those in `invalid` must be refused or leave something
/// that is no whole request. The invalid ones are read with gunicorn's own limits.
@Suite struct GunicornTests {
  private static let known: [String: String] = [
    "valid/009.http": "Content-Length and Transfer-Encoding together: we are stricter",
    "valid/027.http": "raw UTF-8 in a target: we are stricter",
    "valid/028.http": "needs a setting: white space before the colon",
    "valid/compat_obs_fold.http": "needs a setting: folded lines",
    "valid/compat_obs_fold_huge.http": "needs a setting: folded lines",
    "valid/pp_01.http": "needs a setting: the PROXY protocol before HTTP",
    "valid/pp_02.http": "needs a setting: the PROXY protocol before HTTP",
    "valid/pp_04.http": "needs a setting: the PROXY protocol before HTTP",
    "valid/pp_05.http": "needs a setting: the PROXY protocol before HTTP",
    "invalid/003c.http": "lower-case methods, which RFC 9110 allows",
    "invalid/019.http": "X-Forwarded fields that contradict each other, which is not about framing",
    "invalid/chunked_07.http": "Transfer_Encoding with an underscore, which is another field",
  ]

  /// What gunicorn is set to: by default, and for single files.
  private static func limits(_ path: String) -> HTTP1.Limits {
    var limits = HTTP1.Limits()
    guard path.hasPrefix("invalid/") else { return limits }
    // It counts CRLF too.
    limits.startLine = 4_092
    limits.fieldLine = path == "invalid/010.http" ? 8 : path == "invalid/012.http" ? 96 : 8_188
    limits.fieldCount = path == "invalid/011.http" ? 2 : 100
    return limits
  }

  @Test(arguments: ["valid", "invalid"]) func `gunicorn's requests`(folder: String) {
    var failures: [String: String] = [:]
    let files = SuiteData.files("http1/gunicorn/\(folder)", suffix: ".http")
    for file in files {
      guard let text = SuiteData.bytes("http1/gunicorn/\(folder)/\(file)") else { continue }
      let bytes = SuiteData.unescape(text.filter { $0 != 0x0A })
      switch HTTP1.dissect(bytes, .request, limits: Self.limits("\(folder)/\(file)")).value {
      case .failure(let fault): if folder == "valid" { failures["valid/\(file)"] = "refused: \(fault)" }
      case .success(let found):
        if folder == "invalid", !found.messages.isEmpty, found.rest.isEmpty { failures["invalid/\(file)"] = "accepted" }
      }
    }
    guard !files.isEmpty else { return }
    print("gunicorn \(folder): \(files.count - failures.count)/\(files.count)")
    for (name, why) in failures.sorted(by: { $0.key < $1.key }) where Self.known[name] == nil {
      Issue.record("\(name): \(why)")
    }
    for name in Self.known.keys where name.hasPrefix("\(folder)/") && failures[name] == nil {
      Issue.record("\(name) passes now")
    }
  }
}
