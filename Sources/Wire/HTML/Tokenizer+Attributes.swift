// HTML 13.2.5.32 to 39: attributes.
extension HTML.Tokenizer {
  mutating func beforeAttributeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case "/", ">", nil: reconsume(in: .afterAttributeName)
    case "=":
      error(.unexpectedEqualsSignBeforeAttributeName)
      startAttribute()
      attribute?.name = [0x3D]
      state = .attributeName
    default:
      startAttribute()
      reconsume(in: .attributeName)
    }
  }

  mutating func attributeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ", "/", ">", nil:
      finishAttributeName()
      reconsume(in: .afterAttributeName)
    case "=":
      finishAttributeName()
      state = .beforeAttributeValue
    case "\0":
      error(.unexpectedNullCharacter)
      attribute?.name += "\u{FFFD}".utf8
    case "\"", "'", "<":
      error(.unexpectedCharacterInAttributeName)
      attribute?.name.append(input[position - 1])
    default:
      position -= 1
      let name = run {
        switch $0 {
        case 0, 0x09, 0x0A, 0x0C, 0x20, 0x22, 0x27, 0x2F, 0x3C, 0x3D, 0x3E: false
        default: true
        }
      }
      attribute?.name += input[name].lazy.map(\.asciiLowercased)
    }
  }

  mutating func afterAttributeNameState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case "/": state = .selfClosingStartTag
    case "=": state = .beforeAttributeValue
    case ">": emitTag()
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      startAttribute()
      reconsume(in: .attributeName)
    }
  }

  mutating func beforeAttributeValueState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": break
    case "\"": startValue(.attributeValueDoubleQuoted, at: position - 1)
    case "'": startValue(.attributeValueSingleQuoted, at: position - 1)
    case ">":
      error(.missingAttributeValue)
      emitTag()
    default:
      startValue(.attributeValueUnquoted, at: position - 1)
      reconsume(in: .attributeValueUnquoted)
    }
  }

  mutating func attributeValueQuotedState(_ quote: Unicode.Scalar) {
    let mark = UInt8(truncatingIfNeeded: quote.value)
    let value = run { $0 != mark && $0 != 0x26 && $0 != 0 }
    attribute?.value += input[value]
    switch consume() {
    case "&": enterCharacterReference(from: state)
    case "\0":
      error(.unexpectedNullCharacter)
      attribute?.value += "\u{FFFD}".utf8
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      attribute?.range.value?.extend(to: position)
      state = .afterAttributeValueQuoted
    }
  }

  mutating func attributeValueUnquotedState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ":
      attribute?.range.value?.extend(to: position - 1)
      state = .beforeAttributeName
    case "&": enterCharacterReference(from: .attributeValueUnquoted)
    case ">":
      attribute?.range.value?.extend(to: position - 1)
      emitTag()
    case "\0":
      error(.unexpectedNullCharacter)
      attribute?.value += "\u{FFFD}".utf8
    case "\"", "'", "<", "=", "`":
      error(.unexpectedCharacterInUnquotedAttributeValue)
      attribute?.value.append(input[position - 1])
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      position -= 1
      let value = run {
        switch $0 {
        case 0, 0x09, 0x0A, 0x0C, 0x20, 0x22, 0x26, 0x27, 0x3C, 0x3D, 0x3E, 0x60: false
        default: true
        }
      }
      attribute?.value += input[value]
    }
  }

  mutating func afterAttributeValueQuotedState() {
    switch consume() {
    case "\t", "\n", "\u{C}", " ": state = .beforeAttributeName
    case "/": state = .selfClosingStartTag
    case ">": emitTag()
    case nil:
      error(.eofInTag)
      emitEndOfFile()
    default:
      error(.missingWhitespaceBetweenAttributes)
      reconsume(in: .beforeAttributeName)
    }
  }

  // MARK: The attribute in hand

  /// Starts a new attribute with the current input character.
  private mutating func startAttribute() {
    finishAttribute()
    attribute = Attribute(range: AttributeRange(name: position - 1..<position))
  }

  private mutating func startValue(_ state: State, at start: Int) {
    attribute?.range.value = start..<start
    self.state = state
  }

  /// Leaving the attribute name state: a name that the tag already has is an error, and the attribute will be dropped.
  private mutating func finishAttributeName() {
    guard let pending = attribute else { return }
    let name = String(decoding: pending.name, as: UTF8.self)
    // A set is worth building only for a tag with very many attributes.
    let isDuplicate: Bool
    if attributes.count < 16 {
      isDuplicate = attributes.contains { Verbatim($0.name) == Verbatim(name) }
    } else {
      if attributeNames.isEmpty { attributeNames = Set(attributes.map { Verbatim($0.name) }) }
      isDuplicate = !attributeNames.insert(Verbatim(name)).inserted
    }
    if isDuplicate { error(.duplicateAttribute) }
    attribute?.finishedName = name
    attribute?.isDuplicate = isDuplicate
    attribute?.range.name.extend(to: min(position, input.count + 1) - 1)
  }

  /// Adds the attribute in hand, if there is one, to the tag.
  mutating func finishAttribute() {
    guard let finished = attribute else { return }
    attribute = nil
    if annotates {
      var range = finished.range
      range.isDuplicate = finished.isDuplicate
      attributeRanges.append(range)
    }
    guard !finished.isDuplicate else { return }
    let value = String(decoding: finished.value, as: UTF8.self)
    attributes.append(Document.Element.Attribute(name: finished.finishedName, value: value))
  }
}

extension Range<Int> {
  /// Moves the end; never before the start.
  fileprivate mutating func extend(to end: Int) { self = lowerBound..<Swift.max(lowerBound, end) }
}
