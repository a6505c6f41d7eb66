// The list of active formatting elements (HTML 13.2.4.3) and the adoption agency algorithm (13.2.6.4.7).
extension HTML.TreeBuilder {
  enum Formatting {
    /// What is before it stays out of a cell, an object or a template.
    case marker
    /// With a hash of the attributes in any order: elements that differ in it are not alike.
    case element(Document.ID, HTML.TagName, attributesHash: Int)

    var id: Document.ID? { if case .element(let id, _, _) = self { id } else { nil } }
  }

  /// Pushes onto the list; of four alike (the Noah's Ark clause), and of more than ``deepest``, the first goes.
  mutating func pushFormatting(_ id: Document.ID, _ name: HTML.TagName) {
    let attributes = document.element(id)?.attributes ?? []
    let hash = attributes.reduce(attributes.count) { $0 &+ $1.hashValue }
    var alike: [Int] = []
    var first = formatting.count
    for index in formatting.indices.reversed() {
      guard case .element(let other, let otherName, let otherHash) = formatting[index] else { break }
      first = index
      if otherName == name, otherHash == hash, let other = document.element(other),
        other.attributes == attributes || Set(other.attributes) == Set(attributes)
      {
        alike.append(index)
      }
    }
    if alike.count >= 3, let earliest = alike.last {
      formatting.remove(at: earliest)
    } else if formatting.count - first >= Self.deepest {
      formatting.remove(at: first)
    }
    formatting.append(.element(id, name, attributesHash: hash))
  }

  mutating func removeFormatting(_ id: Document.ID) {
    if let index = formatting.lastIndex(where: { $0.id == id }) { formatting.remove(at: index) }
  }

  mutating func clearFormattingToMarker() {
    while let last = formatting.popLast() { if case .marker = last { return } }
  }

  /// The element with that name after the last marker.
  func formattingElement(_ name: HTML.TagName) -> Document.ID? {
    for entry in formatting.reversed() {
      guard case .element(let id, let entryName, _) = entry else { return nil }
      if entryName == name { return id }
    }
    return nil
  }

  /// Opens again what was closed only because something around it was.
  mutating func reconstructFormatting() {
    var first = formatting.count
    for index in formatting.indices.reversed() {
      guard let id = formatting[index].id, !isOpen[id] else { break }
      first = index
    }
    guard first < formatting.count else { return }
    guard reopeningsLeft >= formatting.count - first else {
      formatting.removeSubrange(first...)
      return
    }
    reopeningsLeft -= formatting.count - first
    for index in first..<formatting.count {
      guard case .element(let id, let name, let hash) = formatting[index], let element = document.element(id)
      else { continue }
      formatting[index] = .element(insert(element), name, attributesHash: hash)
    }
  }

  /// Runs the adoption agency for an end tag (or `<a>`, `<nobr>`) with that name.
  mutating func adoptionAgency(_ tag: HTML.Token.Tag) {
    let subject = tag.known
    if let current, current.name == subject, !formatting.contains(where: { $0.id == current.id }) { return pop() }
    for _ in 0..<8 {
      guard let formattingElement = formattingElement(subject) else { return anyOtherEndTag(tag) }
      guard isOpen[formattingElement], let position = stack.lastIndex(where: { $0.id == formattingElement }) else {
        return removeFormatting(formattingElement)
      }
      guard hasInScope(.plain, where: { $0.id == formattingElement }) else { return }
      let furthest = stack[(position + 1)...].firstIndex { $0.isSpecial }
      guard let furthest, position > 0, reopeningsLeft > 0 else {
        while stack.count > max(position, 1) { pop() }
        return removeFormatting(formattingElement)
      }
      adopt(stack[furthest], at: furthest, from: formattingElement, at: position)
    }
  }

  /// Steps 4.9 to 4.20: the furthest block leaves the formatting element, which is split around it.
  private mutating func adopt(
    _ furthestBlock: HTML.OpenElement, at furthest: Int, from formattingElement: Document.ID, at position: Int
  ) {
    let commonAncestor = stack[position - 1]
    var bookmark = formatting.lastIndex { $0.id == formattingElement } ?? formatting.count
    var lastNode = furthestBlock.id
    var index = furthest
    var steps = 0
    while index - 1 > position {
      index -= 1
      steps += 1
      let node = stack[index]
      var listed = formatting.lastIndex { $0.id == node.id }
      if steps > 3, let old = listed {
        formatting.remove(at: old)
        if old < bookmark { bookmark -= 1 }
        listed = nil
      }
      guard let listed, case .element(_, let name, let hash) = formatting[listed],
        let element = document.element(node.id)
      else {
        stack.remove(at: index)
        isOpen[node.id] = false
        continue
      }
      let copy = createAgain(element)
      isOpen[node.id] = false
      isOpen[copy] = true
      stack[index] = HTML.OpenElement(copy, element)
      formatting[listed] = .element(copy, name, attributesHash: hash)
      if lastNode == furthestBlock.id { bookmark = listed + 1 }
      detach(lastNode)
      insert(lastNode, at: Place(parent: copy))
      lastNode = copy
    }
    detach(lastNode)
    insert(lastNode, at: appropriatePlace(overriding: commonAncestor))

    guard let element = document.element(formattingElement) else { return }
    let copy = createAgain(element)
    let children = document.nodes[furthestBlock.id].children
    document.nodes[furthestBlock.id].children = [copy]
    document.nodes[copy].parent = furthestBlock.id
    document.nodes[copy].children = children
    for child in children { document.nodes[child].parent = copy }

    if let old = formatting.lastIndex(where: { $0.id == formattingElement }),
      case .element(_, let name, let hash) = formatting.remove(at: old)
    {
      if old < bookmark { bookmark -= 1 }
      formatting.insert(.element(copy, name, attributesHash: hash), at: min(bookmark, formatting.count))
    }
    removeFromStack(formattingElement)
    let below = stack.lastIndex { $0.id == furthestBlock.id } ?? stack.count - 1
    stack.insert(HTML.OpenElement(copy, element), at: below + 1)
    isOpen[copy] = true
  }

  private mutating func createAgain(_ element: Document.Element) -> Document.ID {
    reopeningsLeft -= 1
    return create(.element(element))
  }
}
