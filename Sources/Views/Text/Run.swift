import Screen
import Wire

/// Text with one meaning: what lines are made of.
///
/// Everything seen passes through here, so this is where control, escape and bidirectional characters of headers,
/// bodies and lessons are spelled out.
struct Run: Sendable, Hashable {
  let text: String
  let role: Role

  init(_ text: String, _ role: Role = .plain) {
    self.text = text.escapingControls
    self.role = role
  }

  private init(escaped text: String, _ role: Role) {
    self.text = text
    self.role = role
  }

  /// So many empty columns.
  static func space(_ columns: Int) -> Run {
    let columns = max(0, columns)
    let blank = String(unsafeUninitializedCapacity: columns) { bytes in
      bytes.initialize(repeating: UInt8(ascii: " "))
      return columns
    }
    return Run(escaped: blank, .plain)
  }

  /// The same in ASCII, its letters spelled by number.
  var inASCII: Run { Run(text.inASCII, role) }

  /// In columns.
  var width: Int { Width.of(text) }

  /// A stretch of its UTF-8 with the same meaning: it is escaped already.
  func part(_ bytes: Range<Int>) -> Run {
    let all = text.utf8
    if bytes == 0..<all.count { return self }
    let start = all.index(all.startIndex, offsetBy: bytes.lowerBound)
    return Run(escaped: String(text[start..<all.index(start, offsetBy: bytes.count)]), role)
  }
}

extension Run: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
}
