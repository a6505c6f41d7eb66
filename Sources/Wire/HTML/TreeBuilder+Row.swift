// HTML 13.2.6.4.13 to 15: table bodies, rows and cells.
extension HTML.TreeBuilder {
  mutating func inTableBody(_ token: HTML.Token) -> Verdict {
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .tr:
        clearStackToTableBody()
        insertHTML(tag)
        mode = .inRow
      case .th, .td:
        clearStackToTableBody()
        insertImplied(.tr)
        mode = .inRow
        return .reprocess(token)
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead: return endTableBody() ? .reprocess(token) : .done
      default: return inTable(token)
      }
    case .endTag(let tag):
      switch tag.known {
      case .tbody, .tfoot, .thead:
        guard hasInScope(tag.known, .table) else { break }
        clearStackToTableBody()
        pop()
        mode = .inTable
      case .table: return endTableBody() ? .reprocess(token) : .done
      case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: break
      default: return inTable(token)
      }
    default: return inTable(token)
    }
    return .done
  }

  private mutating func clearStackToTableBody() {
    pop(backTo: { $0 == .tbody || $0 == .tfoot || $0 == .thead || $0 == .template || $0 == .html })
  }

  private mutating func endTableBody() -> Bool {
    guard hasInScope(.table, where: { $0.name == .tbody || $0.name == .thead || $0.name == .tfoot }) else {
      return false
    }
    clearStackToTableBody()
    pop()
    mode = .inTable
    return true
  }

  mutating func inRow(_ token: HTML.Token) -> Verdict {
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .th, .td:
        clearStackToRow()
        insertHTML(tag)
        mode = .inCell
        formatting.append(.marker)
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr: return endRow() ? .reprocess(token) : .done
      default: return inTable(token)
      }
    case .endTag(let tag):
      switch tag.known {
      case .tr: _ = endRow()
      case .table: return endRow() ? .reprocess(token) : .done
      case .tbody, .tfoot, .thead:
        guard hasInScope(tag.known, .table) else { break }
        return endRow() ? .reprocess(token) : .done
      case .body, .caption, .col, .colgroup, .html, .td, .th: break
      default: return inTable(token)
      }
    default: return inTable(token)
    }
    return .done
  }

  private mutating func clearStackToRow() { pop(backTo: { $0 == .tr || $0 == .template || $0 == .html }) }

  private mutating func endRow() -> Bool {
    guard hasInScope(.tr, .table) else { return false }
    clearStackToRow()
    pop()
    mode = .inTableBody
    return true
  }

  mutating func inCell(_ token: HTML.Token) -> Verdict {
    switch token {
    case .startTag(let tag):
      switch tag.known {
      case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
        return closeCell() ? .reprocess(token) : .done
      default: return inBody(token)
      }
    case .endTag(let tag):
      switch tag.known {
      case .td, .th:
        guard hasInScope(tag.known, .table) else { break }
        generateImpliedEndTags()
        pop(through: tag.known)
        clearFormattingToMarker()
        mode = .inRow
      case .body, .caption, .col, .colgroup, .html: break
      case .table, .tbody, .tfoot, .thead, .tr:
        guard hasInScope(tag.known, .table) else { break }
        return closeCell() ? .reprocess(token) : .done
      default: return inBody(token)
      }
      return .done
    default: return inBody(token)
    }
  }

  /// The standard's "close the cell".
  private mutating func closeCell() -> Bool {
    guard hasInScope(.table, where: { $0.name == .td || $0.name == .th }) else { return false }
    generateImpliedEndTags()
    pop { $0.name == .td || $0.name == .th }
    clearFormattingToMarker()
    mode = .inRow
    return true
  }
}
