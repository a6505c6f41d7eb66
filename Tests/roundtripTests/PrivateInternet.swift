import Foundation
import TestTerminal

/// Whether this machine lets the program have an internet of its own, and the small program that tells about it.
enum PrivateInternet {
  static let isAvailable =
    (try? Product.path("internet-probe")).map { system("'\($0)' connect 0 >/dev/null") == 0 } ?? false
  static let absent: String = "this machine allows no private internet"

  /// What `internet-probe` says, its lines as names with numbers.
  static func probe(_ words: String...) throws -> (status: Int32, values: [String: [Double]]) {
    let run = try Program.run(words, program: try Product.path("internet-probe"))
    var values: [String: [Double]] = [:]
    for line in run.lines {
      let words = line.split(separator: " ")
      guard let last = words.last, let number = Double(last) else { continue }
      values[words.dropLast().joined(separator: " "), default: []].append(number)
    }
    return (run.status, values)
  }
}
