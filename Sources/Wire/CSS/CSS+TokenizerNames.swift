// The tokenizer's smaller algorithms: escapes, names and numbers.
extension CSS.Tokenizer {
  /// 4.3.8 Two code points are a valid escape.
  func startsEscape(_ ahead: Int = 0) -> Bool { peek(ahead) == "\\" && peek(ahead + 1) != "\n" }

  /// 4.3.9 Three code points would start an ident sequence.
  func startsIdent(_ ahead: Int = 0) -> Bool {
    guard let first = peek(ahead) else { return false }
    if first == "-" {
      return peek(ahead + 1)?.startsCSSIdent == true || peek(ahead + 1) == "-" || startsEscape(ahead + 1)
    }
    return first.startsCSSIdent || startsEscape(ahead)
  }

  /// 4.3.10 Three code points would start a number.
  func startsNumber() -> Bool {
    let signed = peek() == "+" || peek() == "-" ? 1 : 0
    if peek(signed) == "." { return peek(signed + 1)?.isCSSDigit == true }
    return peek(signed)?.isCSSDigit == true
  }

  /// 4.3.7 Consume an escaped code point; the backslash is already consumed.
  mutating func consumeEscape() -> Unicode.Scalar {
    guard let first = peek() else { return "\u{FFFD}" }
    at += 1
    guard var value = first.cssHexDigit else { return first }
    for _ in 0..<5 {
      guard let digit = peek()?.cssHexDigit else { break }
      value = value << 4 | digit
      at += 1
    }
    if peek()?.isCSSWhitespace == true { at += 1 }
    // Zero, surrogates, and what lies past Unicode's end.
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// 4.3.11 Consume an ident sequence.
  mutating func consumeName() -> String {
    var name = String.UnicodeScalarView()
    while let next = peek() {
      if next.continuesCSSIdent {
        at += 1
        name.append(next)
      } else if startsEscape() {
        at += 1
        name.append(consumeEscape())
      } else {
        break
      }
    }
    return String(name)
  }

  /// 4.3.3 Consume a numeric token.
  mutating func consumeNumeric() -> CSS.Token.Kind {
    let number = consumeNumber()
    if startsIdent() { return .dimension(number, unit: consumeName()) }
    if peek() == "%" {
      at += 1
      return .percentage(number)
    }
    return .number(number)
  }

  /// 4.3.12 Consume a number.
  private mutating func consumeNumber() -> CSS.Number {
    var spelling = ""
    var isInteger = true
    func take(_ count: Int, _ tokenizer: inout Self) {
      for _ in 0..<count {
        if let next = tokenizer.peek() { spelling.unicodeScalars.append(next) }
        tokenizer.at += 1
      }
    }
    if peek() == "+" || peek() == "-" { take(1, &self) }
    while peek()?.isCSSDigit == true { take(1, &self) }
    if peek() == ".", peek(1)?.isCSSDigit == true {
      take(2, &self)
      isInteger = false
      while peek()?.isCSSDigit == true { take(1, &self) }
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + signed)?.isCSSDigit == true {
        take(2 + signed, &self)
        isInteger = false
        while peek()?.isCSSDigit == true { take(1, &self) }
      }
    }
    let value = Double(spelling) ?? 0
    let largest = Double.greatestFiniteMagnitude
    return CSS.Number(spelling: spelling, value: min(max(value, -largest), largest), isInteger: isInteger)
  }

  func startsUnicodeRange() -> Bool {
    guard peek(1) == "+", let third = peek(2) else { return false }
    return third == "?" || third.cssHexDigit != nil
  }

  /// Consume a unicode-range token: up to six digits and question marks, or two numbers with a hyphen between them.
  mutating func consumeUnicodeRange() -> CSS.Token.Kind {
    at += 2
    var (first, digits) = consumeHex(upTo: 6)
    var last = first
    var wild = false
    while digits < 6, peek() == "?" {
      first = first << 4
      last = last << 4 | 0xF
      digits += 1
      wild = true
      at += 1
    }
    if !wild, peek() == "-", peek(1)?.cssHexDigit != nil {
      at += 1
      last = consumeHex(upTo: 6).value
    }
    return .unicodeRange(first, last)
  }

  private mutating func consumeHex(upTo limit: Int) -> (value: UInt32, digits: Int) {
    var value: UInt32 = 0
    var digits = 0
    while digits < limit, let digit = peek()?.cssHexDigit {
      value = value << 4 | digit
      digits += 1
      at += 1
    }
    return (value, digits)
  }
}
