import Foundation
import Testing

/// The public test suites, read from where they lie: `ROUNDTRIP_SUITES`, else `../shared/suites` beside the repository.
enum SuiteData {
  private static let root =
    ProcessInfo.processInfo.environment["ROUNDTRIP_SUITES"].map { URL(fileURLWithPath: $0) }
    ?? URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/suites").standardized

  /// A file or folder of the suites.
  static func url(_ path: String) -> URL { root.appending(path: path) }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(path))) }
}

extension Trait where Self == ConditionTrait {
  /// Runs where the suite's file or folder is there; elsewhere the test is reported as skipped, with its name.
  static func suite(_ path: String) -> Self {
    .enabled(if: FileManager.default.fileExists(atPath: SuiteData.url(path).path), "the suite \(path) is absent")
  }
}
