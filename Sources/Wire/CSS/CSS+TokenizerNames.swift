// The tokenizer's smaller algorithms: escapes, names and numbers.
extension CSS.Tokenizer {
  /// 4.3.8 Two code points are a valid escape.
  func startsEscape(_ ahead: Int = 0) -> Bool { isNext("\\", ahead) && !isNext("\n", ahead + 1) }

  /// 4.3.9 Three code points would start an ident sequence.
  func startsIdent(_ ahead: Int = 0) -> Bool {
    guard let first = peek(ahead) else { return false }
    if isNext("-", ahead) {
      return peek(ahead + 1)?.startsCSSIdent == true || isNext("-", ahead + 1) || startsEscape(ahead + 1)
    }
    return first.startsCSSIdent || startsEscape(ahead)
  }

  /// 4.3.10 Three code points would start a number.
  func startsNumber() -> Bool {
    let signed = isNext("+") || isNext("-") ? 1 : 0
    if isNext(".", signed) { return peek(signed + 1)?.isCSSDigit == true }
    return peek(signed)?.isCSSDigit == true
  }

  /// 4.3.7 Consume an escaped code point, for the end of `text`; the backslash is already consumed. Of one that takes
  /// several bytes the others follow as if they stood there unescaped.
  mutating func consumeEscape(into text: inout [UInt8]) {
    guard let first = peek() else {
      text += "\u{FFFD}".utf8
      return
    }
    guard first.hexDigitValue != nil else {
      at += 1
      text.append(first)
      return
    }
    let value = consumeHex(upTo: 6).value
    if peek()?.isCSSWhitespace == true { at += 1 }
    // Zero, surrogates, and what lies past Unicode's end.
    text += String(value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}").utf8
  }

  /// 4.3.11 Consume an ident sequence.
  mutating func consumeName() -> String {
    let start = at
    while peek()?.continuesCSSIdent == true { at += 1 }
    guard startsEscape() else { return String(decoding: input[start..<at], as: UTF8.self) }
    var name = Array(input[start..<at])
    while let next = peek() {
      if next.continuesCSSIdent {
        at += 1
        name.append(next)
      } else if startsEscape() {
        at += 1
        consumeEscape(into: &name)
      } else {
        break
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// 4.3.3 Consume a numeric token.
  mutating func consumeNumeric() -> CSS.Token.Kind {
    let number = consumeNumber()
    if startsIdent() { return .dimension(number, unit: consumeName()) }
    if isNext("%") {
      at += 1
      return .percentage(number)
    }
    return .number(number)
  }

  /// 4.3.12 Consume a number.
  private mutating func consumeNumber() -> CSS.Number {
    let start = at
    var isInteger = true
    if isNext("+") || isNext("-") { at += 1 }
    while peek()?.isCSSDigit == true { at += 1 }
    if isNext("."), peek(1)?.isCSSDigit == true {
      at += 2
      isInteger = false
      while peek()?.isCSSDigit == true { at += 1 }
    }
    if isNext("e") || isNext("E") {
      let signed = isNext("+", 1) || isNext("-", 1) ? 1 : 0
      if peek(1 + signed)?.isCSSDigit == true {
        at += 2 + signed
        isInteger = false
        while peek()?.isCSSDigit == true { at += 1 }
      }
    }
    let spelling = String(decoding: input[start..<at], as: UTF8.self)
    let whole = isInteger ? Int(spelling) : nil
    let value = whole.map(Double.init) ?? Double(spelling) ?? 0
    let largest = Double.greatestFiniteMagnitude
    return CSS.Number(spelling: spelling, value: Swift.min(Swift.max(value, -largest), largest), isInteger: isInteger)
  }

  func startsUnicodeRange() -> Bool {
    isNext("+", 1) && (isNext("?", 2) || peek(2)?.hexDigitValue != nil)
  }

  /// Consume a unicode-range token: up to six digits and question marks, or two numbers with a hyphen between them.
  mutating func consumeUnicodeRange() -> CSS.Token.Kind {
    at += 2
    var (first, digits) = consumeHex(upTo: 6)
    var last = first
    var wild = false
    while digits < 6, isNext("?") {
      first = first << 4
      last = last << 4 | 0xF
      digits += 1
      wild = true
      at += 1
    }
    if !wild, isNext("-"), peek(1)?.hexDigitValue != nil {
      at += 1
      last = consumeHex(upTo: 6).value
    }
    return .unicodeRange(first, last)
  }

  private mutating func consumeHex(upTo limit: Int) -> (value: UInt32, digits: Int) {
    var value: UInt32 = 0
    var digits = 0
    while digits < limit, let digit = peek()?.hexDigitValue {
      value = value << 4 | UInt32(digit)
      digits += 1
      at += 1
    }
    return (value, digits)
  }
}
