// HTML 13.2.6.4.1 to 6 and 8: from the first byte to the body.
extension HTML.TreeBuilder {
  mutating func initial(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text):
      guard let rest = HTML.Token.withoutLeadingSpace(text) else { return .done }
      document.quirks = true
      mode = .beforeHTML
      return .reprocess(rest)
    case .comment(let text):
      insertComment(text, at: Place(parent: Document.root))
      return .done
    case .doctype(let doctype):
      let kind = Document.Kind.doctype(
        name: doctype.name ?? "", publicID: doctype.publicID, systemID: doctype.systemID)
      insert(create(kind), at: Place(parent: Document.root))
      document.quirks = doctype.asksForQuirks
      mode = .beforeHTML
      return .done
    default:
      document.quirks = true
      mode = .beforeHTML
      return .reprocess(token)
    }
  }

  mutating func beforeHTML(_ token: HTML.Token) -> Verdict {
    var token = token
    switch token {
    case .doctype: return .done
    case .comment(let text):
      insertComment(text, at: Place(parent: Document.root))
      return .done
    case .characters(let text):
      guard let rest = HTML.Token.withoutLeadingSpace(text) else { return .done }
      token = rest
    case .startTag(let tag) where tag.known == .html:
      insertHTML(tag)
      mode = .beforeHead
      return .done
    case .endTag(let tag):
      switch tag.known {
      case .head, .body, .html, .br: break
      default: return .done
      }
    default: break
    }
    insertImplied(.html)
    mode = .beforeHead
    return .reprocess(token)
  }

  mutating func beforeHead(_ token: HTML.Token) -> Verdict {
    var token = token
    switch token {
    case .doctype: return .done
    case .comment(let text):
      insertComment(text)
      return .done
    case .characters(let text):
      guard let rest = HTML.Token.withoutLeadingSpace(text) else { return .done }
      token = rest
    case .startTag(let tag) where tag.known == .html: return inBody(token)
    case .startTag(let tag) where tag.known == .head:
      head = insertHTML(tag)
      mode = .inHead
      return .done
    case .endTag(let tag):
      switch tag.known {
      case .head, .body, .html, .br: break
      default: return .done
      }
    default: break
    }
    head = insertImplied(.head)
    mode = .inHead
    return .reprocess(token)
  }

  /// What the modes in and after the head, and inside a column group, do alike: white space and comments are inserted,
  /// doctypes dropped. The token, or what is left of it, for the mode's own rules; nil where nothing is.
  mutating func insertingSpaceAndComments(_ token: HTML.Token) -> HTML.Token? {
    switch token {
    case .characters(let text):
      let (space, rest) = HTML.Token.dividingSpace(text)
      insertCharacters(space)
      return rest.isEmpty ? nil : .characters(rest)
    case .comment(let text):
      insertComment(text)
      return nil
    case .doctype: return nil
    case .startTag, .endTag, .endOfFile: return token
    }
  }

  mutating func inHead(_ token: HTML.Token) -> Verdict {
    guard let token = insertingSpaceAndComments(token) else { return .done }
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .html: return inBody(token)
      case .base, .basefont, .bgsound, .link, .meta:
        insertVoid(tag)
        return .done
      case .title: return readText(tag, .rcdata)
      case .noscript where scripting, .noframes, .style: return readText(tag, .rawtext)
      case .noscript:
        insertHTML(tag)
        mode = .inHeadNoscript
        return .done
      case .script: return readText(tag, .scriptData)
      case .template:
        startTemplate(tag)
        return .done
      case .head: return .done
      default: break
      }
    case .endTag(let tag):
      switch tag.known {
      case .head:
        pop()
        mode = .afterHead
        return .done
      case .body, .html, .br: break
      case .template:
        endTemplate()
        return .done
      default: return .done
      }
    case .characters, .comment, .doctype, .endOfFile: break
    }
    pop()
    mode = .afterHead
    return .reprocess(token)
  }

  /// The generic raw text and RCDATA element parsing algorithms (HTML 13.2.6.2), and the start of a script.
  mutating func readText(_ tag: HTML.Token.Tag, _ state: HTML.Tokenizer.State) -> Verdict {
    insertHTML(tag)
    tokenizer.state = state
    originalMode = mode
    mode = .text
    return .done
  }

  mutating func inHeadNoscript(_ token: HTML.Token) -> Verdict {
    guard let token = insertingSpaceAndComments(token) else { return .done }
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .html: return inBody(token)
      case .basefont, .bgsound, .link, .meta, .noframes, .style: return inHead(token)
      case .head, .noscript: return .done
      default: break
      }
    case .endTag(let tag):
      switch tag.known {
      case .noscript:
        pop()
        mode = .inHead
        return .done
      case .br: break
      default: return .done
      }
    case .characters, .comment, .doctype, .endOfFile: break
    }
    pop()
    mode = .inHead
    return .reprocess(token)
  }

  mutating func afterHead(_ token: HTML.Token) -> Verdict {
    guard let token = insertingSpaceAndComments(token) else { return .done }
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .html: return inBody(token)
      case .body:
        insertHTML(tag)
        framesetOK = false
        mode = .inBody
        return .done
      case .frameset:
        insertHTML(tag)
        mode = .inFrameset
        return .done
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        return inHeadAfterIt(token)
      case .head: return .done
      default: break
      }
    case .endTag(let tag):
      switch tag.known {
      case .template: return inHead(token)
      case .body, .html, .br: break
      default: return .done
      }
    case .characters, .comment, .doctype, .endOfFile: break
    }
    insertImplied(.body)
    mode = .inBody
    return .reprocess(token)
  }

  /// What belongs in the head but came after it is still put there.
  private mutating func inHeadAfterIt(_ token: HTML.Token) -> Verdict {
    guard let head, let element = document.element(head) else { return .done }
    push(head, element)
    defer { removeFromStack(head) }
    return inHead(token)
  }

  mutating func text(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text): insertCharacters(text)
    case .endOfFile:
      pop()
      mode = originalMode
      return .reprocess(token)
    default:
      pop()
      mode = originalMode
    }
    return .done
  }
}
