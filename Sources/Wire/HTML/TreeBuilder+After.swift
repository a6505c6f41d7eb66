// HTML 13.2.6.4.17 to 22: after the body, and framesets.
extension HTML.TreeBuilder {
  mutating func afterBody(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text):
      let (space, rest) = HTML.Token.dividingSpace(text)
      if !space.isEmpty { _ = inBody(.characters(space)) }
      guard !rest.isEmpty else { return .done }
      mode = .inBody
      return .reprocess(.characters(rest))
    case .comment(let text): insertComment(text, at: Place(parent: stack.first?.id ?? Document.root))
    case .doctype, .endOfFile: break
    case .startTag(let tag) where tag.known == .html: return inBody(token)
    case .endTag(let tag) where tag.known == .html:
      if context == nil { mode = .afterAfterBody }
    default:
      mode = .inBody
      return .reprocess(token)
    }
    return .done
  }

  mutating func inFrameset(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text): insertCharacters(text.onlyHTMLSpace)
    case .comment(let text): insertComment(text)
    case .startTag(let tag):
      switch tag.known {
      case .html: return inBody(token)
      case .frameset: if !isFull { insertHTML(tag) }
      case .frame: insertVoid(tag)
      case .noframes: return inHead(token)
      default: break
      }
    case .endTag(let tag) where tag.known == .frameset:
      guard stack.count > 1 else { break }
      pop()
      if context == nil, !currentIs(.frameset) { mode = .afterFrameset }
    default: break
    }
    return .done
  }

  mutating func afterFrameset(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text): insertCharacters(text.onlyHTMLSpace)
    case .comment(let text): insertComment(text)
    case .startTag(let tag) where tag.known == .html: return inBody(token)
    case .startTag(let tag) where tag.known == .noframes: return inHead(token)
    case .endTag(let tag) where tag.known == .html: mode = .afterAfterFrameset
    default: break
    }
    return .done
  }

  mutating func afterAfterBody(_ token: HTML.Token) -> Verdict {
    switch token {
    case .comment(let text): insertComment(text, at: Place(parent: Document.root))
    case .doctype: return inBody(token)
    case .characters(let text):
      let (space, rest) = HTML.Token.dividingSpace(text)
      if !space.isEmpty { _ = inBody(.characters(space)) }
      guard !rest.isEmpty else { return .done }
      mode = .inBody
      return .reprocess(.characters(rest))
    case .startTag(let tag) where tag.known == .html: return inBody(token)
    case .endOfFile: break
    default:
      mode = .inBody
      return .reprocess(token)
    }
    return .done
  }

  mutating func afterAfterFrameset(_ token: HTML.Token) -> Verdict {
    switch token {
    case .comment(let text): insertComment(text, at: Place(parent: Document.root))
    case .doctype: return inBody(token)
    case .characters(let text):
      let space = text.onlyHTMLSpace
      return space.isEmpty ? .done : inBody(.characters(space))
    case .startTag(let tag) where tag.known == .html: return inBody(token)
    case .startTag(let tag) where tag.known == .noframes: return inHead(token)
    default: break
    }
    return .done
  }
}
