import Wire

/// Reads `[not] path [operator literal | exists]`.
struct ExpressionReader {
  private let bytes: [UInt8]
  private(set) var at = 0

  init(_ text: ArraySlice<UInt8>) { bytes = Array(text) }

  mutating func expression() throws(Fault) -> Expression {
    var isNegated = false
    skipBlanks()
    let start = at
    if text(word()) == "not" { isNegated = true } else { at = start }
    let path = try path()
    let test = try test()
    guard !isNegated || test != nil else {
      throw Fault(
        .malformed, "expected `exists` or a comparison after `not \(path)`, found nothing to deny", bytes: start..<at)
    }
    try expectEnd(after: "the expression")
    return Expression(isNegated: isNegated, path: path, test: test)
  }

  mutating func expectEnd(after what: String) throws(Fault) {
    skipBlanks()
    guard at < bytes.count else { return }
    throw fault("expected nothing more after \(what), found \(quoted(at..<bytes.count))", at..<bytes.count)
  }

  // MARK: Paths

  mutating func path() throws(Fault) -> Path.Reference {
    skipBlanks()
    let start = at
    var exchange: Int?
    var name = word()
    if peek == UInt8(ascii: "["), text(name) == "exchange" {
      exchange = try exchangeNumber()
      guard take(".") else { throw fault("expected `.` and a path, such as `exchange[2].response.status`", at..<at) }
      name = word()
    }
    guard !name.isEmpty else {
      throw fault(
        "expected a path such as `response.status`, found \(quoted(at..<tokenEnd))", start..<max(at, tokenEnd))
    }
    var pattern = ""
    // From where on what was read is not in the pattern yet.
    var rest = name.lowerBound
    var arguments: [String] = []
    while let next = peek, next == UInt8(ascii: ".") || next == UInt8(ascii: "[") {
      if next == UInt8(ascii: ".") {
        at += 1
        _ = word()
      } else {
        pattern += text(rest..<at)
        at += 1
        skipBlanks()
        let isNumber = peek.map { (0x30...0x39).contains($0) } ?? false
        arguments.append(
          isNumber
            ? "\(try number())" : try string("a number, or a name in quotation marks such as `[\"Content-Type\"]`"))
        skipBlanks()
        guard take("]") else { throw fault("expected `]`, found \(quoted(at..<tokenEnd))", at..<tokenEnd) }
        pattern += isNumber ? Path.number : Path.name
        rest = at
      }
    }
    pattern += text(rest..<at)
    guard let path = Path.named(pattern) else {
      let near = Suggestion.nearest(to: pattern, among: Path.all.map(\.pattern))
      let family = Path.all.map(\.pattern).filter { $0.hasPrefix(text(name) + ".") }
      let advice =
        near.map { ": did you mean `\($0)`?" }
        ?? (family.isEmpty
          ? ": `roundtrip explain --paths` lists them all" : ": there are \(family.joined(separator: ", "))")
      throw fault("expected a known path, found \(quoted(name.lowerBound..<at))\(advice)", name.lowerBound..<at)
    }
    return Path.Reference(path: path, exchange: exchange, arguments: arguments)
  }

  private mutating func exchangeNumber() throws(Fault) -> Int {
    at += 1
    let number = try number()
    guard take("]") else { throw fault("expected `]`, found \(quoted(at..<tokenEnd))", at..<tokenEnd) }
    return number
  }

  /// What stands in brackets to count something: digits alone, and from 1.
  private mutating func number() throws(Fault) -> Int {
    let start = at
    while let next = peek, next != UInt8(ascii: "]"), !next.isBlank { at += 1 }
    let digits = bytes[start..<at]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(String(decoding: digits, as: UTF8.self)),
      number > 0
    else { throw fault("expected a number from 1, in digits, found \(quoted(start..<at))", start..<at) }
    return number
  }

  // MARK: Tests

  private mutating func test() throws(Fault) -> Expression.Test? {
    skipBlanks()
    let start = at
    guard let first = peek else { return nil }
    let name: String
    if first.isLetter {
      name = text(word())
    } else {
      while let next = peek, "=!<>~".utf8.contains(next) { at += 1 }
      name = text(start..<at)
    }
    if name == "exists" { return .exists }
    guard let comparison = Expression.Comparison(rawValue: name) else {
      let known = Expression.Comparison.allCases.map(\.rawValue) + ["exists"]
      let advice =
        name == "="
        ? ": did you mean `==`?" : Suggestion.clause(for: name, among: known.filter { $0.utf8.count > 2 })
      at = max(at, tokenEnd)
      throw fault("expected one of \(known.joined(separator: " ")), found \(quoted(start..<at))\(advice)", start..<at)
    }
    skipBlanks()
    let valueStart = at
    let value = try literal(after: comparison)
    if comparison == .matches { try check(pattern: value, valueStart..<at) }
    return .compares(comparison, value)
  }

  private mutating func literal(after comparison: Expression.Comparison) throws(Fault) -> Expression.Value {
    if peek == UInt8(ascii: "\"") { return .string(try string("a text")) }
    let start = at
    at = tokenEnd
    let text = text(start..<at)
    if text == "true" || text == "false" { return .bool(text == "true") }
    if let number = Int(text) { return .number(number) }
    let advice = text.isEmpty ? "" : ": a text stands in quotation marks, \"\(text)\""
    throw fault(
      "expected a text, a number, true or false after `\(comparison.rawValue)`, found \(quoted(start..<at))\(advice)",
      start..<at)
  }

  private func check(pattern: Expression.Value, _ range: Range<Int>) throws(Fault) {
    guard case .string(let text) = pattern else {
      throw fault("expected a regular expression in quotation marks, found \(quoted(range))", range)
    }
    do throws(Fault) { _ = try Pattern(parsing: text) } catch {
      throw fault("in the regular expression \(quoted(range)): \(error.message)", range)
    }
  }

  /// A text in quotation marks; `\"`, `\\`, `\n`, `\r`, `\t` are escapes, and any other backslash stands for itself, so
  /// that regular expressions stay readable.
  private mutating func string(_ expected: String) throws(Fault) -> String {
    let start = at
    guard take("\"") else { throw fault("expected \(expected), found \(quoted(at..<tokenEnd))", at..<tokenEnd) }
    var text: [UInt8] = []
    while let next = peek, next != UInt8(ascii: "\"") {
      at += 1
      guard next == UInt8(ascii: "\\"), let escaped = peek else {
        text.append(next)
        continue
      }
      switch escaped {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(escaped)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      default: text += [next, escaped]
      }
      at += 1
    }
    guard take("\"") else { throw fault("expected a closing `\"`, found the end of the line", start..<bytes.count) }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Characters

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Where the blank after what stands here is, or the end.
  private var tokenEnd: Int { bytes[at...].firstIndex(where: \.isBlank) ?? bytes.count }

  private mutating func skipBlanks() { while peek?.isBlank == true { at += 1 } }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek.map(UInt32.init) == character.value else { return false }
    at += 1
    return true
  }

  /// Letters and digits from here.
  private mutating func word() -> Range<Int> {
    let start = at
    while let next = peek, next.isLetter || (0x30...0x39).contains(next) || next == UInt8(ascii: "-") { at += 1 }
    return start..<at
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func quoted(_ range: Range<Int>) -> String {
    let text = text(range)
    return text.isEmpty ? "the end of the line" : "`\(text)`"
  }

  private func fault(_ message: String, _ range: Range<Int>) -> Fault { Fault(.malformed, message, bytes: range) }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
