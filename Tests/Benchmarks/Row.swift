/// One line of the table: a figure of ours, a peer's, and their ratio, all with two decimals.
struct Row {
  static let heading = Row.line("what", "ours", "theirs", "ours/theirs")

  var name: String
  var unit: String
  var ours: Double
  /// nan where the peer is missing.
  var theirs: Double

  init(_ name: String, _ unit: String, _ figures: (ours: Double, theirs: Double)) {
    self.name = name
    self.unit = unit
    (ours, theirs) = figures
  }

  var line: String { Row.line(name, figure(ours, unit), figure(theirs, unit), figure(ours / theirs, "")) }

  private func figure(_ number: Double, _ unit: String) -> String {
    guard number.isFinite else { return "-" }
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(rest < 10 ? "0" : "")\(rest)\(unit.isEmpty ? "" : " \(unit)")"
  }

  private static func line(_ columns: String...) -> String {
    let widths = [40, 16, 16, 12]
    return zip(columns, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }.joined()
  }
}
