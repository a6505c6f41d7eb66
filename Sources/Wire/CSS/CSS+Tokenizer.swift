extension CSS {
  /// The tokens of a style sheet (CSS Syntax 3, section 4). Any bytes give tokens; time grows with the length alone.
  ///
  /// - Parameter unicodeRanges: whether `U+26` is a range of code points. It is one only in `@font-face`; elsewhere it
  ///   would break selectors such as `u+a`.
  public static func tokens(_ bytes: some Collection<UInt8>, unicodeRanges: Bool = false) -> [Token] {
    var tokenizer = Tokenizer(bytes, unicodeRanges: unicodeRanges)
    var tokens: [Token] = []
    while let token = tokenizer.next() { tokens.append(token) }
    return tokens
  }

  /// Section 4.3, one method an algorithm, under the specification's names.
  struct Tokenizer {
    private let input: CodePoints
    let unicodeRanges: Bool
    var at = 0

    init(_ bytes: some Collection<UInt8>, unicodeRanges: Bool) {
      input = CodePoints(bytes)
      self.unicodeRanges = unicodeRanges
    }

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
      at + ahead < input.scalars.count ? input.scalars[at + ahead] : nil
    }

    func offset(_ position: Int) -> Int { input.offsets[min(position, input.offsets.count - 1)] }

    /// 4.3.1 Consume a token. Nil at the end of the input.
    mutating func next() -> Token? {
      consumeComments()
      guard let first = peek() else { return nil }
      let start = at
      var cutOff = false
      let kind = consumeToken(first, &cutOff)
      let bytes = offset(start)..<offset(at)
      let fault =
        cutOff
        ? Fault(.truncated, "expected the end of this, found the end of the input", bytes: bytes, spec: syntax("4.3"))
        : nil
      return Token(kind, bytes: bytes, fault: fault)
    }

    private mutating func consumeToken(_ first: Unicode.Scalar, _ cutOff: inout Bool) -> Token.Kind {
      switch first {
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
        if peek(1) == "-", peek(2) == ">" {
          at += 3
          return .cdc
        }
        return startsIdent() ? consumeIdentLike(&cutOff) : delim(first)
      case "<":
        if peek(1) == "!", peek(2) == "-", peek(3) == "-" {
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

    private mutating func delim(_ scalar: Unicode.Scalar) -> Token.Kind {
      at += 1
      return switch scalar {
      case ":": .colon
      case ";": .semicolon
      case ",": .comma
      case "(": .open(.parenthesis)
      case ")": .close(.parenthesis)
      case "[": .open(.square)
      case "]": .close(.square)
      case "{": .open(.curly)
      case "}": .close(.curly)
      default: .delim(scalar)
      }
    }

    /// 4.3.2 Consume comments.
    private mutating func consumeComments() {
      while peek() == "/", peek(1) == "*" {
        at += 2
        while let next = peek(), !(next == "*" && peek(1) == "/") { at += 1 }
        at = min(at + 2, input.scalars.count)
      }
    }

    /// 4.3.4 Consume an ident-like token.
    private mutating func consumeIdentLike(_ cutOff: inout Bool) -> Token.Kind {
      let name = consumeName()
      guard peek() == "(" else { return .ident(name) }
      at += 1
      guard name.equalsIgnoringASCIICase("url") else { return .function(name) }
      while peek()?.isCSSWhitespace == true, peek(1)?.isCSSWhitespace == true { at += 1 }
      let quote = peek()?.isCSSWhitespace == true ? peek(1) : peek()
      if quote == "\"" || quote == "'" { return .function(name) }
      return consumeURL(&cutOff)
    }

    /// 4.3.5 Consume a string token.
    private mutating func consumeString(ending: Unicode.Scalar, _ cutOff: inout Bool) -> Token.Kind {
      var text = String.UnicodeScalarView()
      while let next = peek() {
        if next == "\n" { return .badString }
        at += 1
        if next == ending { return .string(String(text)) }
        guard next == "\\" else {
          text.append(next)
          continue
        }
        switch peek() {
        case nil: break
        case "\n": at += 1
        default: text.append(consumeEscape())
        }
      }
      cutOff = true
      return .string(String(text))
    }

    /// 4.3.6 Consume a url token.
    private mutating func consumeURL(_ cutOff: inout Bool) -> Token.Kind {
      var text = String.UnicodeScalarView()
      while peek()?.isCSSWhitespace == true { at += 1 }
      while let next = peek() {
        switch next {
        case ")":
          at += 1
          return .url(String(text))
        case _ where next.isCSSWhitespace:
          while peek()?.isCSSWhitespace == true { at += 1 }
          if peek() == ")" || peek() == nil { continue }
          return consumeBadURL()
        case "\"", "'", "(": return consumeBadURL()
        case _ where next.isCSSNonPrintable: return consumeBadURL()
        case "\\":
          guard startsEscape() else { return consumeBadURL() }
          at += 1
          text.append(consumeEscape())
        default:
          at += 1
          text.append(next)
        }
      }
      cutOff = true
      return .url(String(text))
    }

    /// 4.3.14 Consume the remnants of a bad url.
    private mutating func consumeBadURL() -> Token.Kind {
      while let next = peek() {
        if startsEscape() { at += 1 }
        at = min(at + 1, input.scalars.count)
        if next == ")" { break }
      }
      return .badURL
    }
  }
}
