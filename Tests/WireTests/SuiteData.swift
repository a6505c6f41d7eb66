import Foundation

/// The public test suites, read from where they lie: `ROUNDTRIP_SUITES`, else `../shared/suites` beside the repository.
enum SuiteData {
  /// A file or folder of the suites; nil where it is absent.
  static func url(_ path: String) -> URL? {
    let root =
      ProcessInfo.processInfo.environment["ROUNDTRIP_SUITES"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/suites").standardized
    let url = root.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// A file's bytes; nil where it is absent.
  static func bytes(_ path: String) -> [UInt8]? {
    url(path).flatMap { try? Data(contentsOf: $0) }.map { [UInt8]($0) }
  }
}
