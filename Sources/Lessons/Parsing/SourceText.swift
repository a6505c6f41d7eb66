/// A lesson's file as lines, each knowing where it stands.
struct SourceText {
  /// A line, or what is left of one after its indentation.
  struct Line {
    /// Counted from 1.
    var number: Int
    /// In UTF-8: what is syntax is ASCII, and found faster in bytes than in characters.
    var bytes: ArraySlice<UInt8>
    /// Bytes of the source line before these.
    var offset = 0

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Larger than any lesson; past it a file is refused, and not parsed.
  static let mostBytes = 1 << 20
  static let longestLine = 4_000

  let file: String
  let lines: [Line]

  /// What is no UTF-8 becomes U+FFFD.
  init(_ bytes: [UInt8], file: String) {
    self.file = file
    var lines: [Line] = []
    for line in Self.lines(of: Array(String(decoding: bytes, as: UTF8.self).utf8)) {
      lines.append(Line(number: lines.count + 1, bytes: line))
    }
    self.lines = lines
  }

  /// Lines end in LF, CRLF or CR; a byte order mark at the start is passed over.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for at in bytes.indices {
      let byte = bytes[at]
      // In front of `start` is the second half of a CRLF.
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), at >= start else { continue }
      lines.append(bytes[start..<at])
      start = at + 1
      if byte == UInt8(ascii: "\r"), start < bytes.count, bytes[start] == UInt8(ascii: "\n") { start += 1 }
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// The place of a line, or of some of its bytes counted from its first, as people count it.
  func mark(_ line: Line, _ bytes: Range<Int>? = nil) -> Lesson.Mark {
    guard lines.indices.contains(line.number - 1) else {
      return Lesson.Mark(line: max(1, line.number), column: 1, length: 1, text: "")
    }
    let source = lines[line.number - 1]
    let range = bytes ?? 0..<line.bytes.count
    return Lesson.Mark(
      line: line.number, column: source.part(0..<line.offset + range.lowerBound).characterCount + 1,
      length: max(1, source.part(line.offset + range.lowerBound..<line.offset + range.upperBound).characterCount),
      text: source.text)
  }
}

extension SourceText.Line {
  /// Without white space around it, its offset moved accordingly.
  var trimmed: SourceText.Line {
    let rest = bytes.drop(while: \.isBlank)
    return SourceText.Line(number: number, bytes: rest, offset: offset + rest.startIndex - bytes.startIndex)
      .withoutTrailingSpace
  }

  var withoutTrailingSpace: SourceText.Line {
    var end = bytes.endIndex
    while end > bytes.startIndex, bytes[end - 1].isBlank { end -= 1 }
    return SourceText.Line(number: number, bytes: bytes[..<end], offset: offset)
  }

  /// What stands from byte `start` on.
  func from(_ start: Int) -> SourceText.Line { part(start..<max(start, bytes.count)) }

  /// As much of those bytes as there is, and no part of a character at their end.
  func part(_ range: Range<Int>) -> SourceText.Line {
    let range = range.clamped(to: 0..<bytes.count)
    var end = bytes.startIndex + range.upperBound
    while end < bytes.endIndex, UTF8.isContinuation(bytes[end]) { end -= 1 }
    let start = bytes.startIndex + range.lowerBound
    return SourceText.Line(number: number, bytes: bytes[start..<max(start, end)], offset: offset + range.lowerBound)
  }

  var isBlank: Bool { bytes.allSatisfy(\.isBlank) }

  /// A byte of ASCII is a character here: a CR LF, which would be one together, stands in no line.
  fileprivate var characterCount: Int { bytes.allSatisfy { $0 < 0x80 } ? bytes.count : text.count }

  func begins(with text: String) -> Bool { bytes.starts(with: text.utf8) }

  /// Whether it is that text, no more and no less.
  func says(_ text: String) -> Bool { bytes.count == text.utf8.count && begins(with: text) }

  /// Where that byte first stands, counted from the line's first.
  func first(_ other: UInt8) -> Int? { bytes.firstIndex(of: other).map { $0 - bytes.startIndex } }
}

extension Sequence<SourceText.Line> {
  /// All their bytes, that one between them.
  func joined(by separator: UInt8) -> [UInt8] {
    var all: [UInt8] = []
    for (number, line) in enumerated() {
      if number > 0 { all.append(separator) }
      all += line.bytes
    }
    return all
  }
}

extension UInt8 {
  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
