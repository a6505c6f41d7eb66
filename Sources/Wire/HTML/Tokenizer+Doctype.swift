// HTML 13.2.5.53 to 68: the doctype.
extension HTML.Tokenizer {
  mutating func doctypeState() {
    doctype = HTML.Token.Doctype()
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .beforeDoctypeName
    case ">": reconsume(in: .beforeDoctypeName)
    case nil: emitDoctypeAtEnd()
    default:
      error(.missingWhitespaceBeforeDoctypeName)
      reconsume(in: .beforeDoctypeName)
    }
  }

  mutating func beforeDoctypeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case ">": emitDoctype(after: .missingDoctypeName)
    case nil: emitDoctypeAtEnd()
    default:
      identifier = []
      reconsume(in: .doctypeName)
    }
  }

  mutating func doctypeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ":
      doctype.name = String(decoding: identifier, as: UTF8.self)
      state = .afterDoctypeName
    case ">":
      doctype.name = String(decoding: identifier, as: UTF8.self)
      emitDoctype()
    case "\0":
      error(.unexpectedNullCharacter)
      identifier += "\u{FFFD}".utf8
    case nil:
      doctype.name = String(decoding: identifier, as: UTF8.self)
      emitDoctypeAtEnd()
    default: identifier.append(input[position - 1].asciiLowercased)
    }
  }

  mutating func afterDoctypeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case ">": emitDoctype()
    case nil: emitDoctypeAtEnd()
    default:
      position -= 1
      if consume(ignoringCase: "public") {
        state = .afterDoctypePublicKeyword
      } else if consume(ignoringCase: "system") {
        state = .afterDoctypeSystemKeyword
      } else {
        position += 1
        becomeBogus(.invalidCharacterSequenceAfterDoctypeName)
      }
    }
  }

  mutating func afterDoctypePublicKeywordState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .beforeDoctypePublicIdentifier
    case "\"":
      error(.missingWhitespaceAfterDoctypePublicKeyword)
      startIdentifier(.doctypePublicIdentifierDoubleQuoted)
    case "'":
      error(.missingWhitespaceAfterDoctypePublicKeyword)
      startIdentifier(.doctypePublicIdentifierSingleQuoted)
    case ">": emitDoctype(after: .missingDoctypePublicIdentifier)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypePublicIdentifier)
    }
  }

  mutating func beforeDoctypePublicIdentifierState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case "\"": startIdentifier(.doctypePublicIdentifierDoubleQuoted)
    case "'": startIdentifier(.doctypePublicIdentifierSingleQuoted)
    case ">": emitDoctype(after: .missingDoctypePublicIdentifier)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypePublicIdentifier)
    }
  }

  mutating func doctypePublicIdentifierState(_ quote: Unicode.Scalar) {
    let end = readIdentifier(quote)
    doctype.publicID = String(decoding: identifier, as: UTF8.self)
    switch end {
    case quote: state = .afterDoctypePublicIdentifier
    case ">": emitDoctype(after: .abruptDoctypePublicIdentifier)
    default: emitDoctypeAtEnd()
    }
  }

  mutating func afterDoctypePublicIdentifierState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .betweenDoctypePublicAndSystemIdentifiers
    case ">": emitDoctype()
    case "\"":
      error(.missingWhitespaceBetweenDoctypePublicAndSystemIdentifiers)
      startIdentifier(.doctypeSystemIdentifierDoubleQuoted)
    case "'":
      error(.missingWhitespaceBetweenDoctypePublicAndSystemIdentifiers)
      startIdentifier(.doctypeSystemIdentifierSingleQuoted)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypeSystemIdentifier)
    }
  }

  mutating func betweenDoctypePublicAndSystemIdentifiersState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case ">": emitDoctype()
    case "\"": startIdentifier(.doctypeSystemIdentifierDoubleQuoted)
    case "'": startIdentifier(.doctypeSystemIdentifierSingleQuoted)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypeSystemIdentifier)
    }
  }

  mutating func afterDoctypeSystemKeywordState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .beforeDoctypeSystemIdentifier
    case "\"":
      error(.missingWhitespaceAfterDoctypeSystemKeyword)
      startIdentifier(.doctypeSystemIdentifierDoubleQuoted)
    case "'":
      error(.missingWhitespaceAfterDoctypeSystemKeyword)
      startIdentifier(.doctypeSystemIdentifierSingleQuoted)
    case ">": emitDoctype(after: .missingDoctypeSystemIdentifier)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypeSystemIdentifier)
    }
  }

  mutating func beforeDoctypeSystemIdentifierState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case "\"": startIdentifier(.doctypeSystemIdentifierDoubleQuoted)
    case "'": startIdentifier(.doctypeSystemIdentifierSingleQuoted)
    case ">": emitDoctype(after: .missingDoctypeSystemIdentifier)
    case nil: emitDoctypeAtEnd()
    default: becomeBogus(.missingQuoteBeforeDoctypeSystemIdentifier)
    }
  }

  mutating func doctypeSystemIdentifierState(_ quote: Unicode.Scalar) {
    let end = readIdentifier(quote)
    doctype.systemID = String(decoding: identifier, as: UTF8.self)
    switch end {
    case quote: state = .afterDoctypeSystemIdentifier
    case ">": emitDoctype(after: .abruptDoctypeSystemIdentifier)
    default: emitDoctypeAtEnd()
    }
  }

  mutating func afterDoctypeSystemIdentifierState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case ">": emitDoctype()
    case nil: emitDoctypeAtEnd()
    default:
      error(.unexpectedCharacterAfterDoctypeSystemIdentifier)
      reconsume(in: .bogusDoctype)
    }
  }

  mutating func bogusDoctypeState() {
    switch consume() {
    case ">", nil: emitDoctype()
    case "\0": error(.unexpectedNullCharacter)
    default: break
    }
  }

  // MARK: What they share

  private mutating func startIdentifier(_ state: State) {
    identifier = []
    self.state = state
  }

  /// Reads an identifier to its end: its quote, a `>`, or nil for the end of the file.
  private mutating func readIdentifier(_ quote: Unicode.Scalar) -> Unicode.Scalar? {
    while let next = consume() {
      switch next {
      case quote, ">": return next
      case "\0":
        error(.unexpectedNullCharacter)
        identifier += "\u{FFFD}".utf8
      default: identifier.append(input[position - 1])
      }
    }
    return nil
  }

  private mutating func becomeBogus(_ reason: HTML.ParseError) {
    error(reason)
    doctype.forcesQuirks = true
    reconsume(in: .bogusDoctype)
  }

  private mutating func emitDoctypeAtEnd() { emitDoctype(after: .eofInDoctype) }

  private mutating func emitDoctype(after reason: HTML.ParseError? = nil) {
    if let reason {
      error(reason)
      doctype.forcesQuirks = true
    }
    state = .data
    emit(.doctype(doctype))
  }
}
