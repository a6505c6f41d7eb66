// HTML 13.2.5.15 to 31: script data, with the old habit of hiding scripts in comments.
extension HTML.Tokenizer {
  mutating func scriptDataLessThanSignState() {
    switch consume() {
    case "/": state = .scriptDataEndTagOpen
    case "!":
      state = .scriptDataEscapeStart
      emit(markStart..<position)
    default: emitMark(andReconsumeIn: .scriptData)
    }
  }

  mutating func scriptDataEscapeStartState(next: State) {
    if consume() == "-" {
      state = next
      emitCurrent()
    } else {
      reconsume(in: .scriptData)
    }
  }

  mutating func scriptDataEscapedState() {
    switch consume() {
    case "-":
      state = .scriptDataEscapedDash
      emitCurrent()
    case "<": enterMark(.scriptDataEscapedLessThanSign)
    case "\0": emitReplacement()
    case nil: emitEndOfScript()
    default: emitRun { $0 != 0x2D && $0 != 0x3C && $0 != 0 }
    }
  }

  mutating func scriptDataEscapedDashState(isSecond: Bool) {
    switch consume() {
    case "-":
      state = .scriptDataEscapedDashDash
      emitCurrent()
    case "<": enterMark(.scriptDataEscapedLessThanSign)
    case ">" where isSecond:
      state = .scriptData
      emitCurrent()
    case "\0":
      state = .scriptDataEscaped
      emitReplacement()
    case nil: emitEndOfScript()
    default:
      state = .scriptDataEscaped
      emitCurrent()
    }
  }

  mutating func scriptDataEscapedLessThanSignState() {
    switch consume() {
    case "/": state = .scriptDataEscapedEndTagOpen
    case let letter? where letter.isASCIILetter:
      emitMark(andReconsumeIn: .scriptDataDoubleEscapeStart)
      markStart = position
    default: emitMark(andReconsumeIn: .scriptDataEscaped)
    }
  }

  /// The double escape start and end states: a word has ended; was it `script`?
  mutating func scriptDataDoubleEscapeEdgeState(script: State, other: State) {
    switch consume() {
    case "\t", "\n", "\u{C}", " ", "/", ">":
      let word = input[markStart..<position - 1].lazy.map(\.asciiLowercased)
      state = word.elementsEqual("script".utf8) ? script : other
      emitCurrent()
    case let letter? where letter.isASCIILetter: emitCurrent()
    default: reconsume(in: other)
    }
  }

  mutating func scriptDataDoubleEscapedState() {
    switch consume() {
    case "-":
      state = .scriptDataDoubleEscapedDash
      emitCurrent()
    case "<":
      state = .scriptDataDoubleEscapedLessThanSign
      emitCurrent()
    case "\0": emitReplacement()
    case nil: emitEndOfScript()
    default: emitRun { $0 != 0x2D && $0 != 0x3C && $0 != 0 }
    }
  }

  mutating func scriptDataDoubleEscapedDashState(isSecond: Bool) {
    switch consume() {
    case "-":
      state = .scriptDataDoubleEscapedDashDash
      emitCurrent()
    case "<":
      state = .scriptDataDoubleEscapedLessThanSign
      emitCurrent()
    case ">" where isSecond:
      state = .scriptData
      emitCurrent()
    case "\0":
      state = .scriptDataDoubleEscaped
      emitReplacement()
    case nil: emitEndOfScript()
    default:
      state = .scriptDataDoubleEscaped
      emitCurrent()
    }
  }

  mutating func scriptDataDoubleEscapedLessThanSignState() {
    if consume() == "/" {
      state = .scriptDataDoubleEscapeEnd
      emitCurrent()
      markStart = position
    } else {
      reconsume(in: .scriptDataDoubleEscaped)
    }
  }

  private mutating func emitEndOfScript() {
    error(.eofInScriptHTMLCommentLikeText)
    emitEndOfFile()
  }
}
