/// `learn` against `less` opening `file`, both timed from outside, on a pseudo-terminal of 80x24, by ptybench.
struct Screens {
  var program: String
  var file: String
  var ptybench: String
  var python: String

  func rows() -> [Row] {
    var ours: [String] = []
    var theirs: [String] = []
    for _ in 0..<4 {
      ours.append(measure([program, "learn", "whole-cycle"]))
      theirs.append(measure(["less", file]))
    }
    func row(_ name: String, _ unit: String, _ line: String, _ column: String) -> Row {
      Row(
        "\(name) / less", unit,
        (
          Measure.median(ours.map { Self.figure($0, line, column) }),
          Measure.median(theirs.map { Self.figure($0, line, column) })
        ))
    }
    return [
      row("first stable screen", "ms", "spawn->stable paint", "median"),
      row("key to repaint", "ms", "key->settled", "median"),
      row("a step's bytes", "B", "bytes per key", "median"),
      row("a step's bytes at most", "B", "bytes per key", "max"),
    ]
  }

  private func measure(_ words: [String]) -> String {
    let keys = ["--keys", " ", "-n", "13", "--starts", "3", "--settle", "0.3"]
    return Measure.output([python, ptybench] + keys + ["--"] + words) ?? ""
  }

  /// The number behind `column` in the line that begins with `name`.
  private static func figure(_ answer: String, _ name: String, _ column: String) -> Double {
    guard let line = answer.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return .nan }
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: column[...]), at + 1 < words.count else { return .nan }
    return Double(words[at + 1]) ?? .nan
  }
}
