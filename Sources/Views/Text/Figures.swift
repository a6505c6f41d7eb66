import Wire

/// Numbers as people read them.
extension Int {
  /// `1,204`
  var grouped: String {
    if magnitude < 1000 { return String(self) }
    let digits = String(magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }

  /// `1 byte`, `1,204 bytes`
  func counted(_ one: String, _ many: String? = nil) -> String {
    "\(grouped) \(self == 1 ? one : many ?? one + "s")"
  }
}

extension Tick {
  /// Milliseconds since the recording began, with one decimal: `2.5 ms`.
  var milliseconds: String { tenths + " ms" }

  /// The same without its unit.
  var tenths: String {
    let tenths = Int(clamping: nanoseconds / 100_000)
    return "\((tenths / 10).grouped).\(tenths % 10)"
  }
}
