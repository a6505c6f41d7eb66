// HTML 13.2.6.4.7: the "in body" insertion mode, end tags.
extension HTML.TreeBuilder {
  mutating func endInBody(_ tag: HTML.Token.Tag) -> Verdict {
    switch tag.known {
    case .template: return inHead(.endTag(tag))
    case .body:
      if hasInScope(.body) { mode = .afterBody }
    case .html:
      guard hasInScope(.body) else { break }
      mode = .afterBody
      return .reprocess(.endTag(tag))
    case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
      .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search, .section,
      .select, .summary, .ul:
      guard hasInScope(tag.known) else { break }
      generateImpliedEndTags()
      pop(through: tag.known)
    case .form: endForm()
    case .p:
      if !hasInScope(.p, .button) { insertImplied(.p) }
      closeParagraph()
    case .li:
      guard hasInScope(.li, .listItem) else { break }
      generateImpliedEndTags(except: .li)
      pop(through: .li)
    case .dd, .dt:
      guard hasInScope(tag.known) else { break }
      generateImpliedEndTags(except: tag.known)
      pop(through: tag.known)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      guard hasInScope(.plain, where: { $0.name.isHeading }) else { break }
      generateImpliedEndTags()
      pop { $0.name.isHeading }
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: adoptionAgency(tag)
    case .applet, .marquee, .object:
      guard hasInScope(tag.known) else { break }
      generateImpliedEndTags()
      pop(through: tag.known)
      clearFormattingToMarker()
    case .br:
      reconstructFormatting()
      insertVoid(HTML.Token.Tag(.br))
      framesetOK = false
    default: anyOtherEndTag(tag)
    }
    return .done
  }

  private mutating func endForm() {
    if hasOnStack(.template) {
      guard hasInScope(.form) else { return }
      generateImpliedEndTags()
      return pop(through: .form)
    }
    guard let node = form else { return }
    form = nil
    guard hasInScope(.plain, where: { $0.id == node }) else { return }
    generateImpliedEndTags()
    removeFromStack(node)
  }

  mutating func anyOtherEndTag(_ tag: HTML.Token.Tag) {
    for index in stack.indices.reversed() {
      let node = stack[index]
      let matches: Bool =
        node.namespace == .html && node.name == tag.known
        && (tag.known != .other || document.element(node.id).map { Verbatim($0.name) } == Verbatim(tag.name))
      if matches {
        generateImpliedEndTags(except: node.name == .other ? nil : node.name)
        while stack.count > max(index, 1) { pop() }
        return
      }
      if node.isSpecial { return }
    }
  }
}
