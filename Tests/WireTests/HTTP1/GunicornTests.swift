import Foundation
import Testing
import Wire

/// gunicorn's request files: those in `valid` must give at least one whole request, those in `invalid` must be refused
/// or leave something that is no whole request.
@Suite struct GunicornTests {
  private static let known: [String: String] = [:]

  @Test(arguments: ["valid", "invalid"]) func `gunicorn's requests`(folder: String) {
    var failures: [String: String] = [:]
    let files = SuiteData.files("http1/gunicorn/\(folder)", suffix: ".http")
    for file in files {
      guard let text = SuiteData.bytes("http1/gunicorn/\(folder)/\(file)") else { continue }
      let bytes = SuiteData.unescape(text.filter { $0 != 0x0A })
      switch HTTP1.dissect(bytes, .request).value {
      case .failure(let fault): if folder == "valid" { failures["valid/\(file)"] = "refused: \(fault)" }
      case .success(let found):
        let isValid = !found.messages.isEmpty
        if folder == "valid", !isValid { failures["valid/\(file)"] = "no whole request" }
        if folder == "invalid", isValid, found.rest.isEmpty { failures["invalid/\(file)"] = "accepted" }
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
