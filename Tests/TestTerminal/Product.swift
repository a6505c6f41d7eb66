import Foundation

/// A program of this package, where the build puts it: beside the test bundle.
public enum Product {
  /// The path of the executable `name`.
  public static func path(_ name: String) throws -> String {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    for folder in [bundle, bundle.deletingLastPathComponent()] {
      let path = folder.appendingPathComponent(name).path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw PseudoTerminal.Failure(description: "no \(name) beside \(bundle.path)")
  }
}
