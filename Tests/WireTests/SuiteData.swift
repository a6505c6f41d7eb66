import Foundation

/// The public test suites, read from where they lie: `ROUNDTRIP_SUITES`, else `../shared/suites` beside the repository.
enum SuiteData {
  /// A file or folder of the suites; nil where it is absent, and the output says so.
  static func url(_ path: String) -> URL? {
    let root =
      ProcessInfo.processInfo.environment["ROUNDTRIP_SUITES"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/suites").standardized
    let url = root.appending(path: path)
    if FileManager.default.fileExists(atPath: url.path) { return url }
    print("suite absent, so not run: \(path)")
    return nil
  }

  /// A file's bytes; nil where it is absent.
  static func bytes(_ path: String) -> [UInt8]? {
    url(path).flatMap { try? Data(contentsOf: $0) }.map { [UInt8]($0) }
  }
}
