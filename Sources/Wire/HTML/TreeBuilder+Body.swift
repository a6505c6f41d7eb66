// HTML 13.2.6.4.7: the "in body" insertion mode, text and start tags.
extension HTML.TreeBuilder {
  mutating func inBody(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters(let text):
      guard let text = HTML.Token.withoutNulls(text) else { return .done }
      reconstructFormatting()
      insertCharacters(text)
      if framesetOK, text.containsByte(where: { !$0.isHTMLSpace }) { framesetOK = false }
    case .comment(let text): insertComment(text)
    case .doctype: break
    case .startTag(let tag): return startInBody(tag)
    case .endTag(let tag): return endInBody(tag)
    case .endOfFile:
      if !templateModes.isEmpty { return inTemplate(token) }
    }
    return .done
  }

  private mutating func startInBody(_ tag: HTML.Token.Tag) -> Verdict {
    switch tag.known {
    case .html:
      if !hasOnStack(.template), let root = stack.first { addMissingAttributes(of: tag, to: root.id) }
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      return inHead(.startTag(tag))
    case .body:
      guard stack.count > 1, stack[1].name == .body, !hasOnStack(.template) else { break }
      framesetOK = false
      addMissingAttributes(of: tag, to: stack[1].id)
    case .frameset: startFramesetInBody(tag)
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset, .figcaption,
      .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .ul:
      closeParagraphInButtonScope()
      insertHTML(tag)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      closeParagraphInButtonScope()
      if current?.name.isHeading ?? false { pop() }
      insertHTML(tag)
    case .pre, .listing:
      closeParagraphInButtonScope()
      insertHTML(tag)
      skipsLineFeed = true
      framesetOK = false
    case .form:
      let isInTemplate = hasOnStack(.template)
      guard form == nil || isInTemplate else { break }
      closeParagraphInButtonScope()
      let id = insertHTML(tag)
      if !isInTemplate { form = id }
    case .li: startListItem(tag, closing: [.li])
    case .dd, .dt: startListItem(tag, closing: [.dd, .dt])
    case .plaintext:
      closeParagraphInButtonScope()
      insertHTML(tag)
      tokenizer.state = .plaintext
    case .button:
      if hasInScope(.button) {
        generateImpliedEndTags()
        pop(through: .button)
      }
      reconstructFormatting()
      insertHTML(tag)
      framesetOK = false
    case .a:
      if let open = formattingElement(.a) {
        adoptionAgency(tag)
        removeFormatting(open)
        removeFromStack(open)
      }
      startFormatting(tag)
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u: startFormatting(tag)
    case .nobr:
      reconstructFormatting()
      if hasInScope(.nobr) {
        adoptionAgency(tag)
        reconstructFormatting()
      }
      pushFormatting(insertHTML(tag), tag.known)
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertHTML(tag)
      formatting.append(.marker)
      framesetOK = false
    case .table:
      guard !isFull else { break }
      if !document.quirks { closeParagraphInButtonScope() }
      insertHTML(tag)
      framesetOK = false
      mode = .inTable
    case .area, .br, .embed, .img, .keygen, .wbr:
      reconstructFormatting()
      insertVoid(tag)
      framesetOK = false
    case .input: startInput(tag)
    case .param, .source, .track: insertVoid(tag)
    case .hr:
      closeParagraphInButtonScope()
      if hasInScope(.select) { generateImpliedEndTags() }
      insertVoid(tag)
      framesetOK = false
    case .image:
      var renamed = HTML.Token.Tag(.img)
      renamed.attributes = tag.attributes
      return .reprocess(.startTag(renamed))
    case .textarea:
      insertHTML(tag)
      skipsLineFeed = true
      tokenizer.state = .rcdata
      originalMode = mode
      framesetOK = false
      mode = .text
    case .xmp:
      closeParagraphInButtonScope()
      reconstructFormatting()
      framesetOK = false
      return readText(tag, .rawtext)
    case .iframe:
      framesetOK = false
      return readText(tag, .rawtext)
    case .noembed: return readText(tag, .rawtext)
    case .noscript where scripting: return readText(tag, .rawtext)
    case .select: startSelect(tag)
    case .option:
      if hasInScope(.select) { generateImpliedEndTags(except: .optgroup) } else if currentIs(.option) { pop() }
      reconstructFormatting()
      insertHTML(tag)
    case .optgroup:
      if hasInScope(.select) { generateImpliedEndTags() } else if currentIs(.option) { pop() }
      reconstructFormatting()
      insertHTML(tag)
    case .rb, .rtc:
      if hasInScope(.ruby) { generateImpliedEndTags() }
      insertHTML(tag)
    case .rp, .rt:
      if hasInScope(.ruby) { generateImpliedEndTags(except: .rtc) }
      insertHTML(tag)
    case .math:
      reconstructFormatting()
      insertForeign(tag, .mathml)
    case .svg:
      reconstructFormatting()
      insertForeign(tag, .svg)
    case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
    default:
      reconstructFormatting()
      insertHTML(tag)
    }
    return .done
  }

  private mutating func startFormatting(_ tag: HTML.Token.Tag) {
    reconstructFormatting()
    pushFormatting(insertHTML(tag), tag.known)
  }

  private mutating func startFramesetInBody(_ tag: HTML.Token.Tag) {
    guard framesetOK, stack.count > 1, stack[1].name == .body else { return }
    detach(stack[1].id)
    while stack.count > 1 { pop() }
    insertHTML(tag)
    mode = .inFrameset
  }

  /// A new item closes the one before it, unless a block that is not a mere wrapper stands between them.
  private mutating func startListItem(_ tag: HTML.Token.Tag, closing names: [HTML.TagName]) {
    framesetOK = false
    for node in stack.reversed() {
      if names.contains(node.name) {
        generateImpliedEndTags(except: node.name)
        pop(through: node.name)
        break
      }
      if node.isSpecial, node.name != .address, node.name != .div, node.name != .p { break }
    }
    closeParagraphInButtonScope()
    insertHTML(tag)
  }

  private mutating func startInput(_ tag: HTML.Token.Tag) {
    if context?.name == .select { return }
    if hasInScope(.select) { pop(through: .select) }
    reconstructFormatting()
    insertVoid(tag)
    if !(tag["type"] ?? "").equalsIgnoringASCIICase("hidden") { framesetOK = false }
  }

  private mutating func startSelect(_ tag: HTML.Token.Tag) {
    if context?.name == .select { return }
    if hasInScope(.select) { return pop(through: .select) }
    reconstructFormatting()
    insertHTML(tag)
    framesetOK = false
  }
}
