// HTML 13.2.5.6 to 14, 32 and 40: tags, and the end tags that close RCDATA, RAWTEXT and script data.
extension HTML.Tokenizer {
  mutating func tagOpenState() {
    switch consume() {
    case "!": state = .markupDeclarationOpen
    case "/": state = .endTagOpen
    case let letter? where letter.isASCIILetter: startTag(isEnd: false)
    case "?":
      error(.unexpectedQuestionMarkInsteadOfTagName)
      comment = []
      reconsume(in: .bogusComment)
    case nil:
      error(.eofBeforeTagName)
      emitMark(andReconsumeIn: .data)
    default:
      error(.invalidFirstCharacterOfTagName)
      emitMark(andReconsumeIn: .data)
    }
  }

  mutating func endTagOpenState() {
    switch consume() {
    case let letter? where letter.isASCIILetter: startTag(isEnd: true)
    case ">":
      error(.missingEndTagName)
      state = .data
    case nil:
      error(.eofBeforeTagName)
      emitMark(andReconsumeIn: .data)
    default:
      error(.invalidFirstCharacterOfTagName)
      comment = []
      reconsume(in: .bogusComment)
    }
  }

  private mutating func startTag(isEnd: Bool) {
    tagName.removeAll(keepingCapacity: true)
    tagIsEnd = isEnd
    tagIsSelfClosing = false
    attributes = []
    attributeRanges = []
    attribute = nil
    if !attributeNames.isEmpty { attributeNames = [] }
    reconsume(in: .tagName)
  }

  mutating func tagNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .beforeAttributeName
    case "/": state = .selfClosingStartTag
    case ">": emitTag()
    case "\0":
      error(.unexpectedNullCharacter)
      tagName += "\u{FFFD}".utf8
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      position -= 1
      let name = run {
        switch $0 {
        case 0, 0x09, 0x0A, 0x0C, 0x20, 0x2F, 0x3E: false
        default: true
        }
      }
      for at in name { tagName.append(input[at].asciiLowercased) }
    }
  }

  mutating func selfClosingStartTagState() {
    switch consume() {
    case ">":
      tagIsSelfClosing = true
      emitTag()
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      error(.unexpectedSolidusInTag)
      reconsume(in: .beforeAttributeName)
    }
  }

  /// Emits the tag in hand and goes back to the data state; the tree builder may then choose another.
  mutating func emitTag() {
    finishAttribute()
    state = .data
    let tag = HTML.Token.Tag(
      name: String(decoding: tagName, as: UTF8.self), attributes: attributes, isSelfClosing: tagIsSelfClosing)
    if tagIsEnd {
      if !attributes.isEmpty { error(.endTagWithAttributes) }
      if tagIsSelfClosing { error(.endTagWithTrailingSolidus) }
      emit(.endTag(tag))
    } else {
      lastStartTag = tag.name
      emit(.startTag(tag))
    }
  }

  // MARK: The appropriate end tag

  mutating func lessThanSignState(inside text: State, endTagOpen: State) {
    if consume() == "/" { state = endTagOpen } else { emitMark(andReconsumeIn: text) }
  }

  mutating func endTagOpenState(inside text: State, endTagName: State) {
    if let letter = consume(), letter.isASCIILetter {
      startTag(isEnd: true)
      state = endTagName
    } else {
      emitMark(andReconsumeIn: text)
    }
  }

  mutating func endTagNameState(inside text: State) {
    let next = consume()
    switch next {
    case "\t", "\n", "\u{C}", " ", "/", ">":
      guard lastStartTag.utf8.elementsEqual(tagName) else { return emitMark(andReconsumeIn: text) }
      if next == ">" { emitTag() } else { state = next == "/" ? .selfClosingStartTag : .beforeAttributeName }
    case let letter? where letter.isASCIILetter: tagName.append(input[position - 1].asciiLowercased)
    default: emitMark(andReconsumeIn: text)
    }
  }
}

extension Unicode.Scalar {
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}

extension UInt8 {
  /// ASCII whitespace. Normalising took every carriage return away; one that is here was written as `&#13;`.
  var isHTMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0C || self == 0x0D }
}
