// The stack of open elements (HTML 13.2.4.2).
extension HTML.TreeBuilder {
  var current: HTML.OpenElement? { stack.last }

  func currentIs(_ name: HTML.TagName) -> Bool { stack.last?.name == name }

  /// Which elements, besides those of the plain scope, end the search for an open element.
  enum Scope {
    case plain, listItem, button, table

    func isEnded(by element: HTML.OpenElement) -> Bool {
      switch self {
      case .plain: element.endsScope
      case .listItem: element.endsScope || element.name == .ol || element.name == .ul
      case .button: element.endsScope || element.name == .button
      case .table: element.name == .html || element.name == .table || element.name == .template
      }
    }
  }

  @inline(__always)
  func hasInScope(_ scope: Scope, where isWanted: (HTML.OpenElement) -> Bool) -> Bool {
    for element in stack.reversed() {
      if isWanted(element) { return true }
      if scope.isEnded(by: element) { return false }
    }
    return false
  }

  func hasInScope(_ name: HTML.TagName, _ scope: Scope = .plain) -> Bool {
    hasInScope(scope) { $0.name == name }
  }

  func hasOnStack(_ name: HTML.TagName) -> Bool { stack.contains { $0.name == name } }

  mutating func push(_ id: Document.ID, _ element: Document.Element, known: HTML.TagName? = nil) {
    let open = HTML.OpenElement(id, element, known: known)
    stack.append(open)
    isOpen[id] = true
    if open.name == .p { openParagraphs += 1 }
  }

  mutating func pop() {
    guard let element = stack.popLast() else { return }
    isOpen[element.id] = false
    if element.name == .p { openParagraphs -= 1 }
    if element.name == .option { copyIfSelected(element.id) }
  }

  /// Takes an element out of the middle of the stack.
  mutating func removeFromStack(_ id: Document.ID) {
    guard let index = stack.lastIndex(where: { $0.id == id }) else { return }
    if index == stack.count - 1 { return pop() }
    if stack.remove(at: index).name == .p { openParagraphs -= 1 }
    isOpen[id] = false
  }

  /// Pops until an element with that name has been popped; the root stays.
  mutating func pop(through name: HTML.TagName) { pop { $0.name == name } }

  @inline(__always)
  mutating func pop(through isLast: (HTML.OpenElement) -> Bool) {
    while stack.count > 1, let element = stack.last {
      pop()
      if isLast(element) { return }
    }
  }

  /// Pops until the current node is one of the wanted: the standard's "clear the stack back to a … context".
  @inline(__always)
  mutating func pop(backTo isWanted: (HTML.TagName) -> Bool) {
    while stack.count > 1, let element = stack.last, !isWanted(element.name) { pop() }
  }

  mutating func generateImpliedEndTags(except name: HTML.TagName? = nil) {
    while let element = stack.last, element.name.hasImpliedEndTag, element.name != name { pop() }
  }

  mutating func generateImpliedEndTagsThoroughly() {
    while let element = stack.last, element.name.hasThoroughlyImpliedEndTag { pop() }
  }

  mutating func closeParagraphInButtonScope() {
    guard openParagraphs > 0, hasInScope(.p, .button) else { return }
    closeParagraph()
  }

  mutating func closeParagraph() {
    generateImpliedEndTags(except: .p)
    pop(through: .p)
  }

  /// HTML 13.2.4.1, "reset the insertion mode appropriately".
  mutating func resetInsertionMode() {
    for index in stack.indices.reversed() {
      let isLast = index == 0
      let node = isLast ? context ?? stack[index] : stack[index]
      switch node.name {
      case .td where !isLast, .th where !isLast: mode = .inCell
      case .tr: mode = .inRow
      case .tbody, .thead, .tfoot: mode = .inTableBody
      case .caption: mode = .inCaption
      case .colgroup: mode = .inColumnGroup
      case .table: mode = .inTable
      case .template: mode = templateModes.last ?? .inBody
      case .head where !isLast: mode = .inHead
      case .body: mode = .inBody
      case .frameset: mode = .inFrameset
      case .html: mode = head == nil ? .beforeHead : .afterHead
      default:
        if isLast {
          mode = .inBody
          return
        }
        continue
      }
      return
    }
  }
}
