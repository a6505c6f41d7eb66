// Templates (HTML 13.2.6.4.4 and 16).
extension HTML.TreeBuilder {
  mutating func startTemplate(_ tag: HTML.Token.Tag) {
    guard !isFull else { return }
    formatting.append(.marker)
    framesetOK = false
    mode = .inTemplate
    templateModes.append(.inTemplate)
    let id = insertHTML(tag)
    insert(create(.fragment), at: Place(parent: id))
  }

  mutating func endTemplate() {
    guard hasOnStack(.template) else { return }
    generateImpliedEndTagsThoroughly()
    closeTemplate()
  }

  private mutating func closeTemplate() {
    pop(through: .template)
    clearFormattingToMarker()
    _ = templateModes.popLast()
    resetInsertionMode()
  }

  mutating func inTemplate(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters, .comment, .doctype: return inBody(token)
    case .startTag(let tag):
      switch tag.known {
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        return inHead(token)
      case .caption, .colgroup, .tbody, .tfoot, .thead: become(.inTable)
      case .col: become(.inColumnGroup)
      case .tr: become(.inTableBody)
      case .td, .th: become(.inRow)
      default: become(.inBody)
      }
      return .reprocess(token)
    case .endTag(let tag): return tag.known == .template ? inHead(token) : .done
    case .endOfFile:
      guard hasOnStack(.template) else { return .done }
      closeTemplate()
      return .reprocess(token)
    }
  }

  /// What comes first in a template tells what it is a template of.
  private mutating func become(_ mode: Mode) {
    _ = templateModes.popLast()
    templateModes.append(mode)
    self.mode = mode
  }
}
