// HTML 13.2.5.41 to 52: comments, and what is taken for one.
extension HTML.Tokenizer {
  mutating func bogusCommentState() {
    let text = run { $0 != 0x3E && $0 != 0 }
    comment += input[text]
    switch consume() {
    case "\0":
      error(.unexpectedNullCharacter)
      comment += "\u{FFFD}".utf8
    default: emitComment()
    }
  }

  mutating func markupDeclarationOpenState() {
    comment = []
    if consume(ignoringCase: "--") {
      state = .commentStart
    } else if consume(ignoringCase: "doctype") {
      state = .doctype
    } else if input[min(position, input.count)...].starts(with: "[CDATA[".utf8) {
      position += 7
      if allowsCDATA {
        state = .cdataSection
      } else {
        error(.cdataInHTMLContent)
        comment = Array("[CDATA[".utf8)
        state = .bogusComment
      }
    } else {
      error(.incorrectlyOpenedComment)
      state = .bogusComment
    }
  }

  mutating func commentStartState() {
    switch consume() {
    case "-": state = .commentStartDash
    case ">":
      error(.abruptClosingOfEmptyComment)
      emitComment()
    default: reconsume(in: .comment)
    }
  }

  mutating func commentStartDashState() {
    switch consume() {
    case "-": state = .commentEnd
    case ">":
      error(.abruptClosingOfEmptyComment)
      emitComment()
    case nil: emitCommentAtEnd()
    default:
      comment += "-".utf8
      reconsume(in: .comment)
    }
  }

  mutating func commentState() {
    let text = run { $0 != 0x3C && $0 != 0x2D && $0 != 0 }
    comment += input[text]
    switch consume() {
    case "<":
      comment += "<".utf8
      state = .commentLessThanSign
    case "-": state = .commentEndDash
    case "\0":
      error(.unexpectedNullCharacter)
      comment += "\u{FFFD}".utf8
    default: emitCommentAtEnd()
    }
  }

  mutating func commentLessThanSignState() {
    switch consume() {
    case "!":
      comment += "!".utf8
      state = .commentLessThanSignBang
    case "<": comment += "<".utf8
    default: reconsume(in: .comment)
    }
  }

  mutating func commentLessThanSignBangState() {
    if consume() == "-" { state = .commentLessThanSignBangDash } else { reconsume(in: .comment) }
  }

  mutating func commentLessThanSignBangDashState() {
    if consume() == "-" { state = .commentLessThanSignBangDashDash } else { reconsume(in: .commentEndDash) }
  }

  mutating func commentLessThanSignBangDashDashState() {
    let next = consume()
    if next != ">" && next != nil { error(.nestedComment) }
    reconsume(in: .commentEnd)
  }

  mutating func commentEndDashState() {
    switch consume() {
    case "-": state = .commentEnd
    case nil: emitCommentAtEnd()
    default:
      comment += "-".utf8
      reconsume(in: .comment)
    }
  }

  mutating func commentEndState() {
    switch consume() {
    case ">": emitComment()
    case "!": state = .commentEndBang
    case "-": comment += "-".utf8
    case nil: emitCommentAtEnd()
    default:
      comment += "--".utf8
      reconsume(in: .comment)
    }
  }

  mutating func commentEndBangState() {
    switch consume() {
    case "-":
      comment += "--!".utf8
      state = .commentEndDash
    case ">":
      error(.incorrectlyClosedComment)
      emitComment()
    case nil: emitCommentAtEnd()
    default:
      comment += "--!".utf8
      reconsume(in: .comment)
    }
  }

  private mutating func emitCommentAtEnd() {
    error(.eofInComment)
    emitComment()
  }

  /// Emits the comment in hand. At the end of the file the data state meets that end once more.
  private mutating func emitComment() {
    state = .data
    emit(.comment(String(decoding: comment, as: UTF8.self)))
  }
}
