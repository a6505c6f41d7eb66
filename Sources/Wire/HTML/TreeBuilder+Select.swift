// The copy of the chosen option that `selectedcontent` shows (HTML 4.10.10, "maybe clone an option into
// selectedcontent"). It is made when the option's end, or the place for the copy, has been parsed.
extension HTML.TreeBuilder {
  /// What parsing knows of one `select` element.
  struct Select {
    /// The option that is selected so far.
    var selected: Document.ID?
    /// Where the copy goes.
    var selectedContent: Document.ID?
    let isMultiple: Bool
    /// True for a drop-down box, where one option is selected even if none says so.
    let selectsFirst: Bool
  }

  /// A new element may be a select, one of its options, or the place for the copy.
  mutating func selectWasTold(of id: Document.ID, _ element: Document.Element) {
    switch stack.last?.name {
    case .select:
      let size = element["size"].flatMap { Int($0) } ?? 1
      let isMultiple = element["multiple"] != nil
      selects[id] = Select(isMultiple: isMultiple, selectsFirst: !isMultiple && size <= 1)
    case .option:
      guard let owner = owningSelect(ofOption: id), let select = selects[owner] else { return }
      let group = document.nodes[id].parent.flatMap(document.element)
      let isDisabled = element["disabled"] != nil || group?.name == "optgroup" && group?["disabled"] != nil
      let isFirst = select.selectsFirst && select.selected == nil && !isDisabled
      if isFirst || element["selected"] != nil { selects[owner]?.selected = id }
    case .selectedcontent:
      guard let select = owningSelect(ofPlace: id), selects[select]?.selectedContent == nil else { return }
      selects[select]?.selectedContent = id
      if let option = selects[select]?.selected { copyIfSelected(option) }
    default: break
    }
  }

  mutating func copyIfSelected(_ option: Document.ID) {
    guard let id = owningSelect(ofOption: option), let select = selects[id], !select.isMultiple,
      select.selected == option,
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

  /// The standard's "option element nearest ancestor select": none from inside another option, a datalist, an `hr` or a
  /// group in a group.
  private func owningSelect(ofOption id: Document.ID) -> Document.ID? {
    guard !selects.isEmpty else { return nil }
    var isInGroup = false
    for (ancestor, name) in htmlAncestors(of: id) {
      switch name {
      case "select": return ancestor
      case "option", "datalist", "hr": return nil
      case "optgroup" where isInGroup: return nil
      case "optgroup": isInGroup = true
      default: break
      }
    }
    return nil
  }

  /// The select that a `selectedcontent` belongs to: none from inside an option, another such place, or a select in a
  /// select.
  private func owningSelect(ofPlace id: Document.ID) -> Document.ID? {
    guard !selects.isEmpty else { return nil }
    var select: Document.ID?
    for (ancestor, name) in htmlAncestors(of: id) {
      switch name {
      case "option", "selectedcontent": return nil
      case "select" where select != nil: return nil
      case "select": select = ancestor
      default: break
      }
    }
    return select
  }

  /// The HTML elements around a node from the nearest, up to the root or the template that they are the content of.
  private func htmlAncestors(of id: Document.ID) -> some Sequence<(id: Document.ID, name: String)> {
    let nodes = document.nodes
    let around = sequence(first: id) { node in
      guard let parent = nodes[node].parent, nodes[parent].kind != .fragment else { return nil }
      return parent
    }
    return around.lazy.dropFirst().compactMap { node in
      guard case .element(let element) = nodes[node].kind, element.namespace == .html else { return nil }
      return (node, element.name)
    }
  }
}
