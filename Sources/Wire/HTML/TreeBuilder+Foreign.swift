// HTML 13.2.6.5: SVG and MathML inside HTML.
extension HTML.TreeBuilder {
  mutating func inForeignContent(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text):
      if framesetOK, text.containsByte(where: { !$0.isHTMLSpace && $0 != 0 }) { framesetOK = false }
      guard text.containsByte(where: { $0 == 0 }) else {
        insertCharacters(text)
        break
      }
      let scalars = text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }
      insertCharacters(String(String.UnicodeScalarView(scalars)))
    case .comment(let text): insertComment(text)
    case .doctype, .endOfFile: break
    case .startTag(let tag):
      if tag.breaksOutOfForeignContent {
        leaveForeignContent()
        return rules(for: mode, token)
      }
      insertForeign(tag, adjustedCurrentNode?.namespace ?? .html)
    case .endTag(let tag):
      if tag.known == .br || tag.known == .p {
        leaveForeignContent()
        return rules(for: mode, token)
      }
      return endInForeignContent(tag)
    }
    return .done
  }

  /// Pops up to a place where HTML stands on its own terms.
  private mutating func leaveForeignContent() {
    while stack.count > 1, let node = stack.last, node.namespace != .html, !node.isMathMLTextIntegrationPoint,
      !node.isHTMLIntegrationPoint
    {
      pop()
    }
  }

  private mutating func endInForeignContent(_ tag: HTML.Token.Tag) -> Verdict {
    var index = stack.count - 1
    while index > 0 {
      if document.element(stack[index].id)?.name.equalsIgnoringASCIICase(tag.name) ?? false {
        while stack.count > index { pop() }
        break
      }
      index -= 1
      if stack[index].namespace == .html { return rules(for: mode, .endTag(tag)) }
    }
    return .done
  }

  mutating func insertForeign(_ tag: HTML.Token.Tag, _ namespace: Document.Element.Namespace) {
    insert(Document.Element(foreign: tag, namespace))
    if tag.isSelfClosing { pop() }
  }
}

extension HTML.Token.Tag {
  /// An HTML tag that nobody would write inside SVG or MathML: the author has left them.
  fileprivate var breaksOutOfForeignContent: Bool {
    switch known {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5,
      .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong,
      .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
      true
    case .font: self["color"] != nil || self["face"] != nil || self["size"] != nil
    default: false
    }
  }
}

extension Document.Element {
  /// A foreign element with the spelling of its names put right, which the tokenizer made lower case.
  fileprivate init(foreign tag: HTML.Token.Tag, _ namespace: Namespace) {
    let name = namespace == .svg ? ForeignNames.svgElements[tag.name] ?? tag.name : tag.name
    let attributes = tag.attributes.map { attribute in
      var attribute = attribute
      if let prefixed = ForeignNames.prefixedAttributes[attribute.name] {
        attribute.name = prefixed
      } else if namespace == .svg {
        attribute.name = ForeignNames.svgAttributes[attribute.name] ?? attribute.name
      } else if attribute.name == "definitionurl" {
        attribute.name = "definitionURL"
      }
      return attribute
    }
    self.init(name: name, namespace: namespace, attributes: attributes)
  }
}
