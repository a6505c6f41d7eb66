/// The inline part of Markdown that lessons use: `*emphasis*`, `**strong**`, `` `code` ``, `[text](address)` and `\`
/// before a mark that is meant as itself. Anything that does not close is text.
enum Markdown {
  static func inlines(_ text: String) -> [Run] {
    var reader = InlineReader(text)
    return reader.read()
  }

  /// The text without its marks.
  static func plain(_ text: String) -> String { inlines(text).reduce(into: "") { $0 += $1.text } }
}

private struct InlineReader {
  /// UTF-8: every mark is a byte of ASCII.
  private let text: [UInt8]
  private var at = 0
  private var pending: [UInt8] = []
  private var runs: [Run] = []
  private var strong = false
  private var emphasis = false
  /// Marks known not to occur again: looked for once, so that a text full of unclosed ones stays linear.
  private var exhausted: [Mark] = []

  private struct Mark: Equatable {
    var byte: UInt8
    var count = 1

    static let code = Mark(byte: UInt8(ascii: "`"))
    static let strong = Mark(byte: UInt8(ascii: "*"), count: 2)
    static let emphasis = Mark(byte: UInt8(ascii: "*"))
    static let textEnd = Mark(byte: UInt8(ascii: "]"))
    static let addressEnd = Mark(byte: UInt8(ascii: ")"))
  }

  init(_ text: String) { self.text = Array(text.utf8) }

  mutating func read() -> [Run] {
    while at < text.count {
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "\\"):
        at += 1
        if at < text.count, "\\`*_[]()#-".utf8.contains(text[at]) {
          plain(text[at])
        } else {
          pending.append(byte)
        }
      case UInt8(ascii: "`"): code()
      case UInt8(ascii: "*") where next(is: byte): toggleStrong()
      case UInt8(ascii: "*"): toggleEmphasis()
      case UInt8(ascii: "["): link()
      case UInt8(ascii: "\r") where next(is: UInt8(ascii: "\n")): at += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): plain(UInt8(ascii: " "))
      default: plain(to: text[at...].firstIndex(where: Self.isSpecial) ?? text.count)
      }
    }
    flush()
    return runs
  }

  private var role: Role { strong ? .strong : emphasis ? .emphasis : .plain }

  private func next(is byte: UInt8) -> Bool { at + 1 < text.count && text[at + 1] == byte }

  private mutating func plain(_ byte: UInt8) {
    pending.append(byte)
    at += 1
  }

  private mutating func plain(to end: Int) {
    pending += text[at..<end]
    at = end
  }

  /// Whether a byte may mean something else than itself.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  private mutating func flush() {
    if !pending.isEmpty { runs.append(Run(String(decoding: pending, as: UTF8.self), role)) }
    pending.removeAll(keepingCapacity: true)
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private mutating func code() {
    guard let end = find(.code, from: at + 1) else { return plain(text[at]) }
    flush()
    runs.append(Run(string(at + 1..<end), .code))
    at = end + 1
  }

  /// Whether a mark before `place` can open: something other than a space follows it.
  private func opens(_ place: Int) -> Bool { place < text.count && text[place] != UInt8(ascii: " ") }

  private mutating func toggleStrong() {
    guard strong || opens(at + 2) && find(.strong, from: at + 2) != nil else {
      plain(text[at])
      return plain(text[at])
    }
    flush()
    strong.toggle()
    at += 2
  }

  private mutating func toggleEmphasis() {
    guard emphasis || opens(at + 1) && find(.emphasis, from: at + 1) != nil else { return plain(text[at]) }
    flush()
    emphasis.toggle()
    at += 1
  }

  private mutating func link() {
    guard let close = find(.textEnd, from: at + 1), close + 1 < text.count, text[close + 1] == UInt8(ascii: "("),
      let end = find(.addressEnd, from: close + 2)
    else { return plain(text[at]) }
    flush()
    runs.append(Run(string(at + 1..<close), .link))
    let address = string(close + 2..<end)
    if address.hasPrefix("http") { runs.append(Run(" <\(address)>", .faint)) }
    at = end + 1
  }

  /// Where `mark` next begins.
  private mutating func find(_ mark: Mark, from start: Int) -> Int? {
    guard !exhausted.contains(mark) else { return nil }
    var place = start
    var count = 0
    while place < text.count {
      count = text[place] == mark.byte ? count + 1 : 0
      place += 1
      if count == mark.count { return place - count }
    }
    exhausted.append(mark)
    return nil
  }
}
