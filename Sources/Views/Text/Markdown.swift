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
  private let characters: [Character]
  private var at = 0
  private var pending = ""
  private var runs: [Run] = []
  private var strong = false
  private var emphasis = false
  /// Marks known not to occur again: looked for once, so that a text full of unclosed ones stays linear.
  private var exhausted: Set<String> = []

  init(_ text: String) { characters = Array(text) }

  mutating func read() -> [Run] {
    while at < characters.count {
      let character = characters[at]
      switch character {
      case "\\":
        at += 1
        if at < characters.count, "\\`*_[]()#-".contains(characters[at]) {
          pending.append(characters[at])
          at += 1
        } else {
          pending.append("\\")
        }
      case "`": code()
      case "*" where next(is: "*"): toggleStrong()
      case "*": toggleEmphasis()
      case "[": link()
      case _ where character.isNewline || character == "\t": plain(" ")
      default: plain(character)
      }
    }
    flush()
    return runs
  }

  private var role: Role { strong ? .strong : emphasis ? .emphasis : .plain }

  private func next(is character: Character) -> Bool {
    at + 1 < characters.count && characters[at + 1] == character
  }

  private mutating func plain(_ character: Character) {
    pending.append(character)
    at += 1
  }

  private mutating func flush() {
    if !pending.isEmpty { runs.append(Run(pending, role)) }
    pending = ""
  }

  private mutating func code() {
    guard let end = find("`", from: at + 1) else { return plain("`") }
    flush()
    runs.append(Run(String(characters[at + 1..<end]), .code))
    at = end + 1
  }

  private mutating func toggleStrong() {
    let opens = at + 2 < characters.count && characters[at + 2] != " "
    guard strong || opens && find("**", from: at + 2) != nil else {
      pending += "**"
      return at += 2
    }
    flush()
    strong.toggle()
    at += 2
  }

  private mutating func toggleEmphasis() {
    let opens = at + 1 < characters.count && characters[at + 1] != " "
    guard emphasis || opens && find("*", from: at + 1) != nil else { return plain("*") }
    flush()
    emphasis.toggle()
    at += 1
  }

  private mutating func link() {
    guard let close = find("]", from: at + 1), close + 1 < characters.count, characters[close + 1] == "(",
      let end = find(")", from: close + 2)
    else { return plain("[") }
    flush()
    runs.append(Run(String(characters[at + 1..<close]), .link))
    let address = String(characters[close + 2..<end])
    if address.hasPrefix("http") { runs.append(Run(" <\(address)>", .faint)) }
    at = end + 1
  }

  /// Where `mark` next begins.
  private mutating func find(_ mark: String, from start: Int) -> Int? {
    guard !exhausted.contains(mark) else { return nil }
    let wanted = Array(mark)
    var place = start
    while place + wanted.count <= characters.count {
      if characters[place..<place + wanted.count].elementsEqual(wanted) { return place }
      place += 1
    }
    exhausted.insert(mark)
    return nil
  }
}
