extension CSS {
  /// The tokens of a style sheet (CSS Syntax 3, section 4). Any bytes give tokens; time grows with the length alone.
  ///
  /// - Parameter unicodeRanges: whether `U+26` is a range of code points. It is one only in `@font-face`; elsewhere it
  ///   would break selectors such as `u+a`.
  public static func tokens(_ bytes: some Collection<UInt8>, unicodeRanges: Bool = false) -> [Token] {
    Array(Tokenizer(bytes, unicodeRanges: unicodeRanges))
  }

  /// Section 4.3, one method an algorithm, under the specification's names.
  ///
  /// What decides anything is ASCII and all else may stand in names, so it works on the bytes of UTF-8.
  struct Tokenizer: Sequence, IteratorProtocol {
    private let source: InputStream
    let input: [UInt8]
    let unicodeRanges: Bool
    var at = 0

    init(_ bytes: some Collection<UInt8>, unicodeRanges: Bool = false) {
      source = InputStream(Array(bytes), for: .css)
      input = source.bytes
      self.unicodeRanges = unicodeRanges
    }

    /// The byte `ahead` of the next one; nil past the end of the input.
    func peek(_ ahead: Int = 0) -> UInt8? { at + ahead < input.count ? input[at + ahead] : nil }

    /// Whether the byte `ahead` of the next one is this code point of ASCII.
    func isNext(_ ascii: Unicode.Scalar, _ ahead: Int = 0) -> Bool { peek(ahead).map { Unicode.Scalar($0) } == ascii }

    /// 4.3.1 Consume a token. Nil at the end of the input.
    mutating func next() -> Token? {
      consumeComments()
      guard let first = peek() else { return nil }
      let start = at
      var cutOff = false
      let kind = consumeToken(first, &cutOff)
      return Token(kind, bytes: source.received(start..<at), isCutOff: cutOff)
    }

    private mutating func consumeToken(_ first: UInt8, _ cutOff: inout Bool) -> Token.Kind {
      switch Unicode.Scalar(first) {
      case _ where first.isCSSWhitespace:
        while let next = peek(), next.isCSSWhitespace { at += 1 }
        return .whitespace
      case "\"", "'":
        at += 1
        return consumeString(ending: first, &cutOff)
      case "#":
        at += 1
        guard peek()?.continuesCSSIdent == true || startsEscape() else { return .delim("#") }
        let isID = startsIdent()
        return .hash(consumeName(), isID: isID)
      case "+", ".":
        return startsNumber() ? consumeNumeric() : delim(first)
      case "-":
        if startsNumber() { return consumeNumeric() }
        if isNext("-", 1), isNext(">", 2) {
          at += 3
          return .cdc
        }
        return startsIdent() ? consumeIdentLike(&cutOff) : delim(first)
      case "<":
        if isNext("!", 1), isNext("-", 2), isNext("-", 3) {
          at += 4
          return .cdo
        }
        return delim(first)
      case "@":
        at += 1
        return startsIdent() ? .atKeyword(consumeName()) : .delim("@")
      case "\\": return startsEscape() ? consumeIdentLike(&cutOff) : delim(first)
      case "u" where unicodeRanges && startsUnicodeRange(), "U" where unicodeRanges && startsUnicodeRange():
        return consumeUnicodeRange()
      case _ where first.isCSSDigit: return consumeNumeric()
      case _ where first.startsCSSIdent: return consumeIdentLike(&cutOff)
      default: return delim(first)
      }
    }

    private mutating func delim(_ ascii: UInt8) -> Token.Kind {
      at += 1
      return switch Unicode.Scalar(ascii) {
      case ":": .colon
      case ";": .semicolon
      case ",": .comma
      case "(": .open(.parenthesis)
      case ")": .close(.parenthesis)
      case "[": .open(.square)
      case "]": .close(.square)
      case "{": .open(.curly)
      case "}": .close(.curly)
      case let other: .delim(other)
      }
    }

    /// 4.3.2 Consume comments.
    private mutating func consumeComments() {
      while isNext("/"), isNext("*", 1) {
        at += 2
        while at < input.count, !(isNext("*") && isNext("/", 1)) { at += 1 }
        at = Swift.min(at + 2, input.count)
      }
    }

    /// 4.3.4 Consume an ident-like token.
    private mutating func consumeIdentLike(_ cutOff: inout Bool) -> Token.Kind {
      let name = consumeName()
      guard isNext("(") else { return .ident(name) }
      at += 1
      guard name.equalsIgnoringASCIICase("url") else { return .function(name) }
      while peek()?.isCSSWhitespace == true, peek(1)?.isCSSWhitespace == true { at += 1 }
      let quote = peek()?.isCSSWhitespace == true ? 1 : 0
      if isNext("\"", quote) || isNext("'", quote) { return .function(name) }
      return consumeURL(&cutOff)
    }

    /// 4.3.5 Consume a string token.
    private mutating func consumeString(ending: UInt8, _ cutOff: inout Bool) -> Token.Kind {
      var text: [UInt8] = []
      while let next = peek() {
        if isNext("\n") { return .badString }
        let isEscape = isNext("\\")
        at += 1
        if next == ending { return .string(String(decoding: text, as: UTF8.self)) }
        if !isEscape {
          text.append(next)
        } else if isNext("\n") {
          at += 1
        } else if peek() != nil {
          consumeEscape(into: &text)
        }
      }
      cutOff = true
      return .string(String(decoding: text, as: UTF8.self))
    }

    /// 4.3.6 Consume a url token.
    private mutating func consumeURL(_ cutOff: inout Bool) -> Token.Kind {
      var text: [UInt8] = []
      while peek()?.isCSSWhitespace == true { at += 1 }
      while let next = peek() {
        switch Unicode.Scalar(next) {
        case ")":
          at += 1
          return .url(String(decoding: text, as: UTF8.self))
        case _ where next.isCSSWhitespace:
          while peek()?.isCSSWhitespace == true { at += 1 }
          if isNext(")") || peek() == nil { continue }
          return consumeBadURL()
        case "\"", "'", "(": return consumeBadURL()
        case _ where next.isCSSNonPrintable: return consumeBadURL()
        case "\\":
          guard startsEscape() else { return consumeBadURL() }
          at += 1
          consumeEscape(into: &text)
        default:
          at += 1
          text.append(next)
        }
      }
      cutOff = true
      return .url(String(decoding: text, as: UTF8.self))
    }

    /// 4.3.14 Consume the remnants of a bad url.
    private mutating func consumeBadURL() -> Token.Kind {
      while at < input.count {
        let isEnd = isNext(")")
        if startsEscape() { at += 1 }
        at = Swift.min(at + 1, input.count)
        if isEnd { break }
      }
      return .badURL
    }
  }
}
