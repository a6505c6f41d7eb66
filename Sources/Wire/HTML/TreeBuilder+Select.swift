// The copy of the chosen option that `selectedcontent` shows (HTML 4.10.10, "maybe clone an option into
// selectedcontent"). It is made when the option's end, or the place for the copy, has been parsed.
extension HTML.TreeBuilder {
  /// What parsing knows of one `select` element.
  struct Select {
    /// The option that is selected so far.
    var selected: Document.ID?
    /// Where the copy goes.
    var selectedContent: Document.ID?
    let isSingle: Bool
  }

  /// A new element may be a select, one of its options, or the place for the copy.
  mutating func selectWasTold(of id: Document.ID, _ element: Document.Element) {
    switch stack.last?.name {
    case .select:
      let size = element["size"].flatMap { Int($0) } ?? 1
      selects[id] = Select(isSingle: element["multiple"] == nil && size <= 1)
    case .option:
      guard let select = owningSelect(of: id) else { return }
      let isFirst = selects[select]?.selected == nil && element["disabled"] == nil
      if isFirst || element["selected"] != nil { selects[select]?.selected = id }
    case .selectedcontent:
      guard let select = owningSelect(of: id), selects[select]?.selectedContent == nil else { return }
      selects[select]?.selectedContent = id
      if let option = selects[select]?.selected { copyIfSelected(option) }
    default: break
    }
  }

  mutating func copyIfSelected(_ option: Document.ID) {
    guard let id = owningSelect(of: option), let select = selects[id], select.isSingle, select.selected == option,
      let target = select.selectedContent
    else { return }
    for child in document.nodes[target].children { document.nodes[child].parent = nil }
    document.nodes[target].children = []
    // Copies are never copied again, wherever the target stands.
    let end = document.nodes.count
    var copies = document.nodes[option].children.reversed().map { (original: $0, parent: target) }
    while let (original, parent) = copies.popLast() {
      guard original < end else { continue }
      let copy = create(document.nodes[original].kind)
      insert(copy, at: Place(parent: parent))
      copies += document.nodes[original].children.reversed().map { (original: $0, parent: copy) }
    }
  }

  /// The standard's "nearest ancestor select": none from inside another option, a datalist, or an `hr`.
  private func owningSelect(of id: Document.ID) -> Document.ID? {
    guard !selects.isEmpty else { return nil }
    var ancestor = document.nodes[id].parent
    while let node = ancestor {
      if let element = document.element(node), element.namespace == .html {
        switch element.name {
        case "select": return node
        case "option", "datalist", "hr", "selectedcontent": return nil
        default: break
        }
      }
      ancestor = document.nodes[node].parent
    }
    return nil
  }
}
