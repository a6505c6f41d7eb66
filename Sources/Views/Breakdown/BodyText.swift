/// The beginning of a message's body: text in its language's colours, anything else in hexadecimal.
struct BodyText {
  private let bytes: ArraySlice<UInt8>
  private let type: String
  private static let longest = 4096
  private static let mostLines = 60

  init(_ bytes: ArraySlice<UInt8>, type: String) {
    self.bytes = bytes
    self.type = type.lowercased()
  }

  var pieces: [Piece] {
    // A text may hold controls; what is packed is no text, whatever it says.
    let isText = ["text/", "json", "javascript", "xml", "urlencoded"].contains { type.contains($0) }
    let looksBinary = bytes.prefix(512).contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    return looksBinary && !(isText && isUTF8) ? binary : text
  }

  /// Whether its beginning is; the last character of that may be cut off.
  private var isUTF8: Bool {
    !String(decoding: bytes.prefix(512), as: UTF8.self).unicodeScalars.dropLast(3).contains("\u{FFFD}")
  }

  private var text: [Piece] {
    // A newline at the very end is no line of its own.
    let body = bytes.last == 0x0A ? bytes.dropLast() : bytes
    let shown = String(decoding: body.prefix(Self.longest), as: UTF8.self)
    var colouring = Colouring(type.contains("html") ? .html : type.contains("json") ? .json : .plain)
    var pieces: [Piece] = []
    var used = 0
    for line in shown.utf8.split(separator: 0x0A, maxSplits: Self.mostLines, omittingEmptySubsequences: false)
      .prefix(Self.mostLines)
    {
      used += line.count + 1
      pieces.append(.code(TextLine(colouring.runs(Self.clean(line)))))
    }
    let left = body.count - min(used, Self.longest)
    return pieces + (left > 0 ? [.text("… \(left.counted("more byte"))", .faint)] : [])
  }

  /// A line without its tabs and carriage returns.
  private static func clean(_ line: Substring.UTF8View) -> String {
    let text = String(Substring(line))
    guard line.contains(where: { $0 == 0x09 || $0 == 0x0D }) else { return text }
    return text.unicodeScalars.reduce(into: "") { $0 += $1 == "\t" ? "  " : $1 == "\r" ? "" : String($1) }
  }

  private var binary: [Piece] {
    let shown = bytes.prefix(64)
    let lines = stride(from: shown.startIndex, to: shown.endIndex, by: 16).map { start in
      let row = shown[start..<min(start + 16, shown.endIndex)]
      return Piece.code(TextLine(row.map { HexRow.digits($0) }.joined(separator: " "), .code))
    }
    let left = bytes.count - shown.count
    return lines + (left > 0 ? [.text("… \(left.counted("more byte"))", .faint)] : [])
  }
}

/// Colours HTML and JSON, line by line; it knows just enough of them to tell words apart.
private struct Colouring {
  enum Language { case html, json, plain }
  private let language: Language
  private var isInTag = false

  init(_ language: Language) { self.language = language }

  mutating func runs(_ line: String) -> [Run] {
    switch language {
    case .plain: [Run(line)]
    case .html: html(line)
    case .json: json(line)
    }
  }

  /// Tags alone: their words among the page's are what one looks for.
  private mutating func html(_ line: String) -> [Run] {
    let bytes = Array(line.utf8)
    var runs: [Run] = []
    var start = 0
    var quote: UInt8?
    func cut(at end: Int) {
      let role = isInTag ? Role.tag : .plain
      if start < end { runs.append(Run(String(decoding: bytes[start..<end], as: UTF8.self), role)) }
      start = end
    }
    for (place, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "<") {
        cut(at: place)
        isInTag = true
      } else if isInTag, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if isInTag, byte == UInt8(ascii: ">") {
        cut(at: place + 1)
        isInTag = false
      }
    }
    cut(at: bytes.count)
    return runs
  }

  private func json(_ line: String) -> [Run] {
    var runs: [Run] = []
    var rest = line[...]
    while let first = rest.first {
      let length: Int
      // Names alone: with every value in a colour of its own nothing would stand out.
      var role = Role.plain
      switch first {
      case "\"":
        var isEscaped = false
        let inside = rest.dropFirst().prefix { character in
          if isEscaped {
            isEscaped = false
          } else if character == "\\" {
            isEscaped = true
          } else if character == "\"" {
            return false
          }
          return true
        }
        length = inside.count + 2
        if rest.dropFirst(length).drop(while: { $0 == " " }).first == ":" { role = .name }
      default: length = rest.prefix { $0 != "\"" }.count
      }
      runs.append(Run(String(rest.prefix(max(1, length))), role))
      rest = rest.dropFirst(max(1, length))
    }
    return runs
  }
}
