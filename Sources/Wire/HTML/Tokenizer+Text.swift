// HTML 13.2.5.1 to 5 and 69 to 71: the states that text is read in.
extension HTML.Tokenizer {
  mutating func dataState() {
    switch consume() {
    case "&": enterCharacterReference(from: .data)
    case "<": enterMark(.tagOpen)
    case "\0":
      error(.unexpectedNullCharacter)
      emitCurrent()
    case nil: emitEndOfFile()
    default: emitRun { $0 != 0x3C && $0 != 0x26 && $0 != 0 }
    }
  }

  mutating func rcdataState() {
    switch consume() {
    case "&": enterCharacterReference(from: .rcdata)
    case "<": enterMark(.rcdataLessThanSign)
    case "\0": emitReplacement()
    case nil: emitEndOfFile()
    default: emitRun { $0 != 0x3C && $0 != 0x26 && $0 != 0 }
    }
  }

  mutating func rawtextState() {
    switch consume() {
    case "<": enterMark(.rawtextLessThanSign)
    case "\0": emitReplacement()
    case nil: emitEndOfFile()
    default: emitRun { $0 != 0x3C && $0 != 0 }
    }
  }

  mutating func scriptDataState() {
    switch consume() {
    case "<": enterMark(.scriptDataLessThanSign)
    case "\0": emitReplacement()
    case nil: emitEndOfFile()
    default: emitRun { $0 != 0x3C && $0 != 0 }
    }
  }

  mutating func plaintextState() {
    switch consume() {
    case "\0": emitReplacement()
    case nil: emitEndOfFile()
    default: emitRun { $0 != 0 }
    }
  }

  mutating func cdataSectionState() {
    switch consume() {
    case "]": state = .cdataSectionBracket
    case nil:
      error(.eofInCDATA)
      emitEndOfFile()
    default: emitRun { $0 != 0x5D }
    }
  }

  mutating func cdataSectionBracketState() {
    if consume() == "]" {
      state = .cdataSectionEnd
    } else {
      emit("]".utf8, from: min(position, input.count) - 1)
      reconsume(in: .cdataSection)
    }
  }

  mutating func cdataSectionEndState() {
    switch consume() {
    case "]": emit("]".utf8, from: position - 1)
    case ">": state = .data
    default:
      emit("]]".utf8, from: min(position, input.count) - 2)
      reconsume(in: .cdataSection)
    }
  }

  // MARK: What they share

  /// Emits the current input character and those after it that need no thought.
  @inline(__always)
  mutating func emitRun(while isPlain: (UInt8) -> Bool) {
    let start = position - 1
    emit(start..<run(while: isPlain).upperBound)
  }

  mutating func emitReplacement() {
    error(.unexpectedNullCharacter)
    emit("\u{FFFD}".utf8, from: position - 1)
  }

  /// Goes to `state` after a `<`, and remembers where it stands.
  mutating func enterMark(_ state: State) {
    markStart = position - 1
    self.state = state
  }

  mutating func enterCharacterReference(from state: State) {
    returnState = state
    self.state = .characterReference
  }

  /// What began with `<` is text after all: emits it up to the current input character, which is read again.
  mutating func emitMark(andReconsumeIn state: State) {
    reconsume(in: state)
    emit(markStart..<position)
  }
}
