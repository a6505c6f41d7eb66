// HTML 13.2.5.72 to 80: character references.
extension HTML.Tokenizer {
  /// The `&` has been consumed.
  mutating func characterReferenceState() {
    referenceStart = position - 1
    switch consume() {
    case "#": state = .numericCharacterReference
    case let next? where next.isASCIIAlphanumeric: reconsume(in: .namedCharacterReference)
    default: flushReference(andReconsumeIn: returnState)
    }
  }

  mutating func namedCharacterReferenceState() {
    guard let match = NamedCharacterReferences.longestMatch(in: input[position...]) else {
      flush(referenceStart..<position)
      state = .ambiguousAmpersand
      return
    }
    position += match.length
    let hasSemicolon = input[position - 1] == 0x3B
    if isInAttribute, !hasSemicolon, position < input.count {
      // For historical reasons: `?a=1&copy=2` in an address keeps its ampersand.
      let next = Unicode.Scalar(input[position])
      if next == "=" || next.isASCIIAlphanumeric {
        flush(referenceStart..<position)
        state = returnState
        return
      }
    }
    if !hasSemicolon { error(.missingSemicolonAfterCharacterReference) }
    flush(characters: match.characters)
    state = returnState
  }

  mutating func ambiguousAmpersandState() {
    let word = run { Unicode.Scalar($0).isASCIIAlphanumeric }
    if !word.isEmpty { flush(word) }
    if consume() == ";" { error(.unknownNamedCharacterReference) }
    reconsume(in: returnState)
  }

  mutating func numericCharacterReferenceState() {
    characterReferenceCode = 0
    switch consume() {
    case "x", "X": state = .hexadecimalCharacterReferenceStart
    default: reconsume(in: .decimalCharacterReferenceStart)
    }
  }

  /// The hexadecimal and decimal character reference start states.
  mutating func characterReferenceStartState(_ digits: State) {
    let isHexadecimal = digits == .hexadecimalCharacterReference
    if let byte = consume().flatMap({ $0.isASCII ? UInt8($0.value) : nil }),
      let digit = byte.hexDigitValue, isHexadecimal || digit < 10
    {
      reconsume(in: digits)
    } else {
      error(.absenceOfDigitsInNumericCharacterReference)
      flushReference(andReconsumeIn: returnState)
    }
  }

  mutating func numericCharacterReferenceDigitState(base: UInt32) {
    while position < input.count, let digit = input[position].hexDigitValue, UInt32(digit) < base {
      position += 1
      // Past the end of Unicode the value no longer matters, only that it is too great.
      if characterReferenceCode <= 0x10FFFF { characterReferenceCode = characterReferenceCode * base + UInt32(digit) }
    }
    if consume() != ";" {
      error(.missingSemicolonAfterCharacterReference)
      position -= 1
    }
    state = .numericCharacterReferenceEnd
  }

  mutating func numericCharacterReferenceEndState() {
    state = returnState
    let code = characterReferenceCode
    guard code != 0 else { return flush(replacementFor: .nullCharacterReference) }
    guard code <= 0x10FFFF else { return flush(replacementFor: .characterReferenceOutsideUnicodeRange) }
    guard let scalar = Unicode.Scalar(code) else { return flush(replacementFor: .surrogateCharacterReference) }
    if scalar.isNoncharacter {
      error(.noncharacterCharacterReference)
    } else if code == 0x0D || scalar.isControl && !"\t\n\u{C}".unicodeScalars.contains(scalar) {
      error(.controlCharacterReference)
    }
    flush(characters: String(Self.windows1252[code] ?? scalar))
  }

  // MARK: What they share

  private var isInAttribute: Bool {
    switch returnState {
    case .attributeValueDoubleQuoted, .attributeValueSingleQuoted, .attributeValueUnquoted: true
    default: false
    }
  }

  /// The standard's "flush code points consumed as a character reference": a part of the input, as it stands.
  private mutating func flush(_ range: Range<Int>) {
    if isInAttribute { attribute?.value += input[range] } else { emit(range) }
  }

  private mutating func flush(characters: String) {
    if isInAttribute { attribute?.value += characters.utf8 } else { emit(characters.utf8, from: referenceStart) }
  }

  private mutating func flush(replacementFor reason: HTML.ParseError) {
    error(reason)
    flush(characters: "\u{FFFD}")
  }

  /// No reference after all: what was consumed is text, but for the current input character, which is read again.
  private mutating func flushReference(andReconsumeIn state: State) {
    reconsume(in: state)
    flush(referenceStart..<position)
  }

  /// The numbers that windows-1252 gave to characters, as old pages use them.
  private static let windows1252: [UInt32: Unicode.Scalar] = [
    0x80: "\u{20AC}", 0x82: "\u{201A}", 0x83: "\u{0192}", 0x84: "\u{201E}", 0x85: "\u{2026}", 0x86: "\u{2020}",
    0x87: "\u{2021}", 0x88: "\u{02C6}", 0x89: "\u{2030}", 0x8A: "\u{0160}", 0x8B: "\u{2039}", 0x8C: "\u{0152}",
    0x8E: "\u{017D}", 0x91: "\u{2018}", 0x92: "\u{2019}", 0x93: "\u{201C}", 0x94: "\u{201D}", 0x95: "\u{2022}",
    0x96: "\u{2013}", 0x97: "\u{2014}", 0x98: "\u{02DC}", 0x99: "\u{2122}", 0x9A: "\u{0161}", 0x9B: "\u{203A}",
    0x9C: "\u{0153}", 0x9E: "\u{017E}", 0x9F: "\u{0178}",
  ]
}

extension Unicode.Scalar {
  var isASCIIAlphanumeric: Bool { isASCIILetter || ("0"..."9").contains(self) }

  /// U+FDD0 to U+FDEF, and the last two of each plane (Infra, "noncharacter").
  var isNoncharacter: Bool { (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE }

  /// C0, DEL and C1 (Infra, "control").
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
