// HTML 13.2.6.4.9 to 12: tables, their text, captions and columns.
extension HTML.TreeBuilder {
  mutating func inTable(_ token: HTML.Token) -> Verdict {
    switch token {
    case .characters where current?.name.fostersOut ?? false, .characters where currentIs(.template):
      tableText = []
      originalMode = mode
      mode = .inTableText
      return .reprocess(token)
    case .comment(let text): insertComment(text)
    case .doctype: break
    case .startTag(let tag): return startInTable(tag)
    case .endTag(let tag):
      switch tag.known {
      case .table:
        guard hasInScope(.table, .table) else { break }
        pop(through: .table)
        resetInsertionMode()
      case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: break
      case .template: return inHead(token)
      default: return beforeTable(token)
      }
    case .endOfFile: return inBody(token)
    case .characters: return beforeTable(token)
    }
    return .done
  }

  private mutating func startInTable(_ tag: HTML.Token.Tag) -> Verdict {
    switch tag.known {
    case .caption:
      clearStackToTable()
      formatting.append(.marker)
      insertHTML(tag)
      mode = .inCaption
    case .colgroup:
      clearStackToTable()
      insertHTML(tag)
      mode = .inColumnGroup
    case .col:
      clearStackToTable()
      insertImplied(.colgroup)
      mode = .inColumnGroup
      return .reprocess(.startTag(tag))
    case .tbody, .tfoot, .thead:
      clearStackToTable()
      insertHTML(tag)
      mode = .inTableBody
    case .td, .th, .tr:
      clearStackToTable()
      insertImplied(.tbody)
      mode = .inTableBody
      return .reprocess(.startTag(tag))
    case .table:
      guard hasInScope(.table, .table) else { break }
      pop(through: .table)
      resetInsertionMode()
      return .reprocess(.startTag(tag))
    case .style, .script, .template: return inHead(.startTag(tag))
    case .input:
      guard (tag["type"] ?? "").equalsIgnoringASCIICase("hidden") else { return beforeTable(.startTag(tag)) }
      insertVoid(tag)
    case .form:
      guard form == nil, !hasOnStack(.template) else { break }
      form = insertHTML(tag)
      pop()
    default: return beforeTable(.startTag(tag))
    }
    return .done
  }

  /// What has no place in a table is put before it (foster parenting).
  private mutating func beforeTable(_ token: HTML.Token) -> Verdict {
    fostersParents = true
    defer { fostersParents = false }
    return inBody(token)
  }

  private mutating func clearStackToTable() { pop(backTo: { $0 == .table || $0 == .template || $0 == .html }) }

  mutating func inTableText(_ token: HTML.Token) -> Verdict {
    if case .characters(let text) = token {
      if let text = HTML.Token.withoutNulls(text) { tableText.append(text) }
      return .done
    }
    let pending = tableText
    tableText = []
    if pending.allSatisfy({ $0.utf8.allSatisfy(\.isHTMLSpace) }) {
      for text in pending { insertCharacters(text) }
    } else {
      for text in pending { _ = beforeTable(.characters(text)) }
    }
    mode = originalMode
    return .reprocess(token)
  }

  mutating func inCaption(_ token: HTML.Token) -> Verdict {
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
        return endCaption() ? .reprocess(token) : .done
      default: return inBody(token)
      }
    case .endTag(let tag):
      switch tag.known {
      case .caption: _ = endCaption()
      case .table: return endCaption() ? .reprocess(token) : .done
      case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: break
      default: return inBody(token)
      }
      return .done
    default: return inBody(token)
    }
  }

  private mutating func endCaption() -> Bool {
    guard hasInScope(.caption, .table) else { return false }
    generateImpliedEndTags()
    pop(through: .caption)
    clearFormattingToMarker()
    mode = .inTable
    return true
  }

  mutating func inColumnGroup(_ token: HTML.Token) -> Verdict {
    guard let token = insertingSpaceAndComments(token) else { return .done }
    switch token {
    case .characters(let rest):
      // Each character is a token of its own: where these end nothing, only their white space is let in.
      if !currentIs(.colgroup) { insertCharacters(rest.onlyHTMLSpace) }
    case .comment, .doctype: break
    case .startTag(let tag):
      switch tag.known {
      case .html: return inBody(token)
      case .col:
        insertVoid(tag)
        return .done
      case .template: return inHead(token)
      default: break
      }
    case .endTag(let tag):
      switch tag.known {
      case .colgroup:
        if currentIs(.colgroup) {
          pop()
          mode = .inTable
        }
        return .done
      case .col: return .done
      case .template: return inHead(token)
      default: break
      }
    case .endOfFile: return inBody(token)
    }
    guard currentIs(.colgroup) else { return .done }
    pop()
    mode = .inTable
    return .reprocess(token)
  }
}

extension String {
  /// Its white space alone.
  var onlyHTMLSpace: String { String(decoding: utf8.filter(\.isHTMLSpace), as: UTF8.self) }
}
