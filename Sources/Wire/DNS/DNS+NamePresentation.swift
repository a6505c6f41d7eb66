extension DNS.Name: CustomStringConvertible {
  /// As in zone files, with the root's dot: `www.shop.test.`; a byte that would be mistaken for grammar has a backslash,
  /// one that is not visible ASCII is `\DDD` (RFC 1035 section 5.1, RFC 4343 section 2.1).
  public var description: String {
    labels.isEmpty ? "." : host + "."
  }

  /// As people write hosts, without the root's dot: `www.shop.test`.
  public var host: String {
    guard !labels.isEmpty else { return "." }
    var text: [UInt8] = []
    for label in labels {
      if !text.isEmpty { text.append(UInt8(ascii: ".")) }
      DNS.escape(label, special: #"."();@$\"#, visible: 0x21...0x7E, into: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a name as people and zone files write it, with or without the last dot; `.` is the root.
  ///
  /// Throws ``Fault/Code/malformed`` at an empty label or a broken escape, ``Fault/Code/limit`` past the limits of
  /// ``init(labels:)``.
  public init(parsing text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    let spec = Spec.rfc(1035, "5.1")
    var labels: [[UInt8]] = []
    var label: [UInt8] = []
    var at = 0
    while at < bytes.count {
      defer { at += 1 }
      switch bytes[at] {
      case UInt8(ascii: ".") where bytes.count == 1: break
      case UInt8(ascii: "."):
        guard !label.isEmpty else {
          throw Fault(
            .malformed, "expected a label before the dot, found none: two dots stand together", bytes: at..<at + 1,
            spec: spec)
        }
        labels.append(label)
        label = []
      case UInt8(ascii: "\\"):
        let start = at
        guard let (byte, length) = Self.unescaped(bytes[(at + 1)...]) else {
          throw Fault(
            .malformed, #"expected \DDD up to \255, or a backslash and a character, found neither"#,
            bytes: start..<min(start + 4, bytes.count), spec: spec)
        }
        label.append(byte)
        at += length
      default: label.append(bytes[at])
      }
    }
    if !label.isEmpty { labels.append(label) }
    try self.init(labels: labels)
  }

  /// The byte that follows a backslash, and how many bytes of text spell it.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
    guard let first = text.first else { return nil }
    guard (0x30...0x39).contains(first) else { return (first, 1) }
    let digits = text.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return UInt8(exactly: value).map { ($0, 3) }
  }
}

extension DNS {
  /// Bytes as zone files write them: `special` characters after a backslash, what is not `visible` as `\DDD`.
  static func escaped(_ bytes: some Sequence<UInt8>, special: String, visible: ClosedRange<UInt8>) -> String {
    var text: [UInt8] = []
    escape(bytes, special: special, visible: visible, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  fileprivate static func escape(
    _ bytes: some Sequence<UInt8>, special: String, visible: ClosedRange<UInt8>, into text: inout [UInt8]
  ) {
    for byte in bytes {
      if special.utf8.contains(byte) {
        text += [UInt8(ascii: "\\"), byte]
      } else if visible.contains(byte) {
        text.append(byte)
      } else {
        let digits = String(byte)
        text += ("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8
      }
    }
  }

  /// A character-string as zone files write it: `"v=spf1 -all"`.
  static func quoted(_ bytes: some Sequence<UInt8>) -> String {
    "\"" + escaped(bytes, special: "\"\\", visible: 0x20...0x7E) + "\""
  }
}
