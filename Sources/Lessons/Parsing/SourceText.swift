/// A lesson's file as lines, each knowing where it stands.
struct SourceText {
  /// A line, or what is left of one after its indentation.
  struct Line: Hashable {
    /// Counted from 1.
    var number: Int
    var text: String
    /// UTF-8 bytes of the source line before `text`.
    var offset = 0
  }

  /// Larger than any lesson; past it a file is refused, and not parsed.
  static let mostBytes = 1 << 20
  static let longestLine = 4_000

  let file: String
  let lines: [Line]
  /// The bytes of each line, by their places in the file.
  private let places: [Range<Int>]

  /// Lines end in LF, CRLF or CR; a byte order mark at the start is passed over.
  init(_ bytes: [UInt8], file: String) {
    self.file = file
    var lines: [Line] = []
    var places: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var at = start
    func add(_ end: Int) {
      lines.append(Line(number: lines.count + 1, text: String(decoding: bytes[start..<end], as: UTF8.self)))
      places.append(start..<end)
    }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\n") || bytes[at] == UInt8(ascii: "\r") {
        add(at)
        if bytes[at] == UInt8(ascii: "\r"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") { at += 1 }
        start = at + 1
      }
      at += 1
    }
    if start < bytes.count { add(bytes.count) }
    self.lines = lines
    self.places = places
  }

  /// The lines of the file with those bytes, before anything in them was replaced.
  func lineBytes(in bytes: [UInt8]) -> [ArraySlice<UInt8>] { places.map { bytes[$0] } }

  /// The place of `bytes` (offsets into the line's text) as people count it.
  func mark(_ line: Line, _ bytes: Range<Int>? = nil) -> Lesson.Mark {
    guard lines.indices.contains(line.number - 1) else {
      return Lesson.Mark(line: max(1, line.number), column: 1, length: 1, text: "")
    }
    let source = lines[line.number - 1].text
    let range = bytes ?? 0..<line.text.utf8.count
    let utf8 = source.utf8
    func index(_ offset: Int) -> String.Index {
      utf8.index(utf8.startIndex, offsetBy: line.offset + offset, limitedBy: utf8.endIndex) ?? utf8.endIndex
    }
    let start = index(range.lowerBound)
    let length = source[start..<max(start, index(range.upperBound))].count
    return Lesson.Mark(
      line: line.number, column: source[..<start].count + 1, length: max(1, length), text: source)
  }
}

extension SourceText.Line {
  /// Without white space around it, its offset moved accordingly.
  var trimmed: SourceText.Line {
    let start = text.utf8.prefix { $0.isBlank }.count
    return from(start).withoutTrailingSpace
  }

  var withoutTrailingSpace: SourceText.Line {
    var copy = self
    while let last = copy.text.utf8.last, last.isBlank { copy.text.removeLast() }
    return copy
  }

  /// What stands from byte `start` on.
  func from(_ start: Int) -> SourceText.Line { part(start..<text.utf8.count) }

  func part(_ bytes: Range<Int>) -> SourceText.Line {
    let range = bytes.clamped(to: 0..<text.utf8.count)
    let slice = text.utf8.dropFirst(range.lowerBound).prefix(range.count)
    return SourceText.Line(number: number, text: String(Substring(slice)), offset: offset + range.lowerBound)
  }

  var isBlank: Bool { text.utf8.allSatisfy(\.isBlank) }

  /// Where `other` first stands in this one, in bytes.
  func firstByte(of other: String) -> Int? {
    let (text, other) = (Array(text.utf8), Array(other.utf8))
    return text.indices.dropLast(max(0, other.count - 1)).first { text[$0...].starts(with: other) }
  }
}

extension UInt8 {
  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
