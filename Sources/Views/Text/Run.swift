import Screen
import Wire

/// Text with one meaning: what lines are made of.
///
/// Everything seen passes through here, so this is where control, escape and bidirectional characters of headers,
/// bodies and lessons are spelled out.
struct Run: Sendable, Hashable {
  let text: String
  let role: Role
  /// Whether its characters are printable ASCII alone, a column a byte, as most are: found out once, for all who measure
  /// and draw it.
  let isPrintableASCII: Bool

  init(_ text: String, _ role: Role = .plain) {
    isPrintableASCII = text.isPrintableASCII
    self.text = isPrintableASCII ? text : text.escapingControls
    self.role = role
  }

  /// So many empty columns.
  static func space(_ columns: Int) -> Run { Run(String(repeating: UInt8(ascii: " "), count: max(0, columns))) }

  /// The same in ASCII, its letters spelled by number.
  var inASCII: Run { isPrintableASCII ? self : Run(text.inASCII, role) }

  /// In columns.
  var width: Int { isPrintableASCII ? text.utf8.count : Width.of(text) }
}

extension String {
  /// A character of ASCII, so many times.
  init(repeating byte: UInt8, count: Int) {
    self.init(decoding: [UInt8](repeating: byte, count: count), as: UTF8.self)
  }
}

extension Run: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
}
